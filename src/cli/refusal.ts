/** What is said when the arguments do not fit the grammar, with the word that was probably meant. */
import { UsageError } from "../diagnostics/errors.js";
import { CONTRACT_OPTIONS } from "./commands/contract.js";
import { DB_OPTIONS } from "./commands/db.js";
import { DIFFERENTIAL_OPTIONS } from "./commands/differential.js";
import { EXPLAIN_OPTIONS } from "./commands/explain.js";
import { GENERATE_OPTIONS } from "./commands/generate.js";
import { INIT_OPTIONS } from "./commands/init.js";
import { INTEROP_OPTIONS } from "./commands/interop.js";
import { NEW_TARGET_OPTIONS } from "./commands/new-target.js";
import { TARGETS_OPTIONS } from "./commands/targets.js";
import { UP_OPTIONS } from "./commands/up.js";
import { suggest } from "./suggest.js";

const COMMANDS: { readonly [command: string]: readonly string[] } = {
  init: Object.keys(INIT_OPTIONS),
  up: Object.keys(UP_OPTIONS),
  contract: Object.keys(CONTRACT_OPTIONS),
  differential: Object.keys(DIFFERENTIAL_OPTIONS),
  interop: Object.keys(INTEROP_OPTIONS),
  explain: Object.keys(EXPLAIN_OPTIONS),
  targets: Object.keys(TARGETS_OPTIONS),
  "new-target": Object.keys(NEW_TARGET_OPTIONS),
  db: [],
};
const DB_COMMANDS: { readonly [command: string]: readonly string[] } = Object.fromEntries(
  Object.entries(DB_OPTIONS).map(([command, options]) => [command, Object.keys(options)]),
);
const GENERAL_OPTIONS = ["help", "version"];

/**
 * @param message as yargs words it
 * @param argv the arguments as they were given
 */
export function refusal(message: string, argv: readonly string[]): UsageError {
  const words = argv.filter((word) => !word.startsWith("-"));
  const [command, subcommand] = words;
  const unknown = /^Unknown (?:argument|command)s?: (.*)$/.exec(message)?.[1]?.split(", ");
  const help = `See gen-bench ${command !== undefined && command in COMMANDS ? `${command} ` : ""}--help.`;
  if (unknown === undefined) {
    if (command === "db" && /Not enough non-option arguments/.test(message)) {
      return new UsageError(`db needs one of ${Object.keys(DB_COMMANDS).join(", ")}`, help);
    }
    return new UsageError(sentence(message), help);
  }
  const lines = unknown.map((word) => {
    const option = argv.some((given) => given.startsWith("-") && bare(given) === word);
    const known = option ? optionsOf(command, subcommand) : commandsOf(command);
    const close = suggest(word, known);
    const shown = option ? `option --${word}` : `command ${JSON.stringify(word)}`;
    const meant = close === null ? "" : `, did you mean ${option ? "--" : ""}${close}?`;
    return `unknown ${shown}${meant}`;
  });
  return new UsageError(lines.join("\n"), help);
}

function optionsOf(command: string | undefined, subcommand: string | undefined): readonly string[] {
  const table = command === "db" ? DB_COMMANDS : COMMANDS;
  const name = command === "db" ? subcommand : command;
  const own = (name === undefined ? undefined : table[name]) ?? Object.keys(GENERATE_OPTIONS);
  return [...own, ...GENERAL_OPTIONS];
}

function commandsOf(command: string | undefined): readonly string[] {
  return Object.keys(command === "db" ? DB_COMMANDS : COMMANDS);
}

/** `--spec=a.yaml` → `spec`. */
function bare(argument: string): string {
  return argument.replace(/^-+/, "").replace(/=.*$/s, "");
}

/** yargs' own messages in our manner: one line, no capital at the start. */
function sentence(message: string): string {
  const line = message.trim().replaceAll(/\s*\n\s*/g, " ");
  return line.charAt(0).toLowerCase() + line.slice(1);
}
