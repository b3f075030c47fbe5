/** Handlebars, strict: whatever is missing is an error and never an empty place. */
import Handlebars from "handlebars";
import { TemplateError } from "./error.js";

export interface Engine {
  /** @throws TemplateError that names the template and what it asked for. */
  readonly render: (name: string, view: object) => string;
}

/** @param templates by name; @param partials by name. Both are Handlebars sources. */
export function createEngine(
  templates: ReadonlyMap<string, string>,
  partials: ReadonlyMap<string, string>,
): Engine {
  const handlebars = Handlebars.create();
  requireConditions(handlebars);
  for (const [name, source] of partials) handlebars.registerPartial(name, source);
  const compiled = new Map<string, Handlebars.TemplateDelegate>();
  return {
    render(name, view) {
      let template = compiled.get(name);
      if (template === undefined) {
        template = handlebars.compile(templates.get(name) ?? "", {
          noEscape: true,
          strict: true,
          knownHelpersOnly: true,
          knownHelpers: { lookup: true },
        });
        compiled.set(name, template);
      }
      try {
        return template(view);
      } catch (error) {
        throw new TemplateError(name, error);
      }
    },
  };
}

/** Strict mode lets a condition or a loop over something missing pass; these do not. */
function requireConditions(handlebars: typeof Handlebars): void {
  for (const name of ["if", "unless", "each"] as const) {
    const original = handlebars.helpers[name];
    if (original === undefined) throw new Error(`Handlebars has no helper ${name}`);
    handlebars.registerHelper(
      name,
      function (this: unknown, value: unknown, options: Handlebars.HelperOptions) {
        if (value === undefined || value === null) {
          const { start } = (options as { loc?: { start: { line: number } } }).loc ?? {};
          throw new Error(
            `{{#${name}}} over something missing${start ? ` in line ${start.line}` : ""}`,
          );
        }
        return original.call(this, value, options) as string;
      },
    );
  }
}
