/** The pipeline from the model to files: pure and deterministic. */
import { loadLanguage, type Language } from "./languages/index.js";
import type { Api } from "./model/index.js";
import { TemplateError } from "./render/error.js";
import { planFiles } from "./render/plan.js";
import { render } from "./render/render.js";
import { lowerSql } from "./sql/index.js";
import { type Target, loadFolders } from "./targets/index.js";

/**
 * Everything that one target has for one document: text by path, sorted.
 * @throws TemplateError that names the template at fault
 * The same model and target give the same bytes, in any order of targets.
 */
export async function generate({
  api,
  target,
}: {
  api: Api;
  target: Target;
}): Promise<ReadonlyMap<string, string>> {
  const language = await loadLanguage(target.language);
  const view = await language.view({ api, sql: lowerSql(api), target });
  const { copied, rendered } = render(planFiles(loadFolders(target)), view);
  const files = new Map(copied);
  for (const [path, text] of rendered) {
    files.set(path, endWithNewline(await formatted(language, path, text)));
  }
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
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
