/** Bodies against their schemas: nothing coerced, every limit, every problem told (docs/wire.md, "Validation"). */
import type { Json, Schema } from "../../model/index.js";
import { columnQuery } from "../../sql/index.js";
import type { Step } from "../format.js";
import { below } from "../pointer.js";
import {
  bodyCallOf,
  bodyProblems,
  eachBody,
  eachFresh,
  isUniqueProperty,
  placesOf,
  put,
  rawBody,
  refused,
  rounds,
  withBody,
  withText,
  type BodyCall,
} from "./body-values.js";
import { nameOf } from "./call.js";
import { findProblems } from "./oracle.js";
import { ask, plain, query, type Probe, type ProbeCase } from "./probe.js";
import { edgeValues, otherTypes, validValue } from "./values.js";
import type { World } from "./world.js";

const BODY = "operation that works with a body";

const root: Probe = {
  id: "bodies.root",
  expects: "a type problem at the root for JSON that is no object",
  why: "the pointer to the whole document is the empty text (RFC 6901, section 5)",
  appliesTo: BODY,
  cases: eachBody((call) =>
    [null, [], "x", 1, true]
      .filter((value) => bodyProblems(call, value).length > 0)
      .map((value) => ask(withBody(call, value), refused(call, value))),
  ),
};

const types: Probe = {
  id: "bodies.types",
  expects: "a type problem for every value of another type, however alike it looks",
  why: "nothing is coerced in a body",
  appliesTo: "body with properties",
  cases: eachInvalid((schema) => otherTypes(schema)),
};

const invalidEdges: Probe = {
  id: "bodies.first-invalid",
  expects:
    "the first invalid value of every keyword refused, with its code and message, all at once",
  why: "JSON Schema 2020-12, validation vocabulary; lengths count code points",
  appliesTo: "body with limits",
  cases: eachInvalid((schema, { random }) => edgeValues(schema, random)),
};

const validEdges: Probe = {
  id: "bodies.last-valid",
  expects: "the last valid value of every keyword accepted and stored",
  why: "limits are inclusive unless they say otherwise",
  appliesTo: "stored body with limits",
  cases: (world) =>
    world.api.operations.flatMap((operation): ProbeCase[] => {
      const probe = bodyCallOf(world, operation);
      if (probe === null || !("stored" in operation.behavior)) return [];
      const lists = placesOf(operation.body?.schema ?? NOTHING, rawBody(probe)).map(
        ({ pointer, schema }) => ({
          pointer,
          values: isUniqueProperty(world, operation, pointer)
            ? []
            : edgeValues(schema, world.random).filter(
                (value) => findProblems(schema, value).length === 0,
              ),
        }),
      );
      const count = Math.max(0, ...lists.map(({ values }) => values.length));
      const steps = Array.from({ length: count }, (_, round): readonly Step[] => {
        const call = bodyCallOf(world, operation);
        if (call === null) return [];
        const one = lists.map(({ pointer, values }) => ({
          pointer,
          values: values.slice(round, round + 1),
        }));
        const [body] = rounds(rawBody(call), one);
        const settled = body === undefined ? undefined : withEqual(call, body);
        return settled === undefined || bodyProblems(call, settled).length > 0
          ? []
          : [...call.before, ask(withBody(call, settled), { status: call.status })];
      });
      return steps.length === 0 ? [] : [{ on: nameOf(operation), steps: steps.flat() }];
    }),
};

const numbers: Probe = {
  id: "bodies.numbers",
  expects:
    "1.0 and 1e0 to be integers, and what no double or integer holds refused by maximum or type",
  why: "JSON has one kind of number (RFC 8259, section 6); integers end at 2^53 − 1",
  appliesTo: "body with numbers",
  cases: (world) =>
    world.api.operations.flatMap((operation): ProbeCase[] => {
      const steps = NUMBER_TOKENS.flatMap((token) => {
        const call = bodyCallOf(world, operation);
        return call === null ? [] : numberSteps(world, call, token);
      });
      return steps.length === 0 ? [] : [{ on: nameOf(operation), steps }];
    }),
};

