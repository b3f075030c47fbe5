/** Components that a document has of its own, as far as other files know them by another address. */
import { child, entriesOf, type Entry, type MapNode, type Node } from "../../source/index.js";
import { OBJECTS, type Shape } from "../objects.js";
import { referenceOf } from "../reference.js";
import type { ComponentNames } from "./component-names.js";
import { onlyReference, type Locator, type Spot } from "./locate.js";

/** What the components of a kind are; `null` where nothing can be said of them. */
export function shapeOfKind(kind: string): Shape | null {
  const { fields } = OBJECTS.components;
  const field = Object.hasOwn(fields, kind) ? fields[kind] : undefined;
  return field?.kind === "map" ? field.of : null;
}

/**
 * Gives what stands in other files the names under which the document lists it: `Pet: { $ref: pet.yaml }`, or a map of
 * them that is a file of its own.
 * @returns what is to stand in place of such references, each in the place of the first that leads to it
 */
export function claimComponents(
  document: Spot,
  locator: Locator,
  names: ComponentNames,
): ReadonlyMap<Node, Spot> {
  const owned = new Map<Node, Spot>();
  const components = within(document, "components", locator);
  const kinds = entriesOf(components?.node)
    .map(({ name }) => name)
    .filter((name) => shapeOfKind(name) !== null);
  const listed = kinds.flatMap((kind) => {
    const map = components === null ? null : within(components, kind, locator);
    return entriesOf(map?.node).flatMap(({ name, value }) =>
      map === null || name === "$ref" ? [] : [{ kind, name, value, file: map.file }],
    );
  });
  for (const { kind, name } of listed) names.reserve(kind, name);
  for (const { kind, name, value, file } of listed) {
    const reference = onlyReference(value);
    if (reference === undefined) {
      if (file.path !== document.file.path) names.claim(kind, value, name);
      continue;
    }
    const spot = locator.chase(reference, file)?.spot ?? null;
    if (spot === null || spot.file.path === document.file.path) continue;
    if (names.claim(kind, spot.node, name)) owned.set(value, spot);
  }
  return owned;
}

/** A field of a node, behind the reference that stands for it. */
function within({ node, file }: Spot, field: string, locator: Locator): Spot | null {
  const value = child(node, field);
  const reference = referenceOf(value);
  if (reference === undefined) return value === undefined ? null : { node: value, file };
  return locator.chase(reference, file)?.spot ?? null;
}

/** The document with more components, after those that it has. */
export function withComponents(
  root: MapNode,
  added: ReadonlyMap<string, readonly Entry[]>,
): MapNode {
  if (added.size === 0) return root;
  const there = root.entries.get("components");
  const entries = new Map(entriesOf(there?.value).map((entry) => [entry.name, entry] as const));
  for (const [kind, more] of added) {
    const known = entries.get(kind);
    const place = known?.place ?? more[0]?.place ?? root.place;
    const all = [...entriesOf(known?.value), ...more].map((entry) => [entry.name, entry] as const);
    const value: MapNode = { kind: "map", entries: new Map(all), place };
    entries.set(kind, { name: kind, place, value });
  }
  const place = there?.place ?? root.place;
  const components: Entry = { name: "components", place, value: { kind: "map", entries, place } };
  return { ...root, entries: new Map(root.entries).set("components", components) };
}
