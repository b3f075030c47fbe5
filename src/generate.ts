/** The pipeline from the model to files: pure and deterministic. */
import { posix } from "node:path";
import { NO_CACHE, type Cache } from "./cache/index.js";
import { EnvironmentError } from "./diagnostics/errors.js";
import { loadLanguage, type HandlerFiles, type Language } from "./languages/index.js";
import type { Api } from "./model/index.js";
import { phase } from "./phase.js";
import { TemplateError } from "./render/error.js";
import { mentionsOf } from "./render/mentions.js";
import { planFiles } from "./render/plan.js";
import { chooseFiles, renderFile } from "./render/render.js";
import { lowerSql, type Sql } from "./sql/index.js";
import {
  createFolderReader,
  loadFolders,
  type FolderReader,
  type Target,
} from "./targets/index.js";

export interface GenerateInput {
  readonly api: Api;
  readonly target: Target;
  /** Of the model, if it is there already. */
  readonly sql?: Sql;
  readonly readFolder?: FolderReader;
  /** Changes nothing but the time that it takes. */
  readonly cache?: Cache;
}

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
export async function generate({
  api,
  target,
  sql = lowerSql(api),
  readFolder = createFolderReader(),
  cache = NO_CACHE,
}: GenerateInput): Promise<Generated> {
  const language = await phase("load", () => loadLanguage(target.language));
  const view = await phase("view", () => language.view({ api, sql, target, cache }));
  const plan = phase("targets", () => planFiles(loadFolders(target, readFolder)));
  const { copied, rendered } = chooseFiles(plan, view);
  const mentions = mentionsOf(plan);
  const engine = once(async () => {
    const { createEngine } = await phase("load", () => import("./render/engine.js"));
    return createEngine(plan.templates, plan.partials);
  });
  const files = new Map(copied);
  for (const file of rendered) {
    const from = phase("cache", () => mentions.digest(file.template, file.scope));
    const text = await cache.remember(["file", language.name, file.path, from], async () => {
      const raw = await phase("render", () => renderFile(file, plan, engine));
      return endWithNewline(await phase("format", () => formatted(language, file.path, raw)));
    });
    files.set(file.path, text);
  }
  const own = new Set(rendered.flatMap((file) => (file.own ? [file.path] : [])));
  const sorted = [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return {
    files: new Map(sorted.filter(([path]) => !own.has(path))),
    own: new Map(sorted.filter(([path]) => own.has(path))),
    ownFolder: [...plan.own].map((path) => posix.dirname(path))[0] ?? null,
    handlers: language.handlers ?? NO_HANDLERS,
  };
}

/** What a formatter cannot read was written by a template; that there is none is another matter. */
async function formatted(language: Language, path: string, text: string): Promise<string> {
  try {
    return await language.format(path, text);
  } catch (error) {
    if (error instanceof EnvironmentError) throw error;
    throw new TemplateError(path, error);
  }
}

function endWithNewline(text: string): string {
  return `${text.trimEnd()}\n`;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}
