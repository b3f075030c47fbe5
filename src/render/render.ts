/** Plan and view in, files out. Knows neither documents nor models. */
import type { Engine } from "./engine.js";
import { TemplateError } from "./error.js";
import type { Plan } from "./plan.js";

export type View = Readonly<Record<string, unknown>>;

export interface ChosenFiles {
  /** Text by path; these are final. */
  readonly copied: ReadonlyMap<string, string>;
  readonly rendered: readonly RenderedFile[];
}

export interface RenderedFile {
  readonly path: string;
  /** Its template, as the plan has it. */
  readonly template: string;
  /** What the template sees. */
  readonly scope: View;
  /** It is the user's: this is only where it begins. */
  readonly own: boolean;
}

/** @throws TemplateError for a condition or a list that the view does not have */
export function chooseFiles(plan: Plan, view: View): ChosenFiles {
  requirePlain(view, "view");
  const wanted = (path: string, scope: View) => {
    const condition = plan.conditions[path];
    return condition === undefined || holds(named(scope, condition, path));
  };
  return {
    copied: new Map([...plan.copies].filter(([path]) => wanted(path, view))),
    rendered: [...plan.templates.keys()].flatMap((template) =>
      outputs(template, view)
        .filter(({ scope }) => wanted(template, scope))
        .map(({ output, scope }) => ({
          path: output,
          template,
          scope,
          own: plan.own.has(template),
        })),
    ),
  };
}

/**
 * Text of a file, before formatting. What only prints a text of the view needs no engine.
 * @throws TemplateError that names the template and what it asked for
 */
export async function renderFile(
  { template, scope }: RenderedFile,
  plan: Plan,
  engine: () => Promise<Engine>,
): Promise<string> {
  const source = plan.templates.get(template) ?? "";
  const [, name = "", end = ""] = /^\{\{(\w+)\}\}(\n?)$/.exec(source) ?? [];
  const text = Object.hasOwn(scope, name) ? scope[name] : undefined;
  return typeof text === "string" ? text + end : (await engine()).render(template, scope);
}

/** `routes/[tag].ts` is rendered for each of the view's `tags`, under the item's `file`. */
function outputs(path: string, view: View): { output: string; scope: View }[] {
  const [hole, name] = /\[(\w+)\]/.exec(path) ?? [];
  if (hole === undefined) return [{ output: path, scope: view }];
  return (named(view, `${name}s`, path) as readonly View[]).map((item) => ({
    output: path.replaceAll(hole, () => String(named(item, "file", path))),
    scope: { ...view, ...item },
  }));
}

function holds(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}

function named(view: View, name: string, path: string): unknown {
  if (!(name in view)) {
    throw new TemplateError(path, `asks for "${name}", which the view does not have`);
  }
  return view[name];
}

/** Null and undefined would print as nothing; other than plain data cannot be compared. */
function requirePlain(value: unknown, at: string): void {
  if (value === null || value === undefined) throw new Error(`${at} is ${String(value)}`);
  if (Array.isArray(value)) value.forEach((item, index) => requirePlain(item, `${at}[${index}]`));
  else if (typeof value === "object") {
    if (Object.getPrototypeOf(value) !== Object.prototype)
      throw new Error(`${at} is no plain object`);
    for (const [name, part] of Object.entries(value)) requirePlain(part, `${at}.${name}`);
  } else if (typeof value === "function") throw new Error(`${at} is a function`);
}
