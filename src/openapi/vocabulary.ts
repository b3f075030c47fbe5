/** `x-gen-bench`: what stands under the key, and whether anybody asked for it. */
import { entriesOf, entryOf, type Entry, type Node } from "../source/index.js";

export const EXTENSION = "x-gen-bench";

/** Reads the key and remembers what was read: what nobody reads has no effect, and its author should know. */
export interface Vocabulary {
  /** The value of `name` under the key of `node`; `undefined` where it is not said. */
  readonly read: (node: Node | undefined, name: string) => Node | undefined;
  /** Entries of the key of `node` that were never read. */
  readonly unread: (node: Node) => readonly Entry[];
}

export function createVocabulary(): Vocabulary {
  const seen = new Set<Entry>();
  return {
    read(node, name) {
      const entry = entryOf(entryOf(node, EXTENSION)?.value, name);
      if (entry !== undefined) seen.add(entry);
      return entry?.value;
    },
    unread: (node) =>
      entriesOf(entryOf(node, EXTENSION)?.value).filter((entry) => !seen.has(entry)),
  };
}
