/** What a configuration says: plain data, checked, with paths as they are written. */

export interface Config {
  /** The document; `null` where none is named. */
  readonly document: string | null;
  /** Parent of the folders that targets do not name; `null` for the folder of the configuration. */
  readonly out: string | null;
  readonly targets: "all" | readonly ConfiguredTarget[];
  /** Folder for the database's SQL; `null` where none is wanted. */
  readonly database: string | null;
  /** Rules of `gen-bench lint` that are not wanted. */
  readonly lintOff: readonly string[];
  /** Folder of the handlers that projects share; `null` where each project has its own. */
  readonly handlers: string | null;
}

export interface ConfiguredTarget {
  /** Name or alias. */
  readonly name: string;
  /** Its own folder; `null` for one of its name below `out`. */
  readonly out: string | null;
}

/** What has to be known of a target to check a configuration. */
export interface KnownTarget {
  readonly name: string;
  readonly aliases: readonly string[];
}

/** File names that are looked for, in this order. */
export const CONFIG_FILES = [
  "gen-bench.config.yaml",
  "gen-bench.config.yml",
  "gen-bench.config.json",
] as const;
