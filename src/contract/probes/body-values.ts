/** Bodies made from a valid one: values put at places, and JSON texts that no value spells. */
import type { Json, Operation, Schema } from "../../model/index.js";
import { atPointer, below } from "../pointer.js";
import { isObject } from "../variables.js";
import type { Step } from "../format.js";
import { callOf, nameOf, sentOf, type Call } from "./call.js";
import { findProblems } from "./oracle.js";
import { invalid, type Reported } from "./parameter-texts.js";
import { plain, type Probe, type ProbeCase, type Sent } from "./probe.js";
import type { World } from "./world.js";

/** A place in a body and the schema of what stands there. */
export interface BodyPlace {
  readonly pointer: string;
  readonly schema: Schema;
}

export type BodyCall = Call & {
  readonly operation: Operation & { readonly body: NonNullable<Operation["body"]> };
};

/** A valid call with a body that the operation works with; `null` for others. */
export function bodyCallOf(world: World, operation: Operation): BodyCall | null {
  const { body, behavior } = operation;
  if (body === null || !READING.includes(behavior.kind)) return null;
  const call = callOf(world, operation);
  return call === null ? null : { ...call, operation: { ...operation, body } };
}

const READING: readonly string[] = ["create", "replace", "update", "login", "refresh"];

/** The call with another body, in which `${` means itself. */
export function withBody(call: BodyCall, body: Json): Sent {
  return sentOf({ ...call, body: plain(body) });
}

/** The call with a body as text, in which `${` means itself. */
export function withText(call: BodyCall, text: string): Sent {
  const { json: _, ...sent } = sentOf(call);
  return { ...sent, text: plain(text) };
}

/** The body of a valid call without its escapes; variables in it stay as they are written. */
export function rawBody({ body }: Call): { readonly [name: string]: Json } {
  const value = unescaped(body ?? {});
  return isObject(value) ? value : {};
}

function unescaped(value: Json): Json {
  if (typeof value === "string") return value.split("$${").join("${");
  if (Array.isArray(value)) return value.map((item: Json) => unescaped(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name.split("$${").join("${"), unescaped(part)]),
  );
}

/** Every property that a valid body holds, also of objects within. */
export function placesOf(schema: Schema, body: Json, pointer = ""): BodyPlace[] {
  if (schema.type !== "object") return [];
  return schema.properties.flatMap((property) => {
    const place = below(pointer, property.name);
    const value =
      isObject(body) && Object.hasOwn(body, property.name) ? body[property.name] : undefined;
    if (value === undefined) return [];
    return [
      { pointer: place, schema: property.schema },
      ...placesOf(property.schema, value, place),
    ];
  });
}

/** A body with the value at the place. */
export function put(body: Json, pointer: string, value: Json): Json {
  if (pointer === "") return value;
  const parent = pointer.slice(0, pointer.lastIndexOf("/"));
  const name = pointer
    .slice(parent.length + 1)
    .replaceAll("~1", "/")
    .replaceAll("~0", "~");
  const holder = atPointer(body, parent);
  if (!isObject(holder)) return body;
  const changed = Object.fromEntries([
    ...Object.entries(holder).filter(([other]) => other !== name),
    [name, value],
  ]);
  // The order of names stays, so that problems come as they would have.
  const ordered = Object.fromEntries(
    Object.keys(holder).map((other) => [other, other === name ? value : (holder[other] ?? null)]),
  );
  return put(body, parent, Object.hasOwn(holder, name) ? ordered : changed);
}

/**
 * Bodies that hold at each place one of its values: the first has the first of all, and so on, as many as the longest
 * list. One request then tries every property.
 */
export function rounds(
  body: Json,
  places: readonly { readonly pointer: string; readonly values: readonly Json[] }[],
): Json[] {
  const longest = Math.max(0, ...places.map(({ values }) => values.length));
  return Array.from({ length: longest }, (_, round) =>
    // Inner places first: an outer value may take their place.
    places.toReversed().reduce((changed, { pointer, values }) => {
      const value = values[round];
      return value === undefined ? changed : put(changed, pointer, value);
    }, body),
  );
}

/** A validation error with what the oracle finds in the body. */
export function refused(call: BodyCall, body: Json): ReturnType<typeof invalid> {
  return invalid(call.operation, bodyProblems(call, body));
}

export function bodyProblems({ operation }: BodyCall, body: Json): Reported[] {
  return findProblems(operation.body.schema, body).map((one) => ({ in: "body", ...one }));
}

/** Whether an equal value must not be sent twice. */
export function isUniqueProperty(world: World, { behavior }: Operation, pointer: string): boolean {
  if (!("stored" in behavior)) return false;
  const entity = world.api.entities.find(({ name }) => name === behavior.entity);
  const stored = behavior.stored.find(({ property }) => below("", property) === pointer);
  const field = entity?.fields.find(({ name }) => name === stored?.field);
  return field !== undefined && (field.unique || field.name === entity?.key);
}

/** A case for each operation with a body; its row, if it needs one, serves all steps. */
export function eachBody(steps: (call: BodyCall, world: World) => readonly Step[]): Probe["cases"] {
  return (world) =>
    world.api.operations.flatMap((operation): ProbeCase[] => {
      const call = bodyCallOf(world, operation);
      if (call === null) return [];
      const asked = steps(call, world);
      return asked.length === 0
        ? []
        : [{ on: nameOf(operation), steps: [...call.before, ...asked] }];
    });
}

/** The same with a fresh call for each variant: what one has stored is not in the way of the next. */
export function eachFresh<T>(
  variants: readonly T[],
  step: (call: BodyCall, variant: T) => Step | null,
): Probe["cases"] {
  return (world) =>
    world.api.operations.flatMap((operation): ProbeCase[] => {
      const steps = variants.flatMap((variant) => {
        const call = bodyCallOf(world, operation);
        const asked = call === null ? null : step(call, variant);
        return call === null || asked === null ? [] : [...call.before, asked];
      });
      return steps.length === 0 ? [] : [{ on: nameOf(operation), steps }];
    });
}
