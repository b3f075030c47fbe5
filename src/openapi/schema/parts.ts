/**
 * A schema as the list of plain schemas that all have to hold: `$ref` followed (siblings count, as JSON Schema 2020-12
 * has it), `allOf` opened, and `anyOf` or `oneOf` that only add null to one schema taken as that.
 */
import {
  child,
  entriesOf,
  itemsOf,
  stringOf,
  type MapNode,
  type Node,
} from "../../source/index.js";
import type { Context } from "../context.js";
import { UNSUPPORTED_KEYWORDS } from "../objects.js";
import { componentName, followReference, referenceOf } from "../reference.js";

export interface Part {
  readonly node: MapNode;
  /** Number of `$ref` and `allOf` between the schema and this part: titles and defaults nearest to it count. */
  readonly depth: number;
}

export interface Parts {
  readonly all: readonly Part[];
  /** Component that the schema is, perhaps with annotations of its own. */
  readonly component: string | null;
  /** Whether null was added beside the parts. */
  readonly orNull: boolean;
  /** Schemas behind the references that were followed. */
  readonly entered: readonly Node[];
}

/** Keywords that say nothing about which values are valid. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
  "$ref",
  "$comment",
  "title",
  "description",
  "default",
  "example",
  "examples",
  "deprecated",
  "readOnly",
  "writeOnly",
  "externalDocs",
  "xml",
]);

/** @param active schemas that are being lowered: meeting one of them again is recursion, which is reported */
export function openParts(
  context: Context,
  nodes: readonly Node[],
  active: ReadonlySet<Node>,
): Parts {
  const all: Part[] = [];
  const entered: Node[] = [];
  let orNull = false;

  const open = (node: Node, depth: number, path: readonly Node[]): void => {
    if (node.kind === "scalar" && node.value === false) {
      context.report("unsupported-keyword", node.place, { keyword: "false" });
    }
    if (node.kind !== "map") return;
    let placed = false;
    const place = (): void => {
      if (!placed) all.push({ node, depth });
      placed = true;
    };
    for (const { name, value, place: at } of entriesOf(node)) {
      if (name === "properties") place();
      else if (name === "$ref") openReference(node, depth, path);
      else if (name === "allOf") for (const item of itemsOf(value)) open(item, depth + 1, path);
      else if (name === "anyOf" || name === "oneOf")
        openAlternatives(name, node, value, depth, path);
      else if (UNSUPPORTED_KEYWORDS.has(name))
        context.report("unsupported-keyword", at, { keyword: name });
    }
    place();
  };

  const openReference = (node: MapNode, depth: number, path: readonly Node[]): void => {
    const value = referenceOf(node)?.value;
    const text = stringOf(value);
    if (value === undefined || text === undefined) return;
    const found = followReference(context.root, text);
    if (found.kind !== "found") return; // reported with the structure
    if (active.has(found.node) || path.includes(found.node)) {
      context.report("recursive-schema", value.place, { reference: text });
      return;
    }
    entered.push(found.node);
    open(found.node, depth + 1, [...path, found.node]);
  };

  const openAlternatives = (
    keyword: "anyOf" | "oneOf",
    node: MapNode,
    value: Node,
    depth: number,
    path: readonly Node[],
  ): void => {
    const items = itemsOf(value);
    if (items.length > 0 && items.every(isChoice)) return; // read with the values
    const others = items.filter((item) => !isNull(item));
    const [only] = others;
    if (others.length === 1 && only !== undefined && items.length <= 2) {
      orNull ||= items.length === 2;
      open(only, depth + 1, path);
      return;
    }
    const place = entriesOf(node).find(({ name }) => name === keyword)?.place ?? value.place;
    context.report("unsupported-keyword", place, { keyword });
  };

  for (const node of nodes) open(node, 0, []);
  const [first] = nodes;
  return {
    all,
    entered,
    orNull,
    component: nodes.length === 1 && first !== undefined && !orNull ? componentOf(first) : null,
  };
}

/** Name of the component that a schema refers to, with nothing beside the reference but annotations. */
export function componentOf(node: Node): string | null {
  const others = entriesOf(node).filter(
    ({ name }) => !ANNOTATIONS.has(name) && !name.startsWith("x-"),
  );
  const reference = stringOf(referenceOf(node)?.value);
  if (reference !== undefined) return others.length === 0 ? componentName(reference) : null;
  const [only, ...more] = itemsOf(child(node, "allOf"));
  return only !== undefined && more.length === 0 && others.length === 1 ? componentOf(only) : null;
}

/** A value of an enum written as `{const, title}`. */
export function isChoice(node: Node): boolean {
  return (
    child(node, "const") !== undefined &&
    entriesOf(node).every(({ name }) => CHOICE.has(name) || name.startsWith("x-"))
  );
}

const CHOICE: ReadonlySet<string> = new Set([
  "const",
  "type",
  "title",
  "description",
  "deprecated",
  "$comment",
]);

function isNull(node: Node): boolean {
  return stringOf(child(node, "type")) === "null";
}
