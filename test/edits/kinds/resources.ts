/** Whole resources, and components. */
import { awkwardName, plainName } from "../awkward.js";
import { pickFrom, shown, type Edits } from "../edit.js";
import { operationsOf, schemaNamesOf, schemeNamesOf } from "../places.js";
import { renameComponent } from "../rename.js";
import { pointerPart, randomSchema } from "../schema.js";
import {
  copyOf,
  madeIn,
  mapIn,
  renameEntry,
  treeOf,
  visit,
  isMap,
  type Tree,
  type TreeMap,
  namesOf,
} from "../tree.js";
import type { Random } from "../../../src/contract/fuzz/index.js";

const schemasIn = (tree: TreeMap): TreeMap => madeIn(madeIn(tree, "components"), "schemas");

/** What every response of the document declares, so that a new one fits in. */
function borrowed(tree: TreeMap): { headers: Tree | null; fallback: Tree | null } {
  for (const { operation } of operationsOf(tree)) {
    const responses = mapIn(operation, "responses");
    for (const [status, response] of responses ?? []) {
      if (!status.startsWith("2") || !isMap(response)) continue;
      return {
        headers: copyOf(response.get("headers") ?? null),
        fallback: copyOf(responses?.get("default") ?? null),
      };
    }
  }
  return { headers: null, fallback: null };
}

const isFilterable = (schema: Tree | undefined): boolean =>
  isMap(schema) && ["string", "integer", "number", "boolean"].includes(String(schema.get("type")));

function addResource(tree: TreeMap, component: string, segment: string, random: Random): void {
  const key = random.pick(["id", "id", "id", "uuid", "code"]);
  const keySchema =
    key === "uuid"
      ? { type: "string", format: "uuid", readOnly: true }
      : key === "code"
        ? { type: "string", minLength: 1, maxLength: 20, pattern: "^[a-z]+$" }
        : { type: "integer", format: random.pick(["int32", "int64"]), readOnly: true };
  const properties: TreeMap = new Map([[key, treeOf(keySchema)]]);
  const count = 1 + random.integer(6);
  for (let index = 0; index < count; index += 1) {
    const name =
      random.integer(2) === 0 ? plainName(random) : awkwardName(random, [...properties.keys()]);
    if (name !== key) properties.set(name, randomSchema(random));
  }
  const fields = [...properties.keys()].filter((name) => name !== key);
  const required = [key, ...fields.filter(() => random.integer(2) === 0)];
  const schema = new Map<string, Tree>([
    ["type", "object"],
    ["required", required],
    ["properties", properties],
  ]);
  schemasIn(tree).set(component, schema);
  const reference = { $ref: `#/components/schemas/${pointerPart(component)}` };
  const { headers, fallback } = borrowed(tree);
  const response = (content: object | null): TreeMap => {
    const made = new Map<string, Tree>([["description", "As asked."]]);
    if (headers !== null) made.set("headers", copyOf(headers));
    if (content !== null) made.set("content", treeOf({ "application/json": { schema: content } }));
    return made;
  };
  const [scheme] = schemeNamesOf(tree);
  const guarded = scheme !== undefined && random.integer(3) === 0;
  const operation = (
    status: string,
    content: object | null,
    more: Record<string, unknown>,
  ): TreeMap => {
    const responses: TreeMap = new Map([[status, response(content)]]);
    if (fallback !== null) responses.set("default", copyOf(fallback));
    const made = treeOf(more) as TreeMap;
    if (guarded) made.set("security", treeOf([{ [scheme]: [] }]));
    made.set("responses", responses);
    return made;
  };
  const body = {
    requestBody: { required: true, content: { "application/json": { schema: reference } } },
  };
  const parameters = [
    ...(random.integer(2) === 0
      ? [{ name: "page", in: "query", schema: { type: "integer", minimum: 1, default: 1 } }]
      : []),
    ...(random.integer(2) === 0
      ? [
          {
            name: "page_size",
            in: "query",
            schema: { type: "integer", minimum: 1, maximum: 50, default: 5 },
          },
        ]
      : []),
    ...fields
      .filter((name) => random.integer(isFilterable(properties.get(name)) ? 2 : 12) === 0)
      .map((name) => ({ name, in: "query", schema: properties.get(name) })),
  ];
  const collection: TreeMap = new Map();
  collection.set("get", operation("200", { type: "array", items: reference }, {}));
  const listed = collection.get("get") as TreeMap;
  listed.set(
    "parameters",
    parameters.map(({ schema: one, ...rest }) => {
      const made = treeOf(rest) as TreeMap;
      made.set("schema", isMap(one as Tree) ? copyOf(one as Tree) : treeOf(one));
      return made;
    }),
  );
  if (random.integer(3) !== 0) collection.set("post", operation("201", reference, body));
  const item: TreeMap = new Map([
    ["parameters", treeOf([{ name: key, in: "path", required: true, schema: keySchema }]) as Tree],
  ]);
  item.set("get", operation("200", reference, {}));
  if (random.integer(2) === 0) item.set("put", operation("200", reference, body));
  if (random.integer(2) === 0) item.set("patch", operation("200", reference, body));
  if (random.integer(2) === 0) item.set("delete", operation("204", null, {}));
  const paths = madeIn(tree, "paths");
  paths.set(`/${segment}`, collection);
  paths.set(`/${segment}/{${key}}`, item);
}

