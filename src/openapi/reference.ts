/**
 * `$ref` inside one document (RFC 3986, RFC 6901; OpenAPI 3.1.1, Reference Object). References into other files have
 * become references to components before anything else is read, see `files/`.
 */
import { entryOf, stringOf, type Entry, type Node } from "../source/index.js";
import type { Context } from "./context.js";

export type Resolved =
  | { readonly kind: "found"; readonly node: Node; readonly tokens: readonly string[] }
  | { readonly kind: "dangling" };

/** The `$ref` of a node, when it is one. */
export function referenceOf(node: Node | undefined): Entry | undefined {
  const entry = entryOf(node, "$ref");
  return stringOf(entry?.value) === undefined ? undefined : entry;
}

/** Follows one reference: the text of `$ref` to the node that it names, which may be a reference again. */
export function followReference(root: Node, text: string): Resolved {
  const tokens = text.startsWith("#") ? readPointer(text.slice(1)) : null;
  if (tokens === null) return { kind: "dangling" };
  let node: Node | undefined = root;
  for (const token of tokens) {
    node = stepInto(node, token);
    if (node === undefined) return { kind: "dangling" };
  }
  return { kind: "found", node, tokens };
}

/** The tokens of a JSON Pointer in a URI fragment (RFC 6901, section 6); `null` for what is none. */
export function readPointer(fragment: string): readonly string[] | null {
  const pointer = decode(fragment);
  if (pointer === null || (pointer !== "" && !pointer.startsWith("/"))) return null;
  return pointer
    .split("/")
    .slice(1)
    .map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The tokens as a URI fragment with its `#`. */
export function writePointer(tokens: readonly string[]): string {
  const escaped = tokens.map((token) => token.replaceAll("~", "~0").replaceAll("/", "~1"));
  return `#${["", ...escaped.map(encodeURIComponent)].join("/")}`;
}

/** The part of a node that one token names. */
export function stepInto(node: Node, token: string): Node | undefined {
  if (node.kind !== "list") return entryOf(node, token)?.value;
  return /^(?:0|[1-9][0-9]*)$/.test(token) ? node.items[Number(token)] : undefined;
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

/** `schemas` for what stands at `/components/schemas/Name`; `null` for other places. */
export function componentKind(tokens: readonly string[]): string | null {
  const [components, kind] = tokens;
  return tokens.length === 3 && components === "components" ? (kind ?? null) : null;
}

/** Percent-decoded; `null` for a broken escape. */
export function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
