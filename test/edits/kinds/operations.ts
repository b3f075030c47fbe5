/** Operations and the paths that they stand under. */
import { awkwardName, awkwardText } from "../awkward.js";
import { pickFrom, shown, type Edits } from "../edit.js";
import { operationsOf, schemaNamesOf, tagNamesOf } from "../places.js";
import { randomSchema } from "../schema.js";
import {
  copyOf,
  isMap,
  mapIn,
  madeIn,
  renameEntry,
  reorder,
  treeOf,
  type Tree,
  type TreeMap,
  namesOf,
} from "../tree.js";

const idsOf = (tree: TreeMap): string[] =>
  operationsOf(tree).flatMap(({ operation }) => {
    const id = operation.get("operationId");
    return typeof id === "string" ? [id] : [];
  });

export const operationEdits: Edits = {
  "remove operation": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    if (place === null) return null;
    place.item.delete(place.method);
    if (operationsOf(tree).every(({ path }) => path !== place.path) && random.integer(4) !== 0) {
      mapIn(tree, "paths")?.delete(place.path);
    }
    return `${place.method} ${place.path} removed`;
  },
  "copy operation": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    const paths = mapIn(tree, "paths");
    if (place === null || paths === null) return null;
    const path = random.pick([
      `/copy${place.path}`,
      `${place.path}/`,
      `${place.path}/more`,
      place.path.toUpperCase(),
      `/v2${place.path}`,
    ]);
    const operation = copyOf(place.operation);
    if (random.integer(3) !== 0) operation.delete("operationId");
    const item = madeIn(paths, path);
    const shared = place.item.get("parameters");
    if (shared !== undefined && !item.has("parameters")) item.set("parameters", copyOf(shared));
    item.set(place.method, operation);
    return `${place.method} ${place.path} copied to ${path}`;
  },
  "change method": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    if (place === null) return null;
    const to = random.pick(["get", "put", "post", "delete", "patch", "head", "options", "trace"]);
    renameEntry(place.item, place.method, to);
    return `${place.method} ${place.path} is ${to}`;
  },
  "rename operation": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    if (place === null) return null;
    const to = awkwardName(random, [...idsOf(tree), ...schemaNamesOf(tree)]);
    place.operation.set("operationId", to);
    return `${place.method} ${place.path} has the id ${shown(to)}`;
  },
  "unname operations": (tree) => {
    for (const { operation } of operationsOf(tree)) operation.delete("operationId");
    return "no operation has an id";
  },
  "change tags": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    if (place === null) return null;
    const tag = awkwardName(random, tagNamesOf(tree));
    const tags = random.pick<Tree>([[tag], [tag], [], ["a", tag], [tag, tag], tag]);
    place.operation.set("tags", tags);
    return `${place.method} ${place.path} has the tags ${shown(tags)}`;
  },
  "rename tag": (tree, random) => {
    const from = pickFrom(random, tagNamesOf(tree));
    if (from === null) return null;
    const to = awkwardName(random, tagNamesOf(tree));
    for (const { operation } of operationsOf(tree)) {
      const tags = operation.get("tags");
      if (Array.isArray(tags))
        operation.set(
          "tags",
          tags.map((tag) => (tag === from ? to : tag)),
        );
    }
    return `tag ${shown(from)} renamed to ${shown(to)}`;
  },
  "untag operations": (tree) => {
    for (const { operation } of operationsOf(tree)) operation.delete("tags");
    return "no operation has a tag";
  },
  "rename path": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    const paths = mapIn(tree, "paths");
    if (place === null || paths === null) return null;
    const segments = place.path.split("/");
    const index = random.integer(segments.length);
    if (segments[index]?.startsWith("{") === true) return null;
    segments[index] = awkwardName(random, [segments[index] ?? ""]);
    const to = segments.join("/");
    renameEntry(paths, place.path, to);
    return `path ${place.path} renamed to ${shown(to)}`;
  },
  "rename first segment": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    const paths = mapIn(tree, "paths");
    const segment = place?.path.split("/")[1] ?? "";
    if (paths === null || segment === "") return null;
    const to = awkwardName(random, [segment]);
    for (const path of namesOf(paths)) {
      if (path === `/${segment}` || path.startsWith(`/${segment}/`)) {
        renameEntry(paths, path, `/${to}${path.slice(segment.length + 1)}`);
      }
    }
    return `segment ${shown(segment)} renamed to ${shown(to)}`;
  },
  "toggle slashes at the end": (tree, random) => {
    const paths = mapIn(tree, "paths");
    if (paths === null) return null;
    const all = random.integer(2) === 0;
    const some = all ? [...paths.keys()] : [random.pick([...paths.keys(), "/"])];
    for (const path of some) {
      renameEntry(paths, path, path.endsWith("/") ? path.slice(0, -1) : `${path}/`);
    }
    return `slashes at the end of ${all ? "all paths" : some.join(", ")}`;
  },
  "reorder paths": (tree, random) => {
    const paths = mapIn(tree, "paths");
    if (paths === null) return null;
    reorder(paths, (entries) =>
      random.integer(2) === 0 ? entries.toReversed() : entries.toSorted(),
    );
    return "paths in another order";
  },
  "change texts": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    if (place === null) return null;
    const text = awkwardText(random);
    const name = random.pick(["summary", "description"]);
    place.operation.set(name, text);
    return `${name} of ${place.method} ${place.path}: ${shown(text)}`;
  },
  "change body": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    if (place === null) return null;
    const change = random.integer(5);
    const body = mapIn(place.operation, "requestBody");
    if (change === 0) place.operation.delete("requestBody");
    else if (change === 1 && body !== null) body.set("required", body.get("required") !== true);
    else if (change === 2 && body !== null)
      body.set("content", treeOf({ "text/plain": { schema: { type: "string" } } }));
    else {
      const properties: TreeMap = new Map();
      for (let index = random.integer(4); index >= 0; index -= 1) {
        properties.set(awkwardName(random), randomSchema(random));
      }
      const schema = new Map<string, Tree>([
        ["type", "object"],
        ["properties", properties],
      ]);
      const content = new Map([["application/json", new Map([["schema", schema]])]]);
      place.operation.set(
        "requestBody",
        new Map<string, Tree>([
          ["required", true],
          ["content", content],
        ]),
      );
    }
    return `body of ${place.method} ${place.path} changed (${change})`;
  },
  "inline references": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    if (place === null) return null;
    const schemas = mapIn(mapIn(tree, "components") ?? undefined, "schemas");
    let count = 0;
    const inline = (one: Tree): Tree => {
      if (Array.isArray(one)) return one.map(inline);
      if (!isMap(one)) return one;
      const reference = one.get("$ref");
      const name = typeof reference === "string" ? reference.split("/").at(-1) : undefined;
      const target = name === undefined ? undefined : schemas?.get(name);
      if (target !== undefined && String(reference).startsWith("#/components/schemas/")) {
        count += 1;
        return copyOf(target);
      }
      return new Map([...one].map(([key, value]) => [key, inline(value)]));
    };
    place.item.set(place.method, inline(place.operation));
    return count === 0 ? null : `${count} schemas of ${place.method} ${place.path} written out`;
  },
};