export const resourceEdits: Edits = {
  "add resource": (tree, random) => {
    const component = random.integer(2) === 0 ? "Gadget" : awkwardName(random, schemaNamesOf(tree));
    addResource(
      tree,
      component,
      random.pick(["gadgets", "class", "Some-Things", "api/v3/x.y"]),
      random,
    );
    return `resource ${shown(component)} added`;
  },
  "add plain resource": (tree, random) => {
    const component = random.pick([
      "Gadget",
      "Class",
      "Order",
      "Table",
      "Request",
      "Response",
      "Error2",
      "Map",
      "Promise",
      "Row",
      "String",
      "Date",
    ]);
    addResource(tree, component, "gadgets", random);
    return `resource ${shown(component)} added`;
  },
  "remove resource": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    const paths = mapIn(tree, "paths");
    if (place === null || paths === null) return null;
    const prefix = place.path.replace(/\/?(\{[^}]*\}\/?)?$/, "");
    const gone = [...paths.keys()].filter((path) => path.startsWith(prefix));
    for (const path of gone) paths.delete(path);
    return `paths removed: ${gone.join(", ")}`;
  },
  "keep one path": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    const paths = mapIn(tree, "paths");
    if (place === null || paths === null) return null;
    for (const path of namesOf(paths)) if (path !== place.path) paths.delete(path);
    return `only ${place.path} is left`;
  },
  "keep one method": (tree, random) => {
    const kept = random.pick(["get", "post", "put", "delete"]);
    for (const { item, method } of operationsOf(tree)) if (method !== kept) item.delete(method);
    const paths = mapIn(tree, "paths");
    const left = new Set(operationsOf(tree).map(({ path }) => path));
    for (const path of paths === null ? [] : namesOf(paths))
      if (!left.has(path)) paths?.delete(path);
    return `only ${kept} is left`;
  },
  "rename component": (tree, random) => {
    const from = pickFrom(random, schemaNamesOf(tree));
    if (from === null) return null;
    const to =
      random.integer(4) === 0
        ? random.pick(["Error", "Request", "Pick", "Record", "Operations", "Paths"])
        : awkwardName(random, schemaNamesOf(tree));
    renameComponent(tree, "schemas", from, to);
    return `component ${shown(from)} renamed to ${shown(to)}`;
  },
  "rename component only": (tree, random) => {
    const from = pickFrom(random, schemaNamesOf(tree));
    if (from === null) return null;
    const to = awkwardName(random, schemaNamesOf(tree));
    renameEntry(schemasIn(tree), from, to);
    return `component ${shown(from)} renamed to ${shown(to)}, not its references`;
  },
  "remove component": (tree, random) => {
    const kinds = mapIn(tree, "components");
    const kind = pickFrom(random, [...(kinds?.keys() ?? [])]);
    const components = kinds === null || kind === null ? null : mapIn(kinds, kind);
    const name = pickFrom(random, [...(components?.keys() ?? [])]);
    if (components === null || name === null) return null;
    components.delete(name);
    return `component ${shown(name)} of ${kind} removed`;
  },
  "copy component": (tree, random) => {
    const from = pickFrom(random, schemaNamesOf(tree));
    if (from === null) return null;
    const to = awkwardName(random, [from]);
    schemasIn(tree).set(to, copyOf(schemasIn(tree).get(from) ?? null));
    const references = visit(tree).filter(
      ({ tree: one }) => isMap(one) && one.get("$ref") === `#/components/schemas/${from}`,
    );
    const moved = random.integer(2) === 0 ? null : pickFrom(random, references);
    if (moved !== null && isMap(moved.tree))
      moved.tree.set("$ref", `#/components/schemas/${pointerPart(to)}`);
    return `component ${shown(from)} copied to ${shown(to)}${moved === null ? "" : ", which one reference means now"}`;
  },
  "title component": (tree, random) => {
    const schema = pickFrom(random, [...schemasIn(tree).values()]);
    if (!isMap(schema ?? undefined)) return null;
    const title = awkwardName(random, schemaNamesOf(tree));
    (schema as TreeMap).set("title", title);
    return `a component has the title ${shown(title)}`;
  },
};
