/**
 * Which components are stored, by the shape of the paths: `GET /things` answers a list of what `GET /things/{id}`
 * answers one of, or `POST /things` answers it with 201.
 */
import type { Method } from "../../model/index.js";
import { collectionPath, itemParameter, type RawOperation } from "../read/operation.js";
import type { Document } from "../document.js";
import { answerOf } from "./answer.js";
import type { Component } from "./components.js";

/** A collection with its items. */
export interface Resource {
  /** Path of the collection without a slash at the end, e.g. `/things`. */
  readonly path: string;
  /** What is sent of an item; `null` where nothing is. */
  readonly representation: Component | null;
  readonly entity: Component;
  /** Parameters of its item paths. */
  readonly parameters: readonly string[];
}

interface Group {
  readonly collection: RawOperation[];
  readonly items: RawOperation[];
}

/** Resources by the path of the collection. */
export function findResources(document: Document): ReadonlyMap<string, Resource> {
  const groups = new Map<string, Group>();
  for (const operation of document.operations) {
    const path = collectionPath(operation.segments);
    const group = groups.get(path) ?? { collection: [], items: [] };
    groups.set(path, group);
    if (itemParameter(operation.segments) !== null) group.items.push(operation);
    else if (operation.segments.every(({ kind }) => kind === "literal"))
      group.collection.push(operation);
  }
  const resources = new Map<string, Resource>();
  for (const [path, group] of groups) {
    const representation = representationOf(document, group);
    if (representation === null) continue;
    resources.set(path, {
      path,
      representation,
      entity: document.components.origin(representation),
      parameters: [
        ...new Set(group.items.flatMap(({ segments }) => itemParameter(segments) ?? [])),
      ],
    });
  }
  return resources;
}

function representationOf(document: Document, { collection, items }: Group): Component | null {
  const { components } = document;
  const said = [...items, ...collection].flatMap((operation) => {
    const resource = document.context.vocabulary.read(operation.node, "resource");
    return (resource === undefined ? null : components.named(resource)) ?? [];
  });
  const listed = answersOf(document, collection, "get", "many");
  const created = answersOf(document, collection, "post", "one", 201);
  const retrieved = answersOf(document, items, "get", "one");
  const written = [
    ...answersOf(document, items, "put", "one"),
    ...answersOf(document, items, "patch", "one"),
  ];
  const isStored = (component: Component): boolean =>
    components.declared.has(components.origin(component).name) ||
    components.isProjection(component);
  const known = [...retrieved, ...listed, ...created, ...written].find(isStored);
  if (said[0] !== undefined) return said[0];
  if (known !== undefined) return known;
  const ofCollection = [...listed, ...created].filter((component) => isObject(document, component));
  const ofItems = [...retrieved, ...written].filter((component) => isObject(document, component));
  if (items.length === 0) return null;
  const same = ofCollection.find(({ name }) => ofItems.some((item) => item.name === name));
  if (same !== undefined) return same;
  const [first] = ofCollection;
  const [item, ...others] = ofItems;
  if (first !== undefined && item === undefined) return first;
  return item !== undefined && others.length > 0 && ofCollection.length === 0 ? item : null;
}

function answersOf(
  document: Document,
  operations: readonly RawOperation[],
  method: Method,
  kind: "one" | "many",
  status?: number,
): readonly Component[] {
  return operations.flatMap((operation) => {
    const answer = operation.method === method ? answerOf(document, operation) : null;
    if (status !== undefined && answer?.response.status !== status) return [];
    const component = answer?.[kind]?.component;
    // The values of an enum are served from the document, not stored.
    return component === undefined || hasChoices(document, component) ? [] : component;
  });
}

function hasChoices({ context }: Document, component: Component): boolean {
  return context.vocabulary.read(component.node, "choices") !== undefined;
}

function isObject(document: Document, component: Component): boolean {
  return document.reader.properties(component.node).length > 0;
}
