/** Stored things: their keys and fields, out of components and the bodies that make them. */
import type { Entity, Field } from "../../model/index.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { stringOf } from "../../source/index.js";
import type { Document } from "../document.js";
import { collectionPath } from "../read/operation.js";
import type { RawProperty } from "../schema/properties.js";
import type { Component } from "./components.js";
import { readField } from "./field.js";
import { meansId, tableName } from "./naming.js";
import type { Resource } from "./resources.js";

export interface ReadEntities {
  /** In the document's order, but an entity after those that own its rows. */
  readonly entities: readonly Entity[];
  /** Names of those that could not be read, which was reported. */
  readonly failed: ReadonlySet<string>;
}

export function readEntities(
  document: Document,
  resources: ReadonlyMap<string, Resource>,
): ReadEntities {
  const components = entityComponents(document, resources);
  const drafts = components.flatMap(
    (component) => readEntity(document, component, resources) ?? [],
  );
  const fields = (name: string): readonly Field[] =>
    drafts.find((one) => one.name === name)?.fields ?? [];
  for (const draft of drafts) checkOwners(document, draft, fields);
  checkTables(document, drafts);
  const names = components.map(({ name }) => name);
  return {
    entities: [...drafts.filter((draft) => !owns(draft)), ...drafts.filter(owns)],
    failed: new Set(names.filter((name) => !drafts.some((draft) => draft.name === name))),
  };
}

function owns({ fields }: Entity): boolean {
  return fields.some(({ role }) => role.kind === "owner");
}

function entityComponents(
  { components, context, schemes }: Document,
  resources: ReadonlyMap<string, Resource>,
): readonly Component[] {
  const names = new Set(components.declared);
  for (const { entity } of resources.values()) names.add(entity.name);
  for (const { account, accountPlace } of schemes) {
    const component = components.named({ kind: "scalar", value: account, place: accountPlace });
    if (component !== null) names.add(component.name);
  }
  return [...context.schemas.keys()]
    .filter((name) => names.has(name))
    .flatMap((name) => components.get(name) ?? []);
}

function readEntity(
  document: Document,
  component: Component,
  resources: ReadonlyMap<string, Resource>,
): Entity | null {
  const { context, reader } = document;
  const { name, node, place } = component;
  const own = [...resources.values()].filter(({ entity }) => entity.name === name);
  const properties = reader.properties(node);
  if (properties.length === 0) {
    context.report("entity-not-object", place, { entity: name });
    return null;
  }
  context.vocabulary.read(node, "entity");
  const key = findKey(document, component, own, properties);
  const added = requestOnly(document, component, own, properties);
  const fields = [...properties, ...added].map((property) =>
    readField(document, { entity: name, key }, property),
  );
  checkRoles(document, name, [...properties, ...added], fields);
  checkColumns(document, name, [...properties, ...added], fields);
  if (key === null) return null;
  return {
    name,
    table: stringOf(context.vocabulary.read(node, "table")) ?? tableName(name),
    managedBy: stringOf(context.vocabulary.read(node, "managedBy")) === "django" ? "django" : null,
    key,
    fields,
  };
}

/** The property that identifies a row: said, named as the parameter of an item's path, or `id`. */
function findKey(
  document: Document,
  { name, node, place }: Component,
  resources: readonly Resource[],
  properties: readonly RawProperty[],
): string | null {
  const { context } = document;
  const has = (property: string): boolean => properties.some((one) => one.name === property);
  const said = context.vocabulary.read(node, "key");
  const key = stringOf(said);
  if (said !== undefined && key !== undefined) {
    if (has(key)) return key;
    const suggestion = didYouMean(
      key,
      properties.map((property) => property.name),
    );
    context.report("no-such-field", said.place, { entity: name, field: key, suggestion });
    return null;
  }
  for (const { parameters, representation } of resources) {
    for (const parameter of parameters) {
      if (has(parameter)) return parameter;
      if (has("id") && meansId(parameter, [name, representation?.name ?? name])) return "id";
    }
  }
  const parameters = resources.flatMap((resource) => resource.parameters);
  if (parameters.length === 0) {
    if (has("id")) return "id";
    const [only, ...others] = properties.filter((property) => isMade(document, property));
    if (only !== undefined && others.length === 0) return only.name;
  }
  const suggestion =
    parameters[0] === undefined
      ? ""
      : ` Or name the path parameter "${parameters[0]}" like the property.`;
  context.report("no-key", place, { entity: name, suggestion });
  return null;
}

