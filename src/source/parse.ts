/**
 * YAML 1.2 and JSON text to a tree of nodes with positions; the only place that knows the `yaml` package. JSON is
 * read as the YAML that it is (YAML 1.2.2, section 1.2).
 */
import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Pair,
  type ParsedNode,
} from "yaml";
import {
  createReporter,
  type Diagnostic,
  type Place,
  type Reporter,
  type SourceText,
} from "../diagnostics/index.js";
import type { Entry, MapNode, Node } from "./node.js";

export interface ParsedSource {
  /** `null` for a text without a value, or one that cannot be read. */
  readonly root: Node | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** A few hundred bytes of aliases to aliases could stand for billions of values. */
const MAX_VALUES = 2_000_000;
/** Nobody nests like this; deeper ones would end the stack of whoever walks the tree. */
const MAX_DEPTH = 500;

/** Never throws: what is wrong with the text is in `diagnostics`. */
export function parseSource(source: SourceText): ParsedSource {
  const reporter = createReporter(source);
  const lines = new LineCounter();
  const placeOf = (offset: number): Place => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1), origin: source };
  };
  const document = parseText(source.text, lines);
  if (document === null) {
    reporter.report("nesting-too-deep", { line: 1, column: 1 }, { limit: MAX_DEPTH });
    return { root: null, diagnostics: reporter.diagnostics() };
  }
  for (const problem of [...document.errors, ...document.warnings]) {
    const place = placeOf(problem.pos[0]);
    // The parser gave up for want of stack, and what it says of the rest of the text is wrong.
    if (problem.code === "RESOURCE_EXHAUSTION") {
      reporter.report("nesting-too-deep", place, { limit: MAX_DEPTH });
      break;
    }
    if (problem.code === "MULTIPLE_DOCS") reporter.report("multiple-documents", place, {});
    else reporter.report("invalid-yaml", place, { problem: sentence(problem.message) });
  }
  if (reporter.failed() || document.contents === null) {
    return { root: null, diagnostics: reporter.diagnostics() };
  }
  const root = buildTree(document, document.contents, placeOf, reporter);
  return { root: reporter.failed() ? null : root, diagnostics: reporter.diagnostics() };
}

function parseText(text: string, lines: LineCounter): Document.Parsed | null {
  try {
    // A byte-order mark would count as a column. Keys are compared below, as text: 200 and "200" are the same name.
    return parseDocument(text.replace(/^\uFEFF/, ""), {
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: false,
      version: "1.2",
    });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function buildTree(
  document: Document.Parsed,
  contents: ParsedNode,
  placeOf: (offset: number) => Place,
  reporter: Reporter,
): Node {
  let values = 0;
  /** Aliases share the node they name, with its number of values. */
  let exceeded = false;
  const built = new Map<ParsedNode, { readonly node: Node; readonly values: number }>();
  const open = new Set<ParsedNode>();

  const build = (node: ParsedNode | null, at: Place, depth: number): Node => {
    if (node === null) return { kind: "scalar", value: null, place: at };
    const place = placeOf(node.range[0]);
    if (isAlias(node))
      return buildAlias(node.resolve(document) as ParsedNode | undefined, place, depth);
    const before = values;
    values += 1;
    if (depth > MAX_DEPTH) {
      reporter.report("nesting-too-deep", place, { limit: MAX_DEPTH });
      return { kind: "scalar", value: null, place };
    }
    open.add(node);
    const result = buildValue(node, place, depth);
    open.delete(node);
    built.set(node, { node: result, values: values - before });
    return result;
  };

  const buildAlias = (target: ParsedNode | undefined, place: Place, depth: number): Node => {
    const none: Node = { kind: "scalar", value: null, place };
    if (target === undefined) {
      reporter.report("unknown-alias", place, {});
      return none;
    }
    if (open.has(target)) {
      reporter.report("alias-of-itself", place, {});
      return none;
    }
    const known = built.get(target);
    if (known === undefined) return build(target, place, depth);
    values += known.values;
    if (values <= MAX_VALUES) return known.node;
    if (!exceeded) reporter.report("too-many-values", place, { limit: MAX_VALUES });
    exceeded = true;
    return none;
  };

  const buildValue = (node: ParsedNode, place: Place, depth: number): Node => {
    if (isMap(node)) return buildMap(node.items, place, depth);
    if (isSeq(node)) {
      const items = node.items as (ParsedNode | null)[];
      return { kind: "list", place, items: items.map((item) => build(item, place, depth + 1)) };
    }
    const value: unknown = isScalar(node) ? node.value : null;
    if (typeof value === "string" && !value.isWellFormed()) {
      reporter.report("lone-surrogate", place, {});
    }
    if (value === null || typeof value === "string" || typeof value === "boolean") {
      return { kind: "scalar", value, place };
    }
    if (typeof value === "number" && Number.isFinite(value)) {
      return { kind: "scalar", value: value === 0 ? 0 : value, place };
    }
    reporter.report("not-json", place, { value: isScalar(node) ? String(node.source) : "" });
    return { kind: "scalar", value: null, place };
  };

  const buildMap = (
    pairs: readonly Pair<ParsedNode, ParsedNode | null>[],
    place: Place,
    depth: number,
  ): MapNode => {
    const entries = new Map<string, Entry>();
    for (const { key, value } of pairs) {
      const at = placeOf(key.range[0]);
      const name = nameOf(key);
      if (name === null) {
        reporter.report("name-not-text", at, {});
        continue;
      }
      if (name === "<<" && isScalar(key) && key.type === "PLAIN") {
        reporter.report("merge-key", at, {});
      }
      if (!name.isWellFormed()) reporter.report("lone-surrogate", at, {});
      const first = entries.get(name);
      if (first !== undefined) {
        reporter.report("duplicate-name", at, { name, line: first.place.line });
        continue;
      }
      entries.set(name, { name, place: at, value: build(value, at, depth + 1) });
    }
    return { kind: "map", entries, place };
  };

  return build(contents, placeOf(0), 0);
}

/** A name as it stands in the text: `200`, `true` and `1.0` are names too. */
function nameOf(key: ParsedNode): string | null {
  if (!isScalar(key) || key.value === null) return null;
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

/** The parser's messages begin in upper case and may span lines. */
function sentence(message: string): string {
  const line = message.replaceAll(/\s+/g, " ").trim();
  return line.charAt(0).toLowerCase() + line.slice(1);
}
