/** What clients are told where a write violates a constraint of the database. */
import type { Operation } from "../model/index.js";
import type { Sql } from "../sql/statement.js";

/** `detail` of a 409 or 400 where a unique value is taken; null where the row's owner is gone. */
export interface Violation {
  readonly constraint: string;
  readonly detail: string | null;
}

export function violationsOf({ behavior }: Operation, sql: Sql): readonly Violation[] {
  if (behavior.kind !== "create" && behavior.kind !== "replace" && behavior.kind !== "update")
    return [];
  const stored = new Map(behavior.stored.map(({ field, property }) => [field, property]));
  const unique = sql.unique
    .filter(({ entity }) => entity === behavior.entity)
    .map(({ constraint, field }) => ({
      constraint,
      detail: `${fieldTitle(stored.get(field) ?? field)} already exists`,
    }));
  const owners = sql.owners
    .filter(({ entity }) => entity === behavior.entity)
    .map(({ constraint }) => ({ constraint, detail: null }));
  return [...unique, ...owners];
}

/** The property's name with a capital, and spaces for underscores. */
function fieldTitle(property: string): string {
  const spaced = property.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
