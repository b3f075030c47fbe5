/** Where references between the files of a document lead. */
import { posix } from "node:path";
import type { Diagnostic, Reporter } from "../../diagnostics/index.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { entriesOf, stringOf, type Entry, type Node } from "../../source/index.js";
import { referenceOf, stepInto, writePointer } from "../reference.js";
import { addressOf } from "./address.js";
import type { DocumentFile, DocumentFiles } from "./collect.js";

/** A node, and the file that its own references are relative to. */
export interface Spot {
  readonly node: Node;
  readonly file: DocumentFile;
}

/** Where a reference leads. */
export interface Target {
  /** The file that it names, and where in it. */
  readonly named: DocumentFile;
  readonly tokens: readonly string[];
  /**
   * What stands there. `null` only in the first file, in which pointers are checked when the document is whole.
   */
  readonly spot: Spot | null;
}

export interface Locator {
  /** Follows one reference that stands in a file; `null` after a report. */
  readonly follow: (reference: Entry, file: DocumentFile) => Target | null;
  /** Follows it on while other files hold nothing but a reference there; `null` after a report. */
  readonly chase: (reference: Entry, file: DocumentFile) => Target | null;
  /** What is wrong with the text of files that were needed. */
  readonly diagnostics: () => readonly Diagnostic[];
}

export function createLocator(
  { main, others }: DocumentFiles,
  report: Reporter["report"],
): Locator {
  const needed = new Set<DocumentFile>();

  const fileAt = (path: string, reference: Entry): DocumentFile | null => {
    const file = path === main.path ? main : others.get(path);
    const place = reference.value.place;
    const text = textOf(reference);
    if (file !== undefined && "source" in file) {
      needed.add(file);
      if (file.root !== null) return file;
      if (file.diagnostics.length > 0) return null;
      report("unreadable-reference", place, { reference: text, problem: "it is empty", hint: "" });
      return null;
    }
    const hint = text.includes("\\") ? " Write / between folders." : "";
    const problem = file?.problem ?? `there is no ${path}`;
    report("unreadable-reference", place, { reference: text, problem, hint });
    return null;
  };

  const follow = (
    reference: Entry,
    file: DocumentFile,
    passed: readonly Node[] = [],
  ): Target | null => {
    const text = textOf(reference);
    const { place } = reference.value;
    const address = addressOf(text, file.path);
    if (address.kind !== "part") {
      if (address.kind === "remote") report("remote-reference", place, { reference: text });
      else if (address.kind === "absolute")
        report("absolute-reference", place, { reference: text });
      else report("dangling-reference", place, { reference: text, suggestion: "" });
      return null;
    }
    if (passed.includes(reference.value)) {
      report("circular-reference", place, { reference: text });
      return null;
    }
    const named = fileAt(address.path, reference);
    if (named === null || named.root === null) return null;
    const { tokens } = address;
    let spot: Spot = { node: named.root, file: named };
    for (const token of tokens) {
      const next = stepInto(spot.node, token);
      if (next !== undefined) {
        spot = { ...spot, node: next };
        continue;
      }
      const onward = referenceOf(spot.node);
      const beyond =
        onward === undefined
          ? null
          : (follow(onward, spot.file, [...passed, reference.value])?.spot ?? null);
      const inside = beyond === null ? undefined : stepInto(beyond.node, token);
      if (beyond === null || inside === undefined) {
        if (named === main) return { named, tokens, spot: null };
        const suggestion = suggest(spot.node, token, file, tokens);
        report("dangling-reference", place, { reference: text, suggestion });
        return null;
      }
      spot = { node: inside, file: beyond.file };
    }
    return { named, tokens, spot };
  };

  /** A pointer that is written as if all were one file is a common slip. */
  const suggest = (
    node: Node,
    token: string,
    file: DocumentFile,
    tokens: readonly string[],
  ): string => {
    let whole: Node | undefined = main.root ?? undefined;
    for (const one of tokens) whole = whole === undefined ? undefined : stepInto(whole, one);
    if (whole === undefined) {
      return didYouMean(
        token,
        entriesOf(node).map(({ name }) => name),
      );
    }
    const path = posix.relative(posix.dirname(file.path), main.path);
    return ` Did you mean \`${path}${writePointer(tokens)}\`?`;
  };

  return {
    follow: (reference, file) => follow(reference, file),
    chase: (reference, file) => {
      const seen = new Set<Node>([reference.value]);
      let target = follow(reference, file);
      while (target !== null && target.named !== main && target.spot !== null) {
        const onward = onlyReference(target.spot.node);
        if (onward === undefined) return target;
        if (seen.has(onward.value)) {
          report("circular-reference", reference.value.place, { reference: textOf(reference) });
          return null;
        }
        seen.add(onward.value);
        target = follow(onward, target.spot.file);
      }
      return target;
    },
    diagnostics: () => [...needed].flatMap((file) => (file === main ? [] : file.diagnostics)),
  };
}

/** The `$ref` of a node that has nothing beside it. */
export function onlyReference(node: Node): Entry | undefined {
  return entriesOf(node).length === 1 ? referenceOf(node) : undefined;
}

function textOf(reference: Entry): string {
  return stringOf(reference.value) ?? "";
}
