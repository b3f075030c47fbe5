/** What is said when the arguments do not fit the grammar, with the word that was probably meant. */
import { UsageError } from "../diagnostics/errors.js";
import { GENERAL, namesAfter, optionsOf } from "./grammar.js";
import { suggest } from "./suggest.js";

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
    if (command === "db" && /Not enough non-option arguments/.test(message)) {
      return new UsageError(`db needs one of ${namesAfter("db").join(", ")}`, help);
    }
    return new UsageError(sentence(message), help);
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
