/** What the pipeline asks of a language. */
import type { Cache } from "../cache/index.js";
import type { Api } from "../model/index.js";
import type { Sql } from "../sql/statement.js";

/** Plain data with final spellings; no value in it is null or undefined. */
export interface View {
  readonly [name: string]: unknown;
}

/** What a view needs to know of the target that it is made for. */
export interface TargetOptions {
  readonly title: string;
  /** Default port. */
  readonly port: number;
  readonly pathStyle: PathStyle;
}

/** The router whose spelling of paths is wanted. */
export type PathStyle = "find-my-way" | "path-to-regexp" | "hono" | "chi";

export interface LanguageInput {
  readonly api: Api;
  readonly sql: Sql;
  readonly target: TargetOptions;
  /** For what takes long; without one it is made anew. */
  readonly cache?: Cache;
}

/** How a language reads the files of handlers, which are the user's. */
export interface HandlerFiles {
  /** Names of the handlers in a text, as generated code asks for them. */
  readonly names: (text: string) => readonly string[];
  /**
   * A file as it stands on the disk with the handlers that only `begins` has, and what these import; byte for byte the
   * same where it lacks none.
   */
  readonly complete: (found: string, begins: string) => Promise<string>;
  /**
   * Where a handler may stand in any file of the folder: what of a file as it begins the other files do not have, `null`
   * where they have it all. Absent where each handler is looked for in one file.
   */
  readonly lacking?: (begins: string, others: readonly string[]) => string | null;
}

export interface Language {
  readonly name: string;
  readonly view: (input: LanguageInput) => Promise<View>;
  /** Formats one rendered file; a path without a formatter comes back as it is. */
  readonly format: (path: string, text: string) => Promise<string>;
  readonly handlers?: HandlerFiles;
}
