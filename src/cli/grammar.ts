/** Commands and their options as plain data, for what is said about a wrong word and for completion. */
import { CONTRACT_OPTIONS } from "./commands/contract.js";
import { DB_OPTIONS } from "./commands/db.js";
import { DIFFERENTIAL_OPTIONS } from "./commands/differential.js";
import { DOCTOR_OPTIONS } from "./commands/doctor.js";
import { EXPLAIN_OPTIONS } from "./commands/explain.js";
import { GENERATE_OPTIONS } from "./commands/generate.js";
import { HELP } from "./commands/help.js";
import { INIT_OPTIONS } from "./commands/init.js";
import { INTEROP_OPTIONS } from "./commands/interop.js";
import { LINT_OPTIONS } from "./commands/lint.js";
import { NEW_TARGET_OPTIONS } from "./commands/new-target.js";
import { TARGETS_OPTIONS } from "./commands/targets.js";
import { UP_OPTIONS } from "./commands/up.js";

/** What matters here of an option as yargs takes it. */
export interface OptionGrammar {
  readonly describe: string;
  readonly type?: "string" | "number" | "boolean";
  readonly alias?: string;
  readonly choices?: readonly string[];
}

export type Options = Readonly<Record<string, OptionGrammar>>;

/** The options of the command without a name. */
export const UNNAMED: Options = GENERATE_OPTIONS;

/** By name; those of `db` have two words. */
export const COMMANDS: Readonly<Record<string, Options>> = {
  init: INIT_OPTIONS,
  up: UP_OPTIONS,
  contract: CONTRACT_OPTIONS,
  differential: DIFFERENTIAL_OPTIONS,
  interop: INTEROP_OPTIONS,
  explain: EXPLAIN_OPTIONS,
  lint: LINT_OPTIONS,
  targets: TARGETS_OPTIONS,
  "new-target": NEW_TARGET_OPTIONS,
  doctor: DOCTOR_OPTIONS,
  completion: {},
  db: {},
  ...Object.fromEntries(
    Object.entries(DB_OPTIONS).map(([name, options]) => [`db ${name}`, options]),
  ),
};

export const GENERAL: Options = {
  help: { type: "boolean", alias: "h", describe: "show help" },
  version: { type: "boolean", describe: "show the version" },
};

/** Names that may stand after a word: the commands, or those of `db`. */
export function namesAfter(command: string | undefined): readonly string[] {
  const names = Object.keys(COMMANDS);
  if (command !== "db") return names.filter((name) => !name.includes(" "));
  return names.flatMap((name) => (name.startsWith("db ") ? [name.slice("db ".length)] : []));
}

export function describe(command: string): string {
  const help: Readonly<Record<string, { readonly describe: string }>> = HELP;
  return help[command]?.describe ?? "";
}

/**
 * The options of the command that the words name.
 * @param words without those that begin with `-`
 */
export function optionsOf([command = "", subcommand = ""]: readonly string[]): Options {
  return COMMANDS[`${command} ${subcommand}`] ?? COMMANDS[command] ?? UNNAMED;
}
