/** The configuration that a command works with: the one that was named, else that of the working directory. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Config, KnownTarget } from "../config/index.js";
import { UsageError } from "../diagnostics/errors.js";
import { readText } from "./read-text.js";
import type { Terminal } from "./terminal.js";

export interface Configuration {
  /** Path of the file, for messages. */
  readonly file: string;
  /** What its paths are relative to. */
  readonly folder: string;
  readonly config: Config;
}

/**
 * `null` when none is named and none is here. All problems of the file are told on standard error.
 * @param known all targets; `null` leaves names of targets unchecked
 * @throws UsageError for a file that is missing, says something wrong, or stands beside another
 */
export async function findConfiguration(
  named: string | undefined,
  known: readonly KnownTarget[] | null,
  terminal: Terminal,
): Promise<Configuration | null> {
  const file = named ?? (await configurationHere());
  if (file === null) return null;
  const { readConfig } = await import("../config/index.js");
  const { printDiagnostics } = await import("../diagnostics/index.js");
  const text = await readText(file, "configuration", "Name one with --config FILE.");
  const { config, diagnostics } = readConfig({ file, text }, known);
  terminal.talk(printDiagnostics(diagnostics, { color: terminal.talkColors.isColorSupported }));
  if (config !== null) return { file, folder: dirname(file), config };
  throw new UsageError(`${file} cannot be used as it is; nothing was written`);
}

/** A path of the configuration, relative to the working directory. */
export function configuredPath({ folder }: Configuration, path: string): string {
  return join(folder, path);
}

/** Folder of the handlers that projects share; `null` where none is named. */
export function configuredHandlers(configuration: Configuration | null): string | null {
  const handlers = configuration?.config.handlers ?? null;
  return configuration === null || handlers === null
    ? null
    : configuredPath(configuration, handlers);
}

async function configurationHere(): Promise<string | null> {
  const { CONFIG_FILES } = await import("../config/config.js");
  const [first, second] = CONFIG_FILES.filter((name) => existsSync(name));
  if (first !== undefined && second !== undefined) {
    throw new UsageError(
      `both ${first} and ${second} are here`,
      "Keep one, or name one with --config.",
    );
  }
  return first ?? null;
}
