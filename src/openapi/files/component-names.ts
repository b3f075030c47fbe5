/** Names that parts of other files get as components of the one document. */
import { posix } from "node:path";
import type { Node } from "../../source/index.js";
import type { Target } from "./locate.js";

export interface ComponentNames {
  /** The name of a node among the components of a kind; `null` where it has none yet. */
  readonly of: (kind: string, node: Node) => string | null;
  /** Gives it a name that is the document's own; `false` where it has one already. */
  readonly claim: (kind: string, node: Node, name: string) => boolean;
  /** Keeps a name from being given to something else. */
  readonly reserve: (kind: string, name: string) => void;
  /** Gives it the last part of its pointer or the name of its file, with that of the file before it where it is taken. */
  readonly make: (kind: string, target: Target, node: Node) => string;
}

export function createComponentNames(): ComponentNames {
  const taken = new Map<string, Set<string>>();
  const given = new Map<string, Map<Node, string>>();
  const takenIn = (kind: string): Set<string> => {
    const names = taken.get(kind) ?? new Set<string>();
    taken.set(kind, names);
    return names;
  };
  const claim = (kind: string, node: Node, name: string): boolean => {
    const names = given.get(kind) ?? new Map<Node, string>();
    given.set(kind, names);
    if (names.has(node)) return false;
    names.set(node, name);
    takenIn(kind).add(name);
    return true;
  };
  return {
    of: (kind, node) => given.get(kind)?.get(node) ?? null,
    claim,
    reserve: (kind, name) => void takenIn(kind).add(name),
    make: (kind, { named, tokens }, node) => {
      const names = takenIn(kind);
      const file = posix.basename(named.path).replace(/\.[^.]+$/, "");
      const own = allowed(tokens.at(-1) ?? file);
      let name = own;
      if (names.has(name) && tokens.length > 0) name = `${allowed(file)}_${own}`;
      for (let count = 2; names.has(name); count += 1) name = `${own}_${count}`;
      claim(kind, node, name);
      return name;
    },
  };
}

/** The characters that names of components are made of (OpenAPI 3.1.1, Components Object). */
function allowed(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9._-]+/g, "_");
}
