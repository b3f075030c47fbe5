/** A value tree in which each part knows where it stands. What a document, a scenario or a configuration is read as. */
import type { Place } from "../diagnostics/place.js";
import type { Json } from "../model/json.js";

export type Node = ScalarNode | ListNode | MapNode;

export interface ScalarNode {
  readonly kind: "scalar";
  readonly value: null | boolean | number | string;
  readonly place: Place;
}

export interface ListNode {
  readonly kind: "list";
  readonly items: readonly Node[];
  readonly place: Place;
}

export interface MapNode {
  readonly kind: "map";
  /** In the order of the text, also where names look like integers. */
  readonly entries: ReadonlyMap<string, Entry>;
  readonly place: Place;
}

export interface Entry {
  readonly name: string;
  /** Where the name stands. */
  readonly place: Place;
  readonly value: Node;
}

/** The value as plain data. `__proto__` becomes a property like any other. */
export function toJson(node: Node): Json {
  switch (node.kind) {
    case "scalar":
      return node.value;
    case "list":
      return node.items.map(toJson);
    case "map": {
      const object: { [name: string]: Json } = {};
      for (const { name, value } of node.entries.values()) {
        // An assignment to `__proto__` would change the prototype instead.
        Object.defineProperty(object, name, {
          value: toJson(value),
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
      return object;
    }
  }
}

/** The entry of that name; `undefined` where there is none or the node is no map. */
export function entryOf(node: Node | undefined, name: string): Entry | undefined {
  return node?.kind === "map" ? node.entries.get(name) : undefined;
}

export function child(node: Node | undefined, name: string): Node | undefined {
  return entryOf(node, name)?.value;
}

export function entriesOf(node: Node | undefined): readonly Entry[] {
  return node?.kind === "map" ? [...node.entries.values()] : [];
}

export function itemsOf(node: Node | undefined): readonly Node[] {
  return node?.kind === "list" ? node.items : [];
}

export function stringOf(node: Node | undefined): string | undefined {
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : undefined;
}

export function numberOf(node: Node | undefined): number | undefined {
  return node?.kind === "scalar" && typeof node.value === "number" ? node.value : undefined;
}

export function booleanOf(node: Node | undefined): boolean | undefined {
  return node?.kind === "scalar" && typeof node.value === "boolean" ? node.value : undefined;
}

/**
 * The node that a JSON Pointer (RFC 6901) names, or the nearest one around it.
 *
 * @param pointer "" for the node itself, else beginning with "/"
 */
export function locate(
  node: Node,
  pointer: string,
): { readonly node: Node; readonly place: Place } {
  let found = { node, place: node.place };
  for (const token of pointer.split("/").slice(1)) {
    const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
    const entry = entryOf(found.node, name);
    const next = entry?.value ?? itemsOf(found.node)[Number(name)];
    if (next === undefined) break;
    found = { node: next, place: entry?.place ?? next.place };
  }
  return found;
}
