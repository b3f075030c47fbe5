/** The properties of an object, out of all parts of its schema, before any of them is lowered. */
import type { TokenPart } from "../../model/index.js";
import {
  booleanOf,
  child,
  entriesOf,
  entryOf,
  itemsOf,
  stringOf,
  type Node,
  type Place,
} from "../../source/index.js";
import type { Context } from "../context.js";
import { componentOf, openParts, type Parts } from "./parts.js";
import { flag, keyword } from "./keywords.js";

export interface RawProperty {
  readonly name: string;
  /** Where its name stands. */
  readonly place: Place;
  /** Schemas that all hold for it, one for each part that declares it. */
  readonly nodes: readonly Node[];
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  /** Component that its schema refers to. */
  readonly component: string | null;
  /** What `x-gen-bench` on the property says under a key. */
  readonly vocabulary: (key: string) => Node | undefined;
}

/** Names that JavaScript objects keep in numeric order instead of that of the document (ECMA-262, array index). */
const INDEX = /^(?:0|[1-9][0-9]{0,9})$/;

/** In the order in which the parts declare them. */
export function propertiesOf(context: Context, parts: Parts): readonly RawProperty[] {
  const found = new Map<string, { readonly place: Place; readonly nodes: Node[] }>();
  for (const { value } of keyword(parts, "properties")) {
    for (const entry of entriesOf(value)) {
      if (INDEX.test(entry.name))
        context.report("index-like-name", entry.place, { name: entry.name });
      if (entry.name.includes("\0")) context.report("name-with-nul", entry.place, {});
      const known = found.get(entry.name);
      if (known === undefined) found.set(entry.name, { place: entry.place, nodes: [entry.value] });
      else known.nodes.push(entry.value);
    }
  }
  const required = new Set<string>();
  for (const { value } of keyword(parts, "required")) {
    for (const item of itemsOf(value)) {
      const name = stringOf(item) ?? "";
      required.add(name);
      if (!found.has(name)) context.report("required-undeclared", item.place, { property: name });
    }
  }
  return [...found].map(([name, { place, nodes }]): RawProperty => {
    const opened = openParts(quiet(context), nodes, new Set());
    const [first] = nodes;
    return {
      name,
      place,
      nodes,
      required: required.has(name),
      readOnly: flag(opened, "readOnly"),
      writeOnly: flag(opened, "writeOnly"),
      component: nodes.length === 1 && first !== undefined ? componentOf(first) : null,
      vocabulary: (key) => {
        for (const node of nodes) {
          const value = context.vocabulary.read(node, key);
          if (value !== undefined) return value;
        }
        return undefined;
      },
    };
  });
}

/** What the keyword says of undeclared properties: a word, or schemas that all hold for each of them. */
export function additionalOf(
  context: Context,
  parts: Parts,
  properties: readonly RawProperty[],
): "refuse" | "ignore" | "keep" | readonly Node[] {
  const schemas: Node[] = [];
  let refused = false;
  let kept = properties.length === 0;
  for (const { node } of parts.all) {
    const entry = entryOf(node, "additionalProperties");
    if (entry === undefined) continue;
    const said = booleanOf(entry.value);
    const open = said === true || (entry.value.kind === "map" && entry.value.entries.size === 0);
    if (!open) {
      // The keyword looks at the properties beside it only, so that those of other parts would be undeclared.
      const own = child(node, "properties");
      const foreign = properties.find(({ name }) => entryOf(own, name) === undefined);
      if (foreign !== undefined) {
        context.report("additional-properties-conflict", entry.place, { property: foreign.name });
      }
    }
    kept ||= open;
    refused ||= said === false;
    if (said === undefined && !open) schemas.push(entry.value);
  }
  if (refused) return "refuse";
  if (schemas.length > 0) return schemas;
  return kept ? "keep" : "ignore";
}

/** Which part of a token the property holds. */
export function tokenPart(property: RawProperty): TokenPart | undefined {
  const word = stringOf(property.vocabulary("token"));
  return TOKEN_PARTS.find((part) => part === word);
}

const TOKEN_PARTS: readonly TokenPart[] = ["access", "refresh", "expiresIn", "type"];

/** What is wrong with a property's schema is reported when that is lowered, perhaps never. */
export function quiet(context: Context): Context {
  return { ...context, report: () => undefined };
}
