/** Renames a word of a document wherever a person would who means the thing and not the text. */
import { isMap, renameEntry, visit, type Tree, type TreeMap, namesOf } from "./tree.js";

/** A field: as property, in lists of required ones, under `x-gen-bench`, as parameter, in paths and in examples. */
export function renameWord(tree: TreeMap, from: string, to: string): void {
  for (const { tree: one, path } of visit(tree)) {
    const last = path.at(-1);
    if (isMap(one)) {
      if (last === "properties" || isValuePath(path)) renameEntry(one, from, to);
      if (last === "x-gen-bench" || path.includes("x-gen-bench")) renameValues(one, from, to);
      if (one.get("name") === from && one.has("in")) one.set("name", to);
      if (last === "paths") {
        for (const name of namesOf(one)) {
          renameEntry(
            one,
            name,
            name.replaceAll(`{${from}}`, () => `{${to}}`),
          );
        }
      }
    }
    if (Array.isArray(one) && (last === "required" || path.includes("x-gen-bench"))) {
      renameItems(one, from, to);
    }
  }
}

/** A component: its name and every reference to it. */
export function renameComponent(tree: TreeMap, kind: string, from: string, to: string): void {
  const pointer = (name: string): string =>
    `#/components/${kind}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  for (const { tree: one, path } of visit(tree)) {
    if (!isMap(one)) continue;
    if (path.length === 2 && path[0] === "components" && path[1] === kind)
      renameEntry(one, from, to);
    if (one.get("$ref") === pointer(from)) one.set("$ref", pointer(to));
    if (path.at(-1) === "x-gen-bench") renameValues(one, from, to);
  }
}

const isValuePath = (path: readonly (string | number)[]): boolean =>
  path.includes("example") || path.includes("examples");

function renameValues(map: TreeMap, from: string, to: string): void {
  for (const [name, value] of map) if (value === from) map.set(name, to);
}

function renameItems(list: Tree[], from: string, to: string): void {
  for (const [index, value] of list.entries()) if (value === from) list[index] = to;
}
