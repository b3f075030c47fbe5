/** The part of a target's manifest that says how a generated project is installed, built and started. */

export interface Toolchain {
  /** Commands that must be on the PATH, and how each tells its version. */
  readonly requires: readonly Requirement[];
  /** Each is an argv, run in the project's folder without a shell. `null`: there is no such step. */
  readonly install: readonly string[] | null;
  readonly build: readonly string[] | null;
  readonly start: readonly string[];
  /** Folder that `install` makes, and the files whose content decides whether to install anew. */
  readonly installs: string | null;
  readonly lockFiles: readonly string[];
}

export interface Requirement {
  readonly command: string;
  readonly versionArgs: readonly string[];
}
