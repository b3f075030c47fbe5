/** What operations answer: statuses, and the schema of the representation that they send. */
import type { ObjectSchema, Operation, Schema } from "../model/index.js";

/** Status of the first documented success. */
export function successStatus({ responses }: Operation): number {
  return responses.find(({ status }) => status >= 200 && status < 300)?.status ?? 200;
}

/** Statuses that the function of an operation answers itself; failures are thrown. */
export function givenStatuses(operation: Operation): number[] {
  const { behavior } = operation;
  switch (behavior.kind) {
    case "readiness":
      return [behavior.ready.status, behavior.unready.status];
    case "choices":
    case "choice":
      return [successStatus(operation)];
    case "echo":
      return [];
    case "custom":
      return [...new Set([...behavior.statuses, 501])];
    default:
      return [behavior.status];
  }
}

/** Schema of one representation, also inside an array or an envelope; undefined where none is sent. */
export function itemSchema({ behavior, responses }: Operation): ObjectSchema | undefined {
  if (!("shown" in behavior)) return undefined;
  const schema = responses.find(({ status }) => status === behavior.status)?.schema ?? undefined;
  if (behavior.kind !== "list") return asObject(schema);
  const { envelope } = behavior;
  const list =
    envelope === null
      ? schema
      : asObject(schema)?.properties.find(({ name }) => name === envelope.items)?.schema;
  return list?.type === "array" ? asObject(list.items) : undefined;
}

function asObject(schema: Schema | undefined): ObjectSchema | undefined {
  return schema?.type === "object" ? schema : undefined;
}
