/** Plan and view in, files out. Knows neither documents nor models. */
import { createEngine } from "./engine.js";
import { TemplateError } from "./error.js";
import type { Plan } from "./plan.js";

type View = Readonly<Record<string, unknown>>;

/** @returns text by path, before formatting; `copied` files are final, `own` are paths of files of the user. */
export function render(
  plan: Plan,
  view: View,
): {
  readonly copied: ReadonlyMap<string, string>;
  readonly rendered: ReadonlyMap<string, string>;
  readonly own: ReadonlySet<string>;
} {
  forbidNothing(view, "view");
  const engine = createEngine(plan.templates, plan.partials);
  const wanted = (path: string, scope: View) => {
    const condition = plan.conditions[path];
    return condition === undefined || holds(named(scope, condition, path));
  };
  const copied = new Map([...plan.copies].filter(([path]) => wanted(path, view)));
  const rendered = new Map<string, string>();
  const own = new Set<string>();
  for (const path of plan.templates.keys()) {
    for (const { output, scope } of outputs(path, view)) {
      if (!wanted(path, scope)) continue;
      rendered.set(output, engine.render(path, scope));
      if (plan.own.has(path)) own.add(output);
    }
  }
  return { copied, rendered, own };
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

/** Null and undefined would print as nothing. */
function forbidNothing(value: unknown, at: string): void {
  if (value === null || value === undefined) throw new Error(`${at} is ${String(value)}`);
  if (Array.isArray(value)) value.forEach((item, index) => forbidNothing(item, `${at}[${index}]`));
  else if (typeof value === "object" && !(value instanceof Map || value instanceof Set)) {
    for (const [name, part] of Object.entries(value)) forbidNothing(part, `${at}.${name}`);
  }
}
