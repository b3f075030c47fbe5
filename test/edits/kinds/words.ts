/** The words under `x-gen-bench`. */
import { awkwardName } from "../awkward.js";
import { pickFrom, shown, type Edits } from "../edit.js";
import {
  extensionsOf,
  objectSchemasOf,
  operationsOf,
  parametersOf,
  propertyNamesOf,
  schemaNamesOf,
} from "../places.js";
import { isMap, mapIn, removeAt, shownPath, treeOf, madeIn } from "../tree.js";

export const wordEdits: Edits = {
  "remove extension": (tree, random) => {
    const place = pickFrom(random, extensionsOf(tree));
    if (place === null) return null;
    removeAt(place);
    return `${shownPath(place.path)} removed`;
  },
  "change word": (tree, random) => {
    const place = pickFrom(random, extensionsOf(tree));
    if (place === null || !isMap(place.tree)) return null;
    const name = pickFrom(random, [...place.tree.keys()]);
    if (name === null) return null;
    const value = random.pick<unknown>([
      true,
      false,
      null,
      1,
      awkwardName(random),
      pickFrom(random, propertyNamesOf(tree)),
      pickFrom(random, schemaNamesOf(tree)),
      {},
    ]);
    place.tree.set(name, treeOf(value));
    return `${name}: ${shown(value)} at ${shownPath(place.path)}`;
  },
  "name table": (tree, random) => {
    const schema = pickFrom(random, objectSchemasOf(tree));
    if (schema === null) return null;
    const table = awkwardName(random, schemaNamesOf(tree));
    madeIn(schema, "x-gen-bench").set("table", table);
    return `table: ${shown(table)}`;
  },
  "say word of schema": (tree, random) => {
    const schema = pickFrom(random, objectSchemasOf(tree));
    if (schema === null) return null;
    const words = random.pick<Record<string, unknown>>([
      { entity: true },
      { managedBy: "django" },
      { key: pickFrom(random, [...(mapIn(schema, "properties")?.keys() ?? [])]) },
      { of: pickFrom(random, schemaNamesOf(tree)) },
      { choices: pickFrom(random, schemaNamesOf(tree)) },
    ]);
    for (const [name, value] of Object.entries(words))
      madeIn(schema, "x-gen-bench").set(name, treeOf(value));
    return `x-gen-bench: ${shown(words)} on a schema`;
  },
  "say word of property": (tree, random) => {
    const schema = pickFrom(random, objectSchemasOf(tree));
    const properties = schema === null ? null : mapIn(schema, "properties");
    const name = pickFrom(random, [...(properties?.keys() ?? [])]);
    const property = properties === null || name === null ? null : mapIn(properties, name);
    if (property === null || properties === null) return null;
    const words = random.pick<Record<string, unknown>>([
      { unique: true },
      { unique: true },
      { column: awkwardName(random, [...properties.keys()]) },
      { column: awkwardName(random, [...properties.keys()]) },
      { nullAs: random.pick<unknown>(["", 0, false, "x", -1.5]) },
      { owner: pickFrom(random, propertyNamesOf(tree)) },
      { set: random.pick(["created", "updated"]) },
      { password: true },
      { identifier: true },
      { equals: pickFrom(random, [...properties.keys()]) },
      { token: random.pick(["access", "refresh", "expiresIn", "type"]) },
      { page: random.pick(["items", "count", "next", "previous"]) },
    ]);
    for (const [word, value] of Object.entries(words))
      madeIn(property, "x-gen-bench").set(word, treeOf(value));
    return `x-gen-bench: ${shown(words)} on the field ${shown(name)}`;
  },
  "say word of operation": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    if (place === null) return null;
    const words = random.pick<Record<string, unknown>>([
      {
        action: random.pick([
          "constant",
          "readiness",
          "list",
          "retrieve",
          "create",
          "replace",
          "update",
          "delete",
          "register",
          "login",
          "refresh",
          "currentUser",
          "choices",
          "choice",
          "echo",
          "custom",
        ]),
      },
      { resource: pickFrom(random, schemaNamesOf(tree)) },
      { pageSize: random.pick([1, 100, 0, 1e6]) },
    ]);
    for (const [word, value] of Object.entries(words))
      madeIn(place.operation, "x-gen-bench").set(word, treeOf(value));
    return `x-gen-bench: ${shown(words)} on ${place.method} ${place.path}`;
  },
  "say word of parameter": (tree, random) => {
    const parameter = pickFrom(random, parametersOf(tree));
    if (parameter === null) return null;
    const words = random.pick<Record<string, unknown>>([
      { filter: pickFrom(random, propertyNamesOf(tree)) },
      { match: random.pick(["equal", "contains", "anyCase"]) },
      { page: random.pick(["number", "size", "limit", "offset"]) },
    ]);
    for (const [word, value] of Object.entries(words))
      madeIn(parameter, "x-gen-bench").set(word, treeOf(value));
    return `x-gen-bench: ${shown(words)} on the parameter ${shown(parameter.get("name"))}`;
  },
};
