/**
 * A document as a tree that can be edited: maps keep the order of their entries under any name, also `__proto__` and
 * numbers, which objects do not.
 */
import { parse, stringify } from "yaml";

export type Tree = null | boolean | number | string | Tree[] | TreeMap;
export type TreeMap = Map<string, Tree>;

/** @throws Error for a text that is no map */
export function parseTree(text: string): TreeMap {
  const tree = parse(text, { mapAsMap: true, maxAliasCount: -1 }) as unknown;
  const root = withTextNames(tree);
  if (!isMap(root)) throw new Error("a document is a map");
  return root;
}

/** YAML that `parseTree` reads back as the same tree. */
export function printTree(tree: TreeMap): string {
  return stringify(tree, {
    aliasDuplicateObjects: false,
    lineWidth: 0,
    defaultStringType: "PLAIN",
  });
}

export const isMap = (tree: Tree | undefined): tree is TreeMap => tree instanceof Map;

export const mapIn = (tree: Tree | undefined, name: string): TreeMap | null => {
  const value = isMap(tree) ? tree.get(name) : undefined;
  return isMap(value) ? value : null;
};

export const listIn = (tree: Tree | undefined, name: string): Tree[] | null => {
  const value = isMap(tree) ? tree.get(name) : undefined;
  return Array.isArray(value) ? value : null;
};

/** The map under the name, made where there is none. */
export function madeIn(tree: TreeMap, name: string): TreeMap {
  const present = mapIn(tree, name);
  if (present !== null) return present;
  const made: TreeMap = new Map();
  tree.set(name, made);
  return made;
}

/** As they are now, whatever is changed while one goes through them. */
export const namesOf = (map: TreeMap): readonly string[] => [...map.keys()];

/** What JSON would write, as a tree. */
export function treeOf(value: unknown): Tree {
  return parse(JSON.stringify(value), { mapAsMap: true }) as Tree;
}

export function copyOf<T extends Tree>(tree: T): T {
  if (Array.isArray(tree)) return tree.map(copyOf) as T;
  if (isMap(tree))
    return new Map([...(tree as TreeMap)].map(([name, value]) => [name, copyOf(value)])) as T;
  return tree;
}

/** The entry keeps its place; another one of the new name goes. */
export function renameEntry(map: TreeMap, from: string, to: string): void {
  if (from === to || !map.has(from)) return;
  const entries = [...map].filter(([name]) => name !== to);
  map.clear();
  for (const [name, value] of entries) map.set(name === from ? to : name, value);
}

/** Gives the entries in another order. */
export function reorder(
  map: TreeMap,
  order: (entries: [string, Tree][]) => [string, Tree][],
): void {
  const entries = order([...map]);
  map.clear();
  for (const [name, value] of entries) map.set(name, value);
}

export interface Visit {
  readonly tree: Tree;
  /** Names and indexes from the root. */
  readonly path: readonly (string | number)[];
  readonly parent: TreeMap | Tree[] | null;
}

/** Every value, parents before their parts, as the tree is now. */
export function visit(tree: Tree): readonly Visit[] {
  return [...walk(tree, [], null)];
}

function* walk(
  tree: Tree,
  path: readonly (string | number)[],
  parent: TreeMap | Tree[] | null,
): Iterable<Visit> {
  yield { tree, path, parent };
  const parts: Iterable<[string | number, Tree]> = Array.isArray(tree)
    ? tree.entries()
    : isMap(tree)
      ? tree
      : [];
  for (const [name, part] of parts) yield* walk(part, [...path, name], tree as TreeMap | Tree[]);
}

/** Puts another value in the place of a visited one; the root stays. */
export function replaceAt({ parent, path }: Visit, value: Tree): void {
  const last = path.at(-1);
  if (Array.isArray(parent) && typeof last === "number") parent[last] = value;
  else if (isMap(parent) && typeof last === "string") parent.set(last, value);
}

export function removeAt({ parent, path }: Visit): void {
  const last = path.at(-1);
  if (Array.isArray(parent) && typeof last === "number") parent.splice(last, 1);
  else if (isMap(parent) && typeof last === "string") parent.delete(last);
}

/** A place as a person finds it. */
export const shownPath = (path: readonly (string | number)[]): string =>
  path.map((part) => JSON.stringify(part)).join(" → ");

/** YAML reads `200:` as a number. */
function withTextNames(tree: unknown): Tree {
  if (Array.isArray(tree)) return tree.map(withTextNames);
  if (tree instanceof Map) {
    return new Map([...tree].map(([name, value]) => [String(name), withTextNames(value)]));
  }
  return tree as Tree;
}