const NUMBER_TOKENS = [
  ..."1.0,1e0,10e-1,0.1e1,100E-2,1.5,-0,9007199254740993,-9007199254740993".split(","),
  ..."9223372036854775808,2147483648,1e400,-1e400,1e15,123456789012345678901234567890".split(","),
];

const required: Probe = {
  id: "bodies.required",
  expects: "every missing property reported, in the order of the schema",
  why: "validation reports everything, so that a client can mend everything",
  appliesTo: "body with required properties",
  cases: eachBody((call) =>
    bodyProblems(call, {}).length === 0 ? [] : [ask(withBody(call, {}), refused(call, {}))],
  ),
};

const names: Probe = {
  id: "bodies.names",
  expects: "a property whose name has another case not to count",
  why: "names are compared code unit by code unit (RFC 8259, section 8.3)",
  appliesTo: "body with required properties",
  cases: eachBody((call) => {
    const body = rawBody(call);
    const renamed = Object.fromEntries(
      Object.entries(body).map(([name, value]) => [otherCase(name, Object.keys(body)), value]),
    );
    return bodyProblems(call, renamed).length === 0
      ? []
      : [ask(withBody(call, renamed), refused(call, renamed))];
  }),
};

const additional: Probe = {
  id: "bodies.additional",
  expects: "unknown properties ignored, or refused by code point where the schema says so",
  why: "additionalProperties; __proto__ and constructor are names like any other",
  appliesTo: BODY,
  cases: eachFresh([null], (call) => {
    if (call.operation.behavior.kind === "refresh") return null;
    const strange = ["zz", "\u{1F600}", "\uFF5E", "constructor", "__proto__", "toString", "é", "Z"];
    const body = Object.fromEntries([
      ...Object.entries(rawBody(call)),
      ...strange
        .filter((name) => !Object.hasOwn(rawBody(call), name))
        .map((name) => [name, "x"] as const),
    ]);
    const problems = bodyProblems(call, body);
    return ask(
      withBody(call, body),
      problems.length === 0 ? { status: call.status } : refused(call, body),
    );
  }),
};

const nul: Probe = {
  id: "bodies.nul",
  expects: "a problem for every text that holds NUL",
  why: "PostgreSQL cannot store U+0000",
  appliesTo: "body with texts",
  cases: eachInvalid((schema) => (schema.type === "string" ? ["\0", "a\0b"] : [])),
};

const massAssignment: Probe = {
  id: "bodies.mass-assignment",
  expects:
    "what the operation does not take to be ignored: keys, readOnly and hidden fields keep their own values",
  why: "only documented properties are written",
  appliesTo: "entity with a field of fixed default that a create does not take",
  cases: (world) =>
    world.api.operations.flatMap((operation): ProbeCase[] => {
      const call = bodyCallOf(world, operation);
      const steps = call === null ? [] : assignmentSteps(world, call);
      return steps.length === 0
        ? []
        : [{ on: nameOf(operation), steps: [...(call?.before ?? []), ...steps] }];
    }),
};

export const schemaProbes: readonly Probe[] = [
  root,
  types,
  invalidEdges,
  validEdges,
  numbers,
  required,
  names,
  additional,
  nul,
  massAssignment,
];

const NOTHING: Schema = { type: "any", nullable: true, typeMessage: "", rules: [] };

/** A probe on all places of a body at once, with values that the oracle refuses. */
function eachInvalid(values: (schema: Schema, world: World) => readonly Json[]): Probe["cases"] {
  return eachBody((call, world) => {
    const body = rawBody(call);
    const lists = placesOf(call.operation.body.schema, body).map(({ pointer, schema }) => ({
      pointer,
      values: values(schema, world).filter((value) => findProblems(schema, value).length > 0),
    }));
    return rounds(body, lists)
      .filter((one) => bodyProblems(call, one).length > 0)
      .map((one) => ask(withBody(call, one), refused(call, one)));
  });
}

