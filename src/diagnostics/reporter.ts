/** Collects what is wrong with one text. */
import { catalogue, type Code, type ParametersOf, type Severity } from "./catalogue.js";
import { splitLines, type Place, type SourceText } from "./place.js";
import { fill } from "./template.js";

/** One problem of a text. Plain data, so that it can be printed as text or as JSON. */
export interface Diagnostic extends Omit<Place, "origin"> {
  readonly code: Code;
  readonly severity: Severity;
  readonly file: string;
  /** What is wrong, without a full stop. */
  readonly message: string;
  /** What to do about it, one sentence. */
  readonly remedy: string;
  /** The line that it stands in. */
  readonly source: string;
}

export interface Reporter {
  readonly report: <C extends Code>(code: C, place: Place, parameters: ParametersOf<C>) => void;
  /** Whether an error was reported. */
  readonly failed: () => boolean;
  /** Without duplicates, in the order of the text; those of other texts after it, by their names. */
  readonly diagnostics: () => readonly Diagnostic[];
}

/** A text that is wrong all over would drown the reader, and a hostile one the machine. */
const MAX_DIAGNOSTICS = 1000;

/** @param source the text that is being read; places in others say so themselves */
export function createReporter(source: SourceText): Reporter {
  const found = new Map<string, Diagnostic>();
  const lines = new Map<SourceText, readonly string[]>();
  const lineOf = (text: SourceText, line: number): string => {
    const known = lines.get(text) ?? splitLines(text.text);
    lines.set(text, known);
    return known[line - 1] ?? "";
  };
  return {
    report(code, { line, column, origin = source }, parameters) {
      const { severity, message, remedy } = catalogue[code];
      const text = fill(message, parameters);
      const identity = `${origin.file}:${line}:${column} ${code} ${text}`;
      if (found.has(identity) || found.size >= MAX_DIAGNOSTICS) return;
      found.set(identity, {
        code,
        severity,
        file: origin.file,
        line,
        column,
        message: text,
        remedy: fill(remedy, parameters),
        source: lineOf(origin, line),
      });
    },
    failed: () => [...found.values()].some(({ severity }) => severity === "error"),
    diagnostics: () => inOrder(withoutEchoes([...found.values()]), source.file),
  };
}

/** By file, the first one before all others, and in each by place. */
export function inOrder(found: readonly Diagnostic[], first: string): readonly Diagnostic[] {
  const rank = ({ file }: Diagnostic): string => (file === first ? "" : file);
  return found.toSorted((a, b) => {
    if (a.file !== b.file) return rank(a) < rank(b) ? -1 : 1;
    return a.line - b.line || a.column - b.column;
  });
}

/** A warning at the place of an error tells of what follows from it. */
function withoutEchoes(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const wrong = new Set(found.filter(({ severity }) => severity === "error").map(placeOf));
  return found.filter((one) => one.severity === "error" || !wrong.has(placeOf(one)));
}

function placeOf({ file, line, column }: Diagnostic): string {
  return `${file}:${line}:${column}`;
}