/** A readOnly integer or uuid that nothing else fills can only be a key. */
function isMade({ reader }: Document, property: RawProperty): boolean {
  const schema = reader.lowerProperty(property, "stored");
  const isKind =
    schema.type === "integer" || (schema.type === "string" && schema.format === "uuid");
  return (
    isKind &&
    property.readOnly &&
    schema.default === undefined &&
    property.vocabulary("owner") === undefined
  );
}

/** Properties that only requests have, e.g. a password: of bodies on the collection and its items, but projections. */
function requestOnly(
  { components, operations, reader }: Document,
  component: Component,
  resources: readonly Resource[],
  known: readonly RawProperty[],
): readonly RawProperty[] {
  const added: RawProperty[] = [];
  const paths = new Set(resources.map(({ path }) => path));
  for (const { method, body, segments } of operations) {
    if (method === "get" || method === "delete" || body === null) continue;
    if (!paths.has(collectionPath(segments))) continue;
    const sent = components.of(body.schema);
    if (sent !== null && (components.isProjection(sent) || sent.name === component.name)) continue;
    for (const property of reader.properties(body.schema)) {
      const isKnown = [...known, ...added].some(({ name }) => name === property.name);
      const isStored =
        property.vocabulary("equals") === undefined && property.vocabulary("token") === undefined;
      if (!isKnown && isStored && !property.readOnly) added.push(property);
    }
  }
  return added;
}

function checkRoles(
  { context }: Document,
  entity: string,
  properties: readonly RawProperty[],
  fields: readonly Field[],
): void {
  for (const kind of ["password", "identifier", "owner"] as const) {
    const [first, second] = fields.filter(({ role }) => role.kind === kind);
    const place = properties.find(({ name }) => name === second?.name)?.place;
    if (first === undefined || second === undefined || place === undefined) continue;
    context.report("field-twice", place, {
      entity,
      role: kind,
      field: first.name,
      other: second.name,
    });
  }
}

function checkOwners(
  { context, components, reader }: Document,
  entity: Entity,
  fieldsOf: (entity: string) => readonly Field[],
): void {
  for (const { name, role } of entity.fields) {
    if (role.kind !== "owner" || fieldsOf(role.account).some((field) => field.name === role.shows))
      continue;
    const node = components.get(entity.name)?.node;
    const property = node && reader.properties(node).find((one) => one.name === name);
    const said = property?.vocabulary("owner");
    if (said === undefined) continue;
    const suggestion = didYouMean(
      role.shows,
      fieldsOf(role.account).map((field) => field.name),
    );
    context.report("no-such-field", said.place, {
      entity: role.account,
      field: role.shows,
      suggestion,
    });
  }
}

/** Names that follow from others give way; names that the document says do not. */
function checkTables({ components, context }: Document, entities: readonly Entity[]): void {
  for (const [index, { name, table }] of entities.entries()) {
    const other = entities.slice(0, index).find((one) => one.table === table);
    if (other === undefined) continue;
    for (const entity of [name, other.name]) {
      const node = components.get(entity)?.node;
      const said = context.vocabulary.read(node, "table");
      if (said === undefined) continue;
      context.report("table-taken", said.place, { entity: name, table, other: other.name });
      break;
    }
  }
}

function checkColumns(
  { context }: Document,
  entity: string,
  properties: readonly RawProperty[],
  fields: readonly Field[],
): void {
  for (const [index, { name, column }] of fields.entries()) {
    const other = fields.slice(0, index).find((one) => one.column === column);
    if (other === undefined) continue;
    const said = properties
      .filter((property) => property.name === name || property.name === other.name)
      .flatMap((property) => property.vocabulary("column") ?? [])
      .at(-1);
    if (said === undefined) continue;
    context.report("column-taken", said.place, { entity, field: name, column, other: other.name });
  }
}