/** Properties that must equal another take its value. */
function withEqual({ operation }: BodyCall, body: Json): Json {
  const { schema } = operation.body;
  if (schema.type !== "object") return body;
  return schema.properties.reduce((changed, { name, equals }) => {
    if (equals === undefined || typeof changed !== "object" || changed === null) return changed;
    const other = (changed as { readonly [name: string]: Json })[equals.property];
    return other === undefined ? changed : put(changed, below("", name), other);
  }, body);
}

/** A step for each number in the body that this text replaces. */
function numberSteps(world: World, call: BodyCall, token: string): Step[] {
  const value = JSON.parse(token) as number;
  const body = rawBody(call);
  const places = placesOf(call.operation.body.schema, body).filter(
    ({ pointer, schema }) =>
      (schema.type === "integer" || schema.type === "number") &&
      !isUniqueProperty(world, call.operation, pointer),
  );
  if (places.length === 0 || call.operation.behavior.kind === "refresh") return [];
  // A mark that JSON does not escape, where the text goes.
  const mark = "number goes here";
  const marked = places.reduce<Json>((changed, { pointer }) => put(changed, pointer, mark), body);
  const replaced = places.reduce<Json>(
    (changed, { pointer }) => put(changed, pointer, value),
    body,
  );
  const text = JSON.stringify(marked).split(JSON.stringify(mark)).join(token);
  const problems = bodyProblems(call, replaced);
  if (problems.length === 0 && !("stored" in call.operation.behavior)) return [];
  return [
    ...call.before,
    ask(
      withText(call, text),
      problems.length === 0 ? { status: call.status } : refused(call, replaced),
    ),
  ];
}

/** The name in another case that the body does not hold already. */
function otherCase(name: string, known: readonly string[]): string {
  const other = [name.toUpperCase(), name.toLowerCase(), `${name}X`].find(
    (one) => one !== name && !known.includes(one),
  );
  return other ?? `${name}${name}`;
}

/** Sends what may not be set, and looks into the row. */
function assignmentSteps(world: World, call: BodyCall): Step[] {
  const { behavior, body, responses } = call.operation;
  if (behavior.kind !== "create" || body.schema.type !== "object") return [];
  const entity = world.api.entities.find(({ name }) => name === behavior.entity);
  const shownKey = behavior.shown.find(({ field }) => field === entity?.key);
  if (entity === undefined || shownKey === undefined || responses.length === 0) return [];
  const known = body.schema.properties.map(({ name }) => name);
  const { additionalProperties: others, ignored = [] } = body.schema;
  const hidden = entity.fields.flatMap((field) => {
    const { schema, name, role } = field;
    const standard = schema.default ?? null;
    if (behavior.stored.some((one) => one.field === name) || known.includes(name)) return [];
    if (role.kind !== "plain" || typeof standard === "object" || field.name === entity.key)
      return [];
    if (others !== "ignore" && !ignored.includes(name)) return [];
    const other =
      schema.type === "boolean" ? !(standard as boolean) : otherValue(world, schema, standard);
    return other === undefined ? [] : [{ name, other, standard }];
  });
  if (hidden.length === 0) return [];
  const sent = Object.fromEntries([
    ...Object.entries(rawBody(call)),
    ...hidden.map(({ name, other }) => [name, other] as const),
  ]);
  return [
    ask(
      withBody(call, sent),
      { status: call.status },
      { made: plain(below("", shownKey.property)) },
    ),
    ...hidden.map(({ name, standard }) =>
      query(plain(columnQuery(world.api, entity.name, name)), ["${made|text}"], {
        rows: [{ value: String(plain(String(standard))) }],
      }),
    ),
  ];
}

function otherValue({ random }: World, schema: Schema, standard: Json): Json | undefined {
  for (let attempt = 0; attempt < 10; attempt++) {
    const value = validValue(schema, "other", random);
    if (value !== undefined && value !== standard) return value;
  }
  return undefined;
}
