/** Reads one keyword out of all parts of a schema. Types, values and limits of several parts hold together. */
import {
  child,
  entriesOf,
  entryOf,
  itemsOf,
  numberOf,
  stringOf,
  toJson,
  type Entry,
  type Node,
  type Place,
} from "../../source/index.js";
import type { Json } from "../../model/index.js";
import type { Context } from "../context.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { isChoice, type Part, type Parts } from "./parts.js";

export type TypeName = "string" | "integer" | "number" | "boolean" | "array" | "object";

/** The keywords that say something about values of one type only. */
const KEYWORDS_OF: Readonly<Record<"string" | "number" | "array" | "object", readonly string[]>> = {
  string: ["minLength", "maxLength", "pattern"],
  number: ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  array: ["items", "minItems", "maxItems", "uniqueItems"],
  object: ["properties", "required", "additionalProperties", "minProperties"],
};

/** Formats that make a schema without `type` one of strings or numbers. */
const STRING_FORMATS: ReadonlySet<string> = new Set([
  "date",
  "date-time",
  "uuid",
  "email",
  "password",
]);

export interface Types {
  /** `null`: any value but for what else is said. Empty: nothing, or null alone. */
  readonly names: ReadonlySet<TypeName> | null;
  readonly nullable: boolean;
  /** Null is allowed beside the values that are listed, since it was added around them. */
  readonly orNull: boolean;
}

/** An allowed value of `enum`, `const` or `oneOf` of constants. */
export interface Allowed {
  readonly value: Json;
  readonly title: string | null;
  readonly place: Place;
}

const TYPE_NAMES: ReadonlySet<string> = new Set([
  "string",
  "integer",
  "number",
  "boolean",
  "array",
  "object",
]);

/** Every entry of that keyword, in the order of the parts. */
export function keyword(parts: Parts, name: string): readonly Entry[] {
  return parts.all.flatMap(({ node }) => entryOf(node, name) ?? []);
}

/** The entry nearest to the schema itself; two different ones at the same distance are a conflict. */
export function nearest(context: Context, parts: Parts, name: string): Entry | undefined {
  let best: { readonly entry: Entry; readonly depth: number } | undefined;
  for (const { node, depth } of parts.all) {
    const entry = entryOf(node, name);
    if (entry === undefined) continue;
    if (best === undefined || depth < best.depth) best = { entry, depth };
    else if (
      depth === best.depth &&
      name === "default" &&
      !sameJson(entry.value, best.entry.value)
    ) {
      context.report("conflicting-schemas", entry.place, { keyword: name });
    }
  }
  return best?.entry;
}

/** Text of an annotation, e.g. `title`. */
export function annotation(context: Context, parts: Parts, name: string): string | undefined {
  return stringOf(nearest(context, parts, name)?.value);
}

export function flag(parts: Parts, name: string): boolean {
  return keyword(parts, name).some(({ value }) => value.kind === "scalar" && value.value === true);
}

/** All numbers of a limit; the strictest is `pick` of them. */
export function limit(
  parts: Parts,
  name: string,
  pick: (...values: number[]) => number,
): number | undefined {
  const values = keyword(parts, name).flatMap(({ value }) => numberOf(value) ?? []);
  return values.length === 0 ? undefined : pick(...values);
}

/** What `type` allows in all parts together; `number` and `integer` make `integer`. */
export function typesOf(context: Context, parts: Parts): Types {
  let names: Set<TypeName> | null = null;
  let nullable = true;
  for (const part of parts.all) {
    const entry = entryOf(part.node, "type");
    if (entry === undefined) continue;
    const own = declaredTypes(context, part, entry);
    if (own === null) continue;
    nullable &&= own.nullable;
    names = names === null ? new Set(own.names) : intersect(names, own.names);
    if (names.size === 0 && (own.names.size > 0 || !nullable)) {
      context.report("conflicting-schemas", entry.place, { keyword: "type" });
    }
  }
  const orNull = parts.orNull || isNullableAround(context, parts);
  return { names, nullable: orNull || nullable, orNull };
}

function declaredTypes(
  context: Context,
  part: Part,
  entry: Entry,
): { readonly names: Set<TypeName>; readonly nullable: boolean } | null {
  const texts = [entry.value, ...itemsOf(entry.value)].flatMap((item) => {
    const text = stringOf(item);
    return text === undefined ? [] : [{ text, item }];
  });
  for (const { text, item } of texts) {
    if (!TYPE_NAMES.has(text) && text !== "null") {
      context.report("unknown-type", item.place, {
        type: text,
        suggestion: didYouMean(text, TYPE_NAMES),
      });
    }
  }
  const names = new Set(
    texts.map(({ text }) => text).filter((text) => TYPE_NAMES.has(text)) as TypeName[],
  );
  if (names.has("number")) names.delete("integer");
  // A word that is no type was reported; taking the keyword as unsaid keeps further problems out of its way.
  if (texts.some(({ text }) => !TYPE_NAMES.has(text) && text !== "null")) return null;
  const nullable =
    texts.some(({ text }) => text === "null") ||
    (context.version === "3.0" && flag({ ...noParts, all: [part] }, "nullable"));
  return { names, nullable };
}

