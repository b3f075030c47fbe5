/** Which files a target has: copied as they are, rendered once, or rendered for each of something in the view. */
import { TemplateError } from "./error.js";

export interface TemplateFolder {
  /** `_all`, a language's `_language`, or the target's own, in this order; a later file replaces an earlier one. */
  readonly static: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, string>;
  readonly partials: ReadonlyMap<string, string>;
  /** Output path (as in `static` or `files`, without `.hbs`) → boolean of the view that must hold. */
  readonly conditions: Readonly<Record<string, string>>;
  /** Output paths of files that are the user's: what is rendered is only where such a file begins. */
  readonly own: readonly string[];
}

export interface Plan {
  readonly copies: ReadonlyMap<string, string>;
  /** Template sources by output path, which may hold `[name]`. */
  readonly templates: ReadonlyMap<string, string>;
  readonly partials: ReadonlyMap<string, string>;
  readonly conditions: Readonly<Record<string, string>>;
  readonly own: ReadonlySet<string>;
}

/**
 * @param folders from the most general to the most special.
 * @throws TemplateError where a condition names a file that none of them has: it would leave nothing out
 */
export function planFiles(folders: readonly TemplateFolder[]): Plan {
  const copies = new Map<string, string>();
  const templates = new Map<string, string>();
  const partials = new Map<string, string>();
  const conditions: Record<string, string> = {};
  for (const folder of folders) {
    for (const [path, text] of folder.static) {
      templates.delete(path);
      copies.set(path, text);
    }
    for (const [path, text] of folder.files) {
      const output = path.replace(/\.hbs$/, "");
      copies.delete(output);
      templates.set(output, text);
    }
    for (const [path, text] of folder.partials) partials.set(path.replace(/\.hbs$/, ""), text);
    Object.assign(conditions, folder.conditions);
  }
  for (const path of Object.keys(conditions)) {
    if (copies.has(path) || templates.has(path)) continue;
    throw new TemplateError(path, "stands under conditions, but there is no such file");
  }
  const own = new Set(folders.flatMap((folder) => folder.own));
  return { copies, templates, partials, conditions, own };
}
