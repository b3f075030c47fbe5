/** Copies of nodes with another content and the same place; the node itself where nothing is another. */
import {
  entryOf,
  stringOf,
  type Entry,
  type ListNode,
  type MapNode,
  type Node,
} from "../../source/index.js";

export function withItems(node: ListNode, change: (item: Node) => Node): ListNode {
  const items = node.items.map(change);
  return items.every((item, index) => item === node.items[index]) ? node : { ...node, items };
}

export function withEntries(node: MapNode, change: (entry: Entry) => Node): MapNode {
  let same = true;
  const entries = new Map<string, Entry>();
  for (const [name, entry] of node.entries) {
    const value = change(entry);
    same &&= value === entry.value;
    entries.set(name, value === entry.value ? entry : { ...entry, value });
  }
  return same ? node : { ...node, entries };
}

/** The node with another `$ref`. */
export function withReference(node: MapNode, text: string): MapNode {
  const reference = entryOf(node, "$ref");
  if (reference === undefined || stringOf(reference.value) === text) return node;
  const value: Node = { kind: "scalar", value: text, place: reference.value.place };
  return { ...node, entries: new Map(node.entries).set("$ref", { ...reference, value }) };
}
