/** Keywords of schemas: limits, formats, enums, defaults and what else narrows a value. */
import { awkwardText } from "../awkward.js";
import { pickFrom, shown, type Edit, type Edits } from "../edit.js";
import { schemasOf } from "../places.js";
import { randomSchema, valueOf } from "../schema.js";
import { isMap, listIn, shownPath, treeOf, type Tree, type TreeMap } from "../tree.js";
import type { Random } from "../../../src/contract/fuzz/index.js";

const VALUES: Readonly<Record<string, readonly unknown[]>> = {
  type: [
    "string",
    "integer",
    "number",
    "boolean",
    "array",
    "object",
    "null",
    ["string", "null"],
    ["integer", "number"],
    "text",
  ],
  format: [
    "date",
    "date-time",
    "uuid",
    "email",
    "int32",
    "int64",
    "float",
    "double",
    "password",
    "byte",
    "uri",
    "made-up",
    "",
  ],
  minLength: [0, 1, 5, 100, 1e9, -1, 1.5],
  maxLength: [0, 1, 5, 255, 10485761, 2 ** 31, -1, "5"],
  pattern: [
    "^a+$",
    "",
    "^[\\w-]+$",
    "^\\d{3}$",
    "(",
    "^(?!x)",
    "`",
    '"',
    "\\/",
    "\\u2028",
    "^[^\"'`\\\\]*$",
    "\ud800",
    "\\ud800",
    "^.{1,2000}$",
    "\\p{Lu}",
    "#{",
    "${x}",
  ],
  minimum: [0, 1, -1, 0.5, 1e308, -(2 ** 63), 2 ** 53, 10],
  maximum: [0, 1, 100, 0.5, 2 ** 31, 2 ** 63, 1e308, -1],
  exclusiveMinimum: [0, 1, true, -0.1],
  exclusiveMaximum: [1, 10, true, 1e-7],
  multipleOf: [1, 2, 0.1, 0.01, 1e-10, 0, -1, 7],
  minItems: [0, 1, 3, 1000],
  maxItems: [0, 1, 3, 1000],
  uniqueItems: [true, false],
  minProperties: [0, 1, 5],
  maxProperties: [0, 1],
  additionalProperties: [
    true,
    false,
    {},
    { type: "string" },
    { type: "array", items: { type: "integer" } },
  ],
  readOnly: [true, false],
  writeOnly: [true, false],
  deprecated: [true],
  nullable: [true],
  contentEncoding: ["base64"],
  propertyNames: [{ maxLength: 3 }],
  dependentRequired: [{ a: ["b"] }],
  if: [{ type: "string" }],
  contains: [{ type: "string" }],
  patternProperties: [{ "^x": {} }],
  $anchor: ["here"],
  $id: ["https://example.com/x"],
  $comment: ["*/ why not"],
  xml: [{ name: "x" }],
  discriminator: [{ propertyName: "type" }],
};

const setKeyword: Edit = (tree, random) => {
  const place = pickSchema(tree, random);
  if (place === null) return null;
  const keyword = random.pick(Object.keys(VALUES));
  const value = random.pick(VALUES[keyword] ?? []);
  place.schema.set(keyword, treeOf(value));
  return `${keyword}: ${shown(value)} at ${place.at}`;
};

/** Of the keywords that go with the type. */
const setFitting: Edit = (tree, random) => {
  const place = pickSchema(tree, random);
  if (place === null) return null;
  const type = place.schema.get("type");
  const one = Array.isArray(type) ? type.find((name) => name !== "null") : type;
  const keywords = FITTING[String(one)];
  if (keywords === undefined) return null;
  const keyword = random.pick(keywords);
  const value = random.pick(VALUES[keyword] ?? []);
  place.schema.set(keyword, treeOf(value));
  return `${keyword}: ${shown(value)} at ${place.at}`;
};