const noParts: Parts = { all: [], component: null, orNull: false, entered: [] };

/** OpenAPI 3.0: `nullable` beside a reference or `allOf` is meant for the whole, and documents are written so. */
function isNullableAround(context: Context, parts: Parts): boolean {
  if (context.version !== "3.0") return false;
  const [around] = parts.all
    .filter((part) => flag({ ...noParts, all: [part] }, "nullable"))
    .toSorted((a, b) => a.depth - b.depth);
  if (around === undefined) return false;
  return parts.all.every(
    ({ node, depth }) => depth > around.depth || valueLists(node).length === 0,
  );
}

function intersect(a: ReadonlySet<TypeName>, b: ReadonlySet<TypeName>): Set<TypeName> {
  const both = [...a].flatMap((name): TypeName[] => {
    if (b.has(name)) return [name];
    if ((name === "integer" && b.has("number")) || (name === "number" && b.has("integer")))
      return ["integer"];
    return [];
  });
  return new Set(both);
}

/** The type that the other keywords speak of, for a schema without `type`. */
export function typeByKeywords(parts: Parts): TypeName | null {
  for (const [type, names] of Object.entries(KEYWORDS_OF) as [
    "string" | "number" | "array" | "object",
    string[],
  ][]) {
    if (names.some((name) => keyword(parts, name).length > 0)) return type;
  }
  const format = keyword(parts, "format")[0];
  return format !== undefined && STRING_FORMATS.has(stringOf(format.value) ?? "") ? "string" : null;
}

/** Keywords of other types, which say nothing about values of `type`. */
export function idleKeywords(parts: Parts, type: string): readonly Entry[] {
  const own = type === "integer" ? "number" : type;
  return Object.entries(KEYWORDS_OF).flatMap(([group, names]) =>
    group === own ? [] : names.flatMap((name) => keyword(parts, name)),
  );
}

/** The values that all of `enum`, `const` and `oneOf` of constants allow; `null` where none of them stands. */
export function allowedValues(parts: Parts): readonly Allowed[] | null {
  const [first, ...others] = parts.all.flatMap(({ node }) => valueLists(node));
  if (first === undefined) return null;
  return others.reduce(meet, first);
}

/** Values that both lists have. The nearer one has the say about titles. */
function meet(nearer: readonly Allowed[], other: readonly Allowed[]): readonly Allowed[] {
  return nearer.flatMap((value) => {
    const same = other.find((one) => equalJson(one.value, value.value));
    return same === undefined ? [] : [{ ...value, title: value.title ?? same.title }];
  });
}

function valueLists(node: Node): readonly (readonly Allowed[])[] {
  const lists: Allowed[][] = [];
  const enumeration = child(node, "enum");
  if (enumeration !== undefined) {
    lists.push(
      itemsOf(enumeration).map((item) => ({ value: toJson(item), title: null, place: item.place })),
    );
  }
  const constant = child(node, "const");
  if (constant !== undefined)
    lists.push([{ value: toJson(constant), title: null, place: constant.place }]);
  for (const name of ["oneOf", "anyOf"]) {
    const items = itemsOf(child(node, name));
    if (items.length === 0 || !items.every(isChoice)) continue;
    lists.push(
      items.flatMap((item) => {
        const value = child(item, "const");
        const title = stringOf(child(item, "title")) ?? null;
        return value === undefined ? [] : [{ value: toJson(value), title, place: value.place }];
      }),
    );
  }
  return lists;
}

/** Whether only `const` says which values are allowed. */
export function isConstant(parts: Parts): boolean {
  return parts.all.every(({ node }) =>
    entriesOf(node).every(({ name }) => name !== "enum" && name !== "oneOf" && name !== "anyOf"),
  );
}

/** JSON values are equal as JSON Schema has it: objects in any order. */
export function equalJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = Object.entries(a);
  const right = new Map<string, Json>(Object.entries(b));
  return (
    left.length === right.size &&
    left.every(([name, value]) => right.has(name) && equalJson(value, right.get(name)))
  );
}

function sameJson(a: Node, b: Node): boolean {
  return equalJson(toJson(a), toJson(b));
}
