/**
 * What a template can see. Its text is decided by what stands in it and in the partials, and by the names of the view
 * that they mention: a value that no template can name changes nothing.
 */
import type { Plan } from "./plan.js";
import type { View } from "./render.js";
import { sha256 } from "../sha256.js";

export interface Mentions {
  /**
   * A digest of all that decides what a template prints.
   * @param path as in the plan
   * @param scope the view, or an item of it laid over it
   */
  readonly digest: (path: string, scope: View) => string;
}

/** An expression of Handlebars. */
const EXPRESSION = /\{\{[^]*?\}\}/g;
/** A loop over the view itself, or a name that is worked out, could reach a name that nothing mentions. */
const ANYTHING = /\beach\s+[./]*(?:this|@root)?[./]*(?=[\s}~)])|\blookup\s+\S+\s+[^"'\s]/;

export function mentionsOf({ templates, partials }: Plan): Mentions {
  const shared = [...partials.values()].flatMap(expressions);
  const partialsDigest = sha256(JSON.stringify([...partials]));
  const seen = new Map<unknown, string>();
  const digestOfValue = (value: unknown): string => {
    const known = seen.get(value);
    if (known !== undefined) return known;
    const made = sha256(JSON.stringify(value));
    seen.set(value, made);
    return made;
  };
  return {
    digest(path, scope) {
      const source = templates.get(path) ?? "";
      const all = [...expressions(source), ...shared];
      const words = all.some((one) => ANYTHING.test(one))
        ? null
        : new Set(all.flatMap((one) => one.match(/\w+/g) ?? []));
      const parts = [JSON.stringify([path, source, partialsDigest])];
      for (const [name, value] of Object.entries(scope)) {
        if (words === null || words.has(name) || !/^\w+$/.test(name))
          parts.push(`${name} ${digestOfValue(value)}`);
      }
      return sha256(parts.join("\n"));
    },
  };
}

function expressions(source: string): string[] {
  return source.match(EXPRESSION) ?? [];
}