const FITTING: Readonly<Record<string, readonly string[]>> = {
  string: ["format", "minLength", "maxLength", "pattern"],
  integer: ["format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  number: ["format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"],
  array: ["minItems", "maxItems", "uniqueItems"],
  object: ["minProperties", "maxProperties", "additionalProperties"],
};

function pickSchema(tree: TreeMap, random: Random): { schema: TreeMap; at: string } | null {
  const place = pickFrom(random, schemasOf(tree));
  if (place === null || !isMap(place.tree)) return null;
  return { schema: place.tree, at: shownPath(place.path) };
}

export const keywordEdits: Edits = {
  "set keyword": setKeyword,
  "set fitting keyword": setFitting,
  "set fitting keywords": (tree, random) => {
    const said = [setFitting(tree, random), setFitting(tree, random)];
    const done = said.filter((one) => one !== null);
    return done.length === 0 ? null : done.join("; ");
  },
  "remove keyword": (tree, random) => {
    const place = pickSchema(tree, random);
    const keyword = place === null ? null : pickFrom(random, [...place.schema.keys()]);
    if (place === null || keyword === null) return null;
    place.schema.delete(keyword);
    return `${keyword} removed at ${place.at}`;
  },
  "set default": (tree, random) => {
    const place = pickSchema(tree, random);
    if (place === null) return null;
    const value = valueOf(Object.fromEntries(place.schema), random);
    place.schema.set("default", treeOf(value));
    return `default: ${shown(value)} at ${place.at}`;
  },
  "set example": (tree, random) => {
    const place = pickSchema(tree, random);
    if (place === null) return null;
    const value = valueOf(Object.fromEntries(place.schema), random);
    place.schema.set("example", treeOf(value));
    place.schema.set("examples", treeOf([value, awkwardText(random)]));
    return `examples: ${shown(value)} at ${place.at}`;
  },
  "change enum": (tree, random) => {
    const places = schemasOf(tree).filter(
      ({ tree: one }) => listIn(one, "enum") !== null || listIn(one, "oneOf") !== null,
    );
    const place = pickFrom(random, places);
    if (place === null || !isMap(place.tree)) return null;
    const choices = listIn(place.tree, "enum") ?? listIn(place.tree, "oneOf") ?? [];
    const isEnum = listIn(place.tree, "enum") !== null;
    const value: Tree =
      typeof choices[0] === "number" ? random.pick([0, -1, 2 ** 31, 1.5]) : awkwardText(random);
    const change = random.integer(4);
    if (change === 0) choices.pop();
    else if (change === 1) choices.reverse();
    else
      choices.push(
        isEnum
          ? value
          : new Map<string, Tree>([
              ["const", value],
              ["title", awkwardText(random)],
            ]),
      );
    return `choices changed (${change}, ${shown(value)}) at ${shownPath(place.path)}`;
  },
  "make enum": (tree, random) => {
    const place = pickSchema(tree, random);
    if (place === null) return null;
    const type = place.schema.get("type");
    const values: unknown[] =
      type === "integer" || type === "number"
        ? [0, 1, -1]
        : [awkwardText(random), awkwardText(random), "plain"];
    place.schema.set("enum", treeOf([...new Set(values)]));
    return `enum: ${shown(values)} at ${place.at}`;
  },
  "make const": (tree, random) => {
    const place = pickSchema(tree, random);
    if (place === null) return null;
    const value = valueOf(Object.fromEntries(place.schema), random);
    place.schema.set("const", treeOf(value));
    return `const: ${shown(value)} at ${place.at}`;
  },
  "put in allOf": (tree, random) => {
    const place = pickSchema(tree, random);
    if (place === null) return null;
    const copy = new Map(place.schema);
    place.schema.clear();
    const keyword = random.pick(["allOf", "allOf", "oneOf", "anyOf"]);
    place.schema.set(keyword, random.integer(2) === 0 ? [copy] : [copy, randomSchema(random)]);
    return `put in ${keyword} at ${place.at}`;
  },
  "replace schema": (tree, random) => {
    const place = pickSchema(tree, random);
    if (place === null) return null;
    const schema = randomSchema(random);
    place.schema.clear();
    if (isMap(schema)) for (const [name, value] of schema) place.schema.set(name, value);
    return `another schema at ${place.at}`;
  },
};
