/** Collects what is wrong with one text. */
import { catalogue, type Code, type ParametersOf, type Severity } from "./catalogue.js";
import { splitLines, type Place, type SourceText } from "./place.js";
import { fill } from "./template.js";

/** One problem of a text. Plain data, so that it can be printed as text or as JSON. */
export interface Diagnostic extends Place {
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
  /** Without duplicates, in the order of the text. */
  readonly diagnostics: () => readonly Diagnostic[];
}

/** A text that is wrong all over would drown the reader, and a hostile one the machine. */
const MAX_DIAGNOSTICS = 1000;

export function createReporter(source: SourceText): Reporter {
  const found = new Map<string, Diagnostic>();
  let lines: readonly string[] | null = null;
  return {
    report(code, { line, column }, parameters) {
      const { severity, message, remedy } = catalogue[code];
      const text = fill(message, parameters);
      const identity = `${line}:${column} ${code} ${text}`;
      if (found.has(identity) || found.size >= MAX_DIAGNOSTICS) return;
      lines ??= splitLines(source.text);
      found.set(identity, {
        code,
        severity,
        file: source.file,
        line,
        column,
        message: text,
        remedy: fill(remedy, parameters),
        source: lines[line - 1] ?? "",
      });
    },
    failed: () => [...found.values()].some(({ severity }) => severity === "error"),
    diagnostics: () =>
      withoutEchoes([...found.values()]).toSorted((a, b) => a.line - b.line || a.column - b.column),
  };
}

/** A warning at the place of an error tells of what follows from it. */
function withoutEchoes(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const wrong = new Set(found.filter(({ severity }) => severity === "error").map(placeOf));
  return found.filter((one) => one.severity === "error" || !wrong.has(placeOf(one)));
}

function placeOf({ line, column }: Place): string {
  return `${line}:${column}`;
}
