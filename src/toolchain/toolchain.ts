/** The part of a target's manifest that says how a generated project is installed, built and started. */

export interface Toolchain {
  /** Programs that must be on the PATH; each answers `versionArgs`. */
  readonly requires: readonly Requirement[];
  /** Each is an argv, run in the generated project without a shell. Empty where there is nothing to do. */
  readonly install: readonly string[];
  readonly build: readonly string[];
  readonly start: readonly string[];
  /** What the language's own tools say of the project: types, lint, its own tests. */
  readonly checks: readonly (readonly string[])[];
  /** The folder that `install` makes; an install is skipped when it was made from these files as they are. */
  readonly installs?: string;
  readonly lockFiles?: readonly string[];
  /** What `WORKERS` counts: processes unless said. */
  readonly workers?: "processes" | "threads";
}

export interface Requirement {
  readonly command: string;
  readonly versionArgs: readonly string[];
  /** What to do where it is missing, one sentence. */
  readonly remedy?: string;
}
