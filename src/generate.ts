/** The pipeline from the model to files: pure and deterministic. */
import { loadLanguage } from "./languages/index.js";
import type { Api } from "./model/index.js";
import { planFiles } from "./render/plan.js";
import { render } from "./render/render.js";
import { lowerSql } from "./sql/index.js";
import { type Target, loadFolders } from "./targets/index.js";

/**
 * Everything that one target has for one document: text by path, sorted.
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
    files.set(path, endWithNewline(await language.format(path, text)));
  }
  return new Map([...files].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function endWithNewline(text: string): string {
  return `${text.trimEnd()}\n`;
}
