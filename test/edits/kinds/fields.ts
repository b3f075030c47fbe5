/** Properties of objects, and which of them are required. */
import { awkwardName, plainName } from "../awkward.js";
import { pickFrom, shown, type Edits } from "../edit.js";
import { objectSchemasOf, propertyNamesOf, schemaNamesOf } from "../places.js";
import { renameWord } from "../rename.js";
import { randomSchema } from "../schema.js";
import {
  copyOf,
  isMap,
  listIn,
  mapIn,
  renameEntry,
  reorder,
  type Tree,
  type TreeMap,
} from "../tree.js";
import type { Random } from "../../../src/contract/fuzz/index.js";

/** A schema and one of its properties. */
function pickProperty(tree: TreeMap, random: Random) {
  const schema = pickFrom(random, objectSchemasOf(tree));
  const properties = schema === null ? null : mapIn(schema, "properties");
  if (schema === null || properties === null) return null;
  const name = random.pick([...properties.keys()]);
  return { schema, properties, name, value: properties.get(name) ?? null };
}

function requiredOf(schema: TreeMap): Tree[] {
  const present = listIn(schema, "required");
  if (present !== null) return present;
  const made: Tree[] = [];
  schema.set("required", made);
  return made;
}

export const fieldEdits: Edits = {
  "add field": (tree, random) => {
    const schema = pickFrom(random, objectSchemasOf(tree));
    const properties = schema === null ? null : mapIn(schema, "properties");
    if (schema === null || properties === null) return null;
    const name =
      random.integer(3) === 0 ? plainName(random) : awkwardName(random, [...properties.keys()]);
    properties.set(name, randomSchema(random, schemaNamesOf(tree)));
    if (random.integer(2) === 0) requiredOf(schema).push(name);
    return `field ${shown(name)} added`;
  },
  "add field everywhere": (tree, random) => {
    // To everything that has the same fields, as a person does who knows that projections have to agree.
    const chosen = pickProperty(tree, random);
    if (chosen === null) return null;
    const name =
      random.integer(2) === 0 ? plainName(random) : awkwardName(random, propertyNamesOf(tree));
    const value = randomSchema(random);
    for (const schema of objectSchemasOf(tree)) {
      const properties = mapIn(schema, "properties");
      if (properties?.has(chosen.name) === true) properties.set(name, copyOf(value));
    }
    return `field ${shown(name)} added beside every ${shown(chosen.name)}`;
  },
  "remove field": (tree, random) => {
    const chosen = pickProperty(tree, random);
    if (chosen === null) return null;
    chosen.properties.delete(chosen.name);
    const required = listIn(chosen.schema, "required");
    if (required !== null && random.integer(4) !== 0) {
      chosen.schema.set(
        "required",
        required.filter((one) => one !== chosen.name),
      );
    }
    return `field ${shown(chosen.name)} removed`;
  },
  "remove field everywhere": (tree, random) => {
    const chosen = pickProperty(tree, random);
    if (chosen === null) return null;
    for (const schema of objectSchemasOf(tree)) {
      mapIn(schema, "properties")?.delete(chosen.name);
      const required = listIn(schema, "required");
      if (required !== null)
        schema.set(
          "required",
          required.filter((one) => one !== chosen.name),
        );
    }
    return `every field ${shown(chosen.name)} removed`;
  },
  "rename field": (tree, random) => {
    const chosen = pickProperty(tree, random);
    if (chosen === null) return null;
    const to = awkwardName(random, [...chosen.properties.keys()]);
    renameEntry(chosen.properties, chosen.name, to);
    const required = listIn(chosen.schema, "required");
    if (required !== null && random.integer(4) !== 0) {
      chosen.schema.set(
        "required",
        required.map((one) => (one === chosen.name ? to : one)),
      );
    }
    return `field ${shown(chosen.name)} renamed to ${shown(to)} in one place`;
  },
  "rename field everywhere": (tree, random) => {
    const chosen = pickProperty(tree, random);
    if (chosen === null) return null;
    const to = awkwardName(random, propertyNamesOf(tree));
    renameWord(tree, chosen.name, to);
    return `every ${shown(chosen.name)} renamed to ${shown(to)}`;
  },
  "retype field": (tree, random) => {
    const chosen = pickProperty(tree, random);
    if (chosen === null) return null;
    const value = randomSchema(random, schemaNamesOf(tree));
    chosen.properties.set(chosen.name, value);
    return `field ${shown(chosen.name)} has another schema`;
  },
  "retype field everywhere": (tree, random) => {
    const chosen = pickProperty(tree, random);
    if (chosen === null) return null;
    const value = randomSchema(random);
    for (const schema of objectSchemasOf(tree)) {
      const properties = mapIn(schema, "properties");
      const old = properties?.get(chosen.name);
      if (properties === null || properties === undefined || old === undefined) continue;
      const made = copyOf(value);
      // What it means stays as it was.
      const words = mapIn(old, "x-gen-bench");
      if (words !== null && isMap(made)) made.set("x-gen-bench", copyOf(words));
      if (isMap(old) && isMap(made) && old.has("readOnly")) made.set("readOnly", true);
      properties.set(chosen.name, made);
    }
    return `every field ${shown(chosen.name)} has another schema`;
  },
  "field refers to itself": (tree, random) => {
    const chosen = pickProperty(tree, random);
    const names = schemaNamesOf(tree);
    if (chosen === null || names.length === 0) return null;
    const component = random.pick(names);
    chosen.properties.set(chosen.name, new Map([["$ref", `#/components/schemas/${component}`]]));
    return `field ${shown(chosen.name)} refers to ${shown(component)}`;
  },
  "make nullable": (tree, random) => {
    const chosen = pickProperty(tree, random);
    if (chosen === null || !isMap(chosen.value)) return null;
    const type = chosen.value.get("type");
    if (typeof type !== "string") return null;
    chosen.value.set("type", [type, "null"]);
    return `field ${shown(chosen.name)} is nullable`;
  },
  "reorder fields": (tree, random) => {
    const chosen = pickProperty(tree, random);
    if (chosen === null) return null;
    reorder(chosen.properties, (entries) => entries.toReversed());
    return `fields beside ${shown(chosen.name)} reversed`;
  },
  "change required": (tree, random) => {
    const chosen = pickProperty(tree, random);
    if (chosen === null) return null;
    const required = requiredOf(chosen.schema);
    const without = required.filter((one) => one !== chosen.name);
    const next = without.length < required.length ? without : [...required, chosen.name];
    chosen.schema.set("required", next);
    return `required is ${shown(next)}`;
  },
  "odd required": (tree, random) => {
    const chosen = pickProperty(tree, random);
    if (chosen === null) return null;
    const next: Tree = random.pick<Tree>([
      [],
      [chosen.name, chosen.name],
      ["nowhere"],
      [...chosen.properties.keys()],
      true,
      [...chosen.properties.keys()].toReversed(),
    ]);
    chosen.schema.set("required", next);
    return `required is ${shown(next)}`;
  },
  "empty the object": (tree, random) => {
    const schema = pickFrom(random, objectSchemasOf(tree));
    if (schema === null) return null;
    schema.set("properties", new Map());
    schema.delete("required");
    return "an object without fields";
  },
};
