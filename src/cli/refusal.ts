/** What is said when the arguments do not fit the grammar, with the word that was probably meant. */
import { UsageError } from "../diagnostics/errors.js";
import { GENERAL, namesAfter, optionsOf } from "./grammar.js";
import { SHELLS } from "./shells.js";
import { suggest } from "./suggest.js";

/** What has to stand after the name of a command. */
const NEEDED: Readonly<Record<string, string>> = {
  db: `one of ${namesAfter("db").join(", ")}`,
  completion: `one of ${SHELLS.join(", ")}`,
  "new-target": "a name for the target",
};

/**
 * @param message as yargs words it
 * @param argv the arguments as they were given
 */
export function refusal(message: string, argv: readonly string[]): UsageError {
  const words = argv.filter((word) => !word.startsWith("-"));
  const [command] = words;
  const unknown = /^Unknown (?:argument|command)s?: (.*)$/.exec(message)?.[1]?.split(", ");
  const help = `See gen-bench ${command !== undefined && namesAfter(undefined).includes(command) ? `${command} ` : ""}--help.`;
  if (unknown === undefined) {
    const needed = NEEDED[command ?? ""];
    if (needed !== undefined && message.startsWith("Not enough non-option arguments")) {
      return new UsageError(`${command} needs ${needed}`, help);
    }
    const options = /^Missing required arguments?: (.*)$/.exec(message)?.[1]?.split(", ");
    if (options === undefined) return new UsageError(sentence(message), help);
    return new UsageError(`missing ${options.map((name) => `--${name}`).join(", ")}`, help);
  }
  const lines = unknown.map((word) => {
    const option = argv.some((given) => given.startsWith("-") && bare(given) === word);
    const known = option ? Object.keys({ ...optionsOf(words), ...GENERAL }) : namesAfter(command);
    const close = suggest(word, known);
    const shown = option ? `option --${word}` : `command ${JSON.stringify(word)}`;
    const meant = close === null ? "" : `, did you mean ${option ? "--" : ""}${close}?`;
    return `unknown ${shown}${meant}`;
  });
  return new UsageError(lines.join("\n"), help);
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
