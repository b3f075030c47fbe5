/** One change of a document. */
import type { Random } from "../../src/contract/fuzz/index.js";
import type { TreeMap } from "./tree.js";

/**
 * Changes the tree, with choices that only depend on it and on the random numbers.
 * @returns what it did, for a person; `null` where the document has nothing that it could change
 */
export type Edit = (tree: TreeMap, random: Random) => string | null;

/** Edits of one part of a document by name. */
export type Edits = Readonly<Record<string, Edit>>;

/** One of them, or `null` where there is none. */
export function pickFrom<T>(random: Random, items: readonly T[]): T | null {
  return items.length === 0 ? null : random.pick(items);
}

export const shown = (name: unknown): string => {
  const text = JSON.stringify(name) ?? "";
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
};
