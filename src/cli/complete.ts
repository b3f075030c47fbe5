/** What a word of the command line that is not finished may become. */
import { describe, GENERAL, namesAfter, optionsOf } from "./grammar.js";
import type { OptionGrammar, Options } from "./grammar.js";
import { SHELLS } from "./shells.js";

export interface Completion {
  readonly text: string;
  readonly describe: string;
}

/**
 * Nothing where only a file or a value of the user's own fits; the shell then offers files.
 * @param words after the command itself; the last one is being typed, and may be empty
 * @param targets names, given the folder of templates that the words name
 */
export async function complete(
  words: readonly string[],
  targets: (templates: string | undefined) => Promise<readonly Completion[]>,
): Promise<readonly Completion[]> {
  // bash makes three words of `--name=value`.
  const typed = words.filter((word, index) => word !== "=" || index === words.length - 1);
  const current = typed.at(-1) === "=" ? "" : (typed.at(-1) ?? "");
  const before = typed.slice(0, -1);
  const [, assigned, begun = ""] = /^--([^=]+)=(.*)$/s.exec(current) ?? [];
  const named = namedWords(before);
  const options = { ...optionsOf(named), ...GENERAL };
  const previous = assigned ?? before.at(-1)?.replace(/^--?/, "") ?? "";
  const option =
    assigned !== undefined || before.at(-1)?.startsWith("-") === true
      ? find(options, previous)
      : undefined;
  if (option !== undefined && option.type !== "boolean") {
    const value = assigned === undefined ? current : begun;
    const found = await valuesOf(previous, option, value, () => targets(templatesIn(before)));
    return found.map((one) =>
      assigned === undefined ? one : { ...one, text: `--${assigned}=${one.text}` },
    );
  }
  if (current.startsWith("-")) return begins(optionNames(options, before), current);
  return begins(namesFor(named), current);
}

/** The words that are neither an option nor its value. */
function namedWords(words: readonly string[]): readonly string[] {
  const named: string[] = [];
  for (const [index, word] of words.entries()) {
    const last = words[index - 1] ?? "";
    const option = last.startsWith("-") ? find(optionsOf(named), last.replace(/^--?/, "")) : null;
    const isValue = option !== null && option !== undefined && option.type !== "boolean";
    if (!word.startsWith("-") && !isValue) named.push(word);
  }
  return named;
}

function find(options: Options, name: string): OptionGrammar | undefined {
  return options[name] ?? Object.values(options).find(({ alias }) => alias === name);
}

function templatesIn(words: readonly string[]): string | undefined {
  const index = words.lastIndexOf("--templates");
  const assigned = words.findLast((word) => word.startsWith("--templates="));
  return index < 0 ? assigned?.slice("--templates=".length) : words[index + 1];
}

async function valuesOf(
  name: string,
  option: OptionGrammar,
  value: string,
  targets: () => Promise<readonly Completion[]>,
): Promise<readonly Completion[]> {
  if (option.choices !== undefined) return begins(option.choices.map(plain), value);
  switch (name) {
    case "target":
    case "from":
      return begins(await targets(), value);
    case "targets": {
      // Names between commas: those before the last one stay.
      const kept = value.slice(0, value.lastIndexOf(",") + 1);
      const all = await targets();
      return begins(
        all.map((one) => ({ ...one, text: kept + one.text })),
        value,
      );
    }
    default:
      return [];
  }
}

function optionNames(options: Options, before: readonly string[]): readonly Completion[] {
  return Object.entries(options)
    .map(([name, option]) => ({ text: `--${name}`, describe: option.describe }))
    .filter(({ text }) => text === "--target" || !before.includes(text));
}

function namesFor(named: readonly string[]): readonly Completion[] {
  const [command] = named;
  if (command === "completion" && named.length === 1) return SHELLS.map(plain);
  const wanted = command === undefined || (command === "db" && named.length === 1);
  if (!wanted) return [];
  return namesAfter(command).map((name) => ({
    text: name,
    describe: describe(command === undefined ? name : `${command} ${name}`),
  }));
}

function plain(text: string): Completion {
  return { text, describe: "" };
}

function begins(found: readonly Completion[], current: string): readonly Completion[] {
  return found.filter(({ text }) => text.startsWith(current));
}
