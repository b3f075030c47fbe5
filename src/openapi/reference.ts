/** `$ref` inside one document (RFC 3986, RFC 6901; OpenAPI 3.1.1, Reference Object). */
import { entryOf, stringOf, type Entry, type Node } from "../source/index.js";
import type { Context } from "./context.js";

export type Resolved =
  | { readonly kind: "found"; readonly node: Node; readonly pointer: string }
  | { readonly kind: "dangling" | "external" | "circular" };

/** The `$ref` of a node, when it is one. */
export function referenceOf(node: Node | undefined): Entry | undefined {
  const entry = entryOf(node, "$ref");
  return stringOf(entry?.value) === undefined ? undefined : entry;
}

/** Follows one reference: the text of `$ref` to the node that it names, which may be a reference again. */
export function followReference(root: Node, text: string): Resolved {
  if (!text.startsWith("#")) return { kind: "external" };
  const pointer = decode(text.slice(1));
  if (pointer === null || (pointer !== "" && !pointer.startsWith("/"))) return { kind: "dangling" };
  let node = root;
  for (const token of pointer.split("/").slice(1)) {
    const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
    const index = /^(?:0|[1-9][0-9]*)$/.test(name) ? Number(name) : -1;
    const next = node.kind === "list" ? node.items[index] : entryOf(node, name)?.value;
    if (next === undefined) return { kind: "dangling" };
    node = next;
  }
  return { kind: "found", node, pointer };
}

/** Follows references until something else stands there. References were checked before: one that is wrong is itself. */
export function resolve(context: Context, node: Node): Node {
  let current = node;
  for (let steps = 0; steps < 100; steps += 1) {
    const text = stringOf(referenceOf(current)?.value);
    if (text === undefined) return current;
    const found = followReference(context.root, text);
    if (found.kind !== "found") return current;
    current = found.node;
  }
  return current;
}

/** Name of the component schema that a reference names; `null` for a reference to another place. */
export function componentName(text: string): string | null {
  const name = /^#\/components\/schemas\/([^/]+)$/.exec(text)?.[1];
  const decoded = name === undefined ? null : decode(name);
  return decoded === null ? null : decoded.replaceAll("~1", "/").replaceAll("~0", "~");
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
