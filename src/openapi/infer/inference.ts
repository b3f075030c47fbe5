/** What the inference of one operation starts from, and what comes out of it. */
import type { Behavior, BehaviorKind, Entity, Schema, SecurityScheme } from "../../model/index.js";
import type { Document } from "../document.js";
import type { Component } from "../entities/components.js";
import type { Resource } from "../entities/resources.js";
import { collectionPath, type RawOperation, type RawParameter } from "../read/operation.js";

export interface Inference {
  readonly document: Document;
  readonly entities: ReadonlyMap<string, Entity>;
  /** Names of entities that could not be read, which was reported. */
  readonly failed: ReadonlySet<string>;
  /** By path of the collection. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly schemes: ReadonlyMap<string, SecurityScheme>;
}

export interface Inferred {
  readonly behavior: Behavior;
  readonly because: string;
  /** Parameters that the behavior reads. */
  readonly used: readonly RawParameter[];
  /** Schema of the body where the behavior reads one. */
  readonly body: Schema | null;
  /** Schemas of parameters with limits of the behavior itself, by parameter. */
  readonly narrowed?: ReadonlyMap<RawParameter, Schema>;
}

/** Reports that an operation cannot be of the kind that its shape or its `action` says; always `null`. */
export function refuse(
  { document: { context } }: Inference,
  operation: RawOperation,
  action: BehaviorKind,
  problem: string,
): null {
  context.report("action-needs", operation.place, { operation: operation.name, action, problem });
  return null;
}

/** The entity that a component is, or is a projection of. */
export function entityOf(
  { document, entities }: Inference,
  component: Component | null | undefined,
): Entity | null {
  if (component === null || component === undefined) return null;
  return entities.get(document.components.origin(component).name) ?? null;
}

export function resourceOf({ resources }: Inference, operation: RawOperation): Resource | null {
  return resources.get(collectionPath(operation.segments)) ?? null;
}

/** `<label> not found`: the title of what is sent, else its component's name. */
export function labelOf({ document }: Inference, component: Component): string {
  return document.reader.lower(component.node, "response").title ?? component.name;
}

/**
 * Whether the operation is about the caller's own rows only: it lets in accounts of the kind that owns them. Accounts
 * of other kinds own none and work with all.
 */
export function isOwned(inference: Inference, entity: Entity, operation: RawOperation): boolean {
  const callers = callersOf(inference, operation);
  return entity.fields.some(({ role }) => role.kind === "owner" && callers.has(role.account));
}

/** Names of the entities whose accounts are let in; none where everybody is. */
export function callersOf({ schemes }: Inference, { access }: RawOperation): ReadonlySet<string> {
  if (access.kind === "public") return new Set();
  return new Set(access.alternatives.flatMap(({ scheme }) => schemes.get(scheme)?.account ?? []));
}
