/** The pipeline from the model to files: pure and deterministic. */
import { posix } from "node:path";
import { loadLanguage, type HandlerFiles, type Language } from "./languages/index.js";
import type { Api } from "./model/index.js";
import { TemplateError } from "./render/error.js";
import { planFiles } from "./render/plan.js";
import { render } from "./render/render.js";
import { lowerSql } from "./sql/index.js";
import { type Target, loadFolders } from "./targets/index.js";

/** Everything that one target has for one document: text by path, sorted. */
export interface Generated {
  readonly files: ReadonlyMap<string, string>;
  /** Files of handlers, which are the user's, as they begin. */
  readonly own: ReadonlyMap<string, string>;
  /** Where such files would be, also where there are none. */
  readonly ownFolder: string | null;
  readonly handlers: HandlerFiles;
}

/** For a language that has none. */
const NO_HANDLERS: HandlerFiles = { names: () => [], complete: async (found) => found };

/**
 * @throws TemplateError that names the template at fault
 * The same model and target give the same bytes, in any order of targets.
 */
export async function generate({ api, target }: { api: Api; target: Target }): Promise<Generated> {
  const language = await loadLanguage(target.language);
  const view = await language.view({ api, sql: lowerSql(api), target });
  const plan = planFiles(loadFolders(target));
  const { copied, rendered, own } = render(plan, view);
  const files = new Map(copied);
  for (const [path, text] of rendered) {
    files.set(path, endWithNewline(await formatted(language, path, text)));
  }
  const sorted = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    files: new Map(sorted.filter(([path]) => !own.has(path))),
    own: new Map(sorted.filter(([path]) => own.has(path))),
    ownFolder: [...plan.own].map((path) => posix.dirname(path))[0] ?? null,
    handlers: language.handlers ?? NO_HANDLERS,
  };
}

/** What a formatter cannot read was written by a template. */
async function formatted(language: Language, path: string, text: string): Promise<string> {
  try {
    return await language.format(path, text);
  } catch (error) {
    throw new TemplateError(path, error);
  }
}

function endWithNewline(text: string): string {
  return `${text.trimEnd()}\n`;
}
