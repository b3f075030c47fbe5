/** What is stored and shown again: rows made, changed and deleted, and whose they are (docs/wire.md, "Writing"). */
import type { Json, Operation } from "../../model/index.js";
import type { Expectation, Step } from "../format.js";
import { below } from "../pointer.js";
import { rawBody, bodyCallOf, isUniqueProperty, put, withBody } from "./body-values.js";
import { callerOn, callOf, mayCall, nameOf, sentOf, type Call } from "./call.js";
import { findProblems } from "./oracle.js";
import { ask, plain, refusal, stepOf, type Family, type Probe, type ProbeCase } from "./probe.js";
import { storedValues } from "./stored-values.js";
import { operationsOf, type Caller, type World } from "./world.js";

type Of<K extends Operation["behavior"]["kind"]> = Operation & {
  readonly behavior: Extract<Operation["behavior"], { kind: K }>;
};

const createRetrieve: Probe = {
  id: "state.create-retrieve",
  expects: "what a create answers to be what is shown afterwards, on another connection",
  why: "a write is done when it is answered",
  appliesTo: "entity that can be created and shown",
  cases: (world) =>
    operationsOf(world.api, "retrieve").flatMap((retrieve): ProbeCase[] =>
      operationsOf(world.api, "create")
        .filter(({ behavior }) => behavior.entity === retrieve.behavior.entity)
        .flatMap((create) => {
          const made = madeBy(world, create, retrieve);
          const call = made === null ? null : callWith(world, retrieve, made.key, made.caller);
          if (made === null || call === null) return [];
          const common = retrieve.behavior.shown.filter(({ property }) =>
            create.behavior.shown.some((one) => one.property === property),
          );
          // One that is left out when it is null need not be there.
          const at = common
            .filter(({ omitNull }) => !omitNull)
            .map(({ property }) => [
              plain(below("", property)),
              `\${${made.variables.get(property) ?? ""}}`,
            ]);
          const shown = Object.fromEntries(at) as { readonly [pointer: string]: Json };
          return [
            {
              on: `${nameOf(create)} then ${nameOf(retrieve)}`,
              steps: [...made.steps, ask(sentOf(call), { status: call.status, at: shown })],
            },
          ];
        }),
    ),
};

const roundTrip: Probe = {
  id: "state.text",
  expects:
    "text to come back as it was sent: composed and decomposed, emoji, right to left, blanks at the ends",
  why: "text is never normalised or trimmed",
  appliesTo: "stored text that is shown",
  cases: (world) =>
    operationsOf(world.api, "create").flatMap((create): ProbeCase[] => {
      const steps = TEXTS.flatMap((text): readonly Step[] => {
        const call = bodyCallOf(world, create);
        if (call === null) return [];
        const shown = create.behavior.stored.flatMap(({ property, field }) => {
          const back = create.behavior.shown.find((one) => one.field === field);
          const schema = propertySchema(create, property);
          const fits = schema?.type === "string" && findProblems(schema, text).length === 0;
          const free = !isUniqueProperty(world, create, below("", property));
          return back !== undefined && fits && free ? [{ property, back: back.property }] : [];
        });
        if (shown.length === 0) return [];
        const body = shown.reduce<Json>(
          (one, { property }) => put(one, below("", property), text),
          rawBody(call),
        );
        const at = Object.fromEntries(
          shown.map(({ back }) => [plain(below("", back)), plain(text)]),
        );
        return [...call.before, ask(withBody(call, body), { status: call.status, at })];
      });
      return [{ on: nameOf(create), steps }];
    }),
};

const TEXTS = [
  "\u00e9 \u0065\u0301",
  "\u{1F469}\u200D\u{1F467}\u{1F3FD}",
  "\u05e9\u05dc\u05d5\u05dd \u202Eabc",
  "  a  ",
  "\t\n\r",
  "'; drop table x; --",
  "\\ \" ' ` % _ {{x}} ${x} <b> &amp;",
  "\u2028\u2029\ufeff\u007f\u0001",
  "null",
];

const defaults: Probe = {
  id: "state.defaults",
  expects: "an absent optional property to take its default",
  why: "JSON Schema: default; what has none is null or left out",
  appliesTo: "create whose body has optional properties that are shown",
  cases: (world) =>
    operationsOf(world.api, "create").flatMap((create): ProbeCase[] => {
      const call = bodyCallOf(world, create);
      if (call === null || call.operation.body.schema.type !== "object") return [];
      const { properties } = call.operation.body.schema;
      const needed = new Set(properties.filter(({ required }) => required).map(({ name }) => name));
      const body = Object.fromEntries(
        Object.entries(rawBody(call)).filter(([name]) => needed.has(name)),
      );
      const entity = world.api.entities.find(({ name }) => name === create.behavior.entity);
      const at = create.behavior.stored.flatMap(({ property, field }): [string, Json][] => {
        const back = create.behavior.shown.find((one) => one.field === field);
        if (needed.has(property) || back === undefined) return [];
        const standard =
          propertySchema(create, property)?.default ??
          entity?.fields.find(({ name }) => name === field)?.nullAs ??
          null;
        const value = standard === null && back.omitNull ? { $is: "absent" } : plain(standard);
        return [[plain(below("", back.property)), value]];
      });
      if (at.length === 0) return [];
      const expected: Expectation = { status: call.status, at: Object.fromEntries(at) };
      return [{ on: nameOf(create), steps: [...call.before, ask(withBody(call, body), expected)] }];
    }),
};

const unique: Probe = {
  id: "state.unique",
  expects: "a conflict that names the property, for a value that is taken",
  why: "docs/wire.md, Errors: <Field> already exists",
  appliesTo: "create with a unique property",
  cases: (world) =>
    eachUnique(world, (call, detail) => [
      ask(sentOf(call), { status: call.status }),
      ask(sentOf(call), refusal(call.operation.conflictStatus, detail)),
    ]),
};

const race: Probe = {
  id: "state.race",
  expects:
    "of twenty equal creates at the same moment exactly one to succeed, and the others to be conflicts",
  why: "uniqueness is the database's, not that of a look before the write",
  appliesTo: "create with a unique property",
  cases: (world) =>
    eachUnique(world, (call, detail) => [
      stepOf({
        kind: "race",
        data: {
          request: sentOf(call),
          times: 20,
          outcomes: [
            { times: 1, expect: { status: call.status } },
            { times: 19, expect: refusal(call.operation.conflictStatus, detail) },
          ],
        },
      }),
    ]),
};

const replace: Probe = {
  id: "state.replace",
  expects: "a PUT to leave what it holds, and the same PUT twice to leave the same row",
  why: "PUT is idempotent (RFC 9110, section 9.2.2)",
  appliesTo: "replace of what can be shown",
  cases: (world) =>
    eachWithRetrieve(world, "replace", (call, show) => [
      ask(sentOf(call), { status: call.status }),
      ask(show, { status: 200, at: sentValues(call) }, { once: "" }),
      ask(sentOf(call), { status: call.status }),
      // A time of the last write may move.
      ask(show, { status: 200, ...sameAs(world, call, "once") }),
    ]),
};

const update: Probe = {
  id: "state.update",
  expects: "an empty PATCH to change nothing, and one property to change nothing else",
  why: "an update writes the properties that the body holds",
  appliesTo: "update of what can be shown",
  cases: (world) =>
    eachWithRetrieve(world, "update", (call, show) => {
      const { body } = call.operation;
      const properties = body?.schema.type === "object" ? body.schema.properties : [];
      const whole =
        typeof call.body === "object" && call.body !== null ? Object.entries(call.body) : [];
      const nulls = properties.filter(
        ({ schema, name }) => schema.nullable && shownAs(call, name) !== null,
      );
      return [
        ask(show, { status: 200 }, { before: "" }),
        ask(sentOf({ ...call, body: {} }), { status: call.status }),
        ask(show, { status: 200, ...sameAs(world, call, "before") }),
        ...whole.flatMap(([name, value]) => {
          const shown = shownAs(call, name);
          const schema = properties.find((one) => plain(one.name) === name)?.schema;
          const exact =
            schema !== undefined &&
            !/^(?:date-time|uuid)$/.test(("format" in schema ? schema.format : "") ?? "");
          return [
            ask(sentOf({ ...call, body: Object.fromEntries([[name, value]]) }), {
              status: call.status,
            }),
            ...(shown === null || !exact
              ? []
              : [ask(show, { status: 200, at: { [shown]: value } })]),
          ];
        }),
        ...nulls.flatMap(({ name }) => [
          ask(sentOf({ ...call, body: Object.fromEntries([[plain(name), null]]) }), {
            status: call.status,
          }),
          ask(show, { status: 200, at: { [shownAs(call, plain(name)) ?? ""]: null } }),
        ]),
      ];
    }),
};

const remove: Probe = {
  id: "state.delete",
  expects: "a deleted row to be a 404 for every operation",
  why: "what is gone is not there",
  appliesTo: "delete",
  cases: (world) =>
    operationsOf(world.api, "delete").flatMap((operation): ProbeCase[] => {
      const call = callOf(world, operation);
      if (call === null) return [];
      const others = siblings(world, operation);
      return [
        {
          on: nameOf(operation),
          steps: [
            ...call.before,
            ask(sentOf(call), { status: call.status }),
            ...others.flatMap((other) => sameRow(world, other, call, call.caller)),
          ],
        },
      ];
    }),
};

const owner: Probe = {
  id: "state.owner",
  expects: "the row of somebody else to be a 404 for every operation, and to stay as it is",
  why: "what is not the caller's is not there for them",
  appliesTo: "entity whose rows have an owner",
  cases: (world) =>
    operationsOf(world.api, "retrieve").flatMap((operation): ProbeCase[] => {
      const call = operation.behavior.owned ? callOf(world, operation) : null;
      const stranger = call === null ? undefined : strangerTo(world, call.caller);
      if (call === null || stranger === undefined) return [];
      return [
        {
          on: nameOf(operation),
          steps: [
            ...call.before,
            ask(sentOf(call), { status: call.status }, { mine: "" }),
            ...siblings(world, operation)
              .filter((other) => other.behavior.owned && mayCall(other, stranger))
              .flatMap((other) => sameRow(world, other, call, stranger)),
            ask(sentOf(call), { status: call.status, json: "${mine}" }),
          ],
        },
      ];
    }),
};

export const state: Family = {
  title: "State",
  probes: [
    createRetrieve,
    storedValues,
    roundTrip,
    defaults,
    unique,
    race,
    replace,
    update,
    remove,
    owner,
  ],
};

interface Made {
  readonly steps: readonly Step[];
  /** Variable of the key. */
  readonly key: string;
  /** Variables by property of the answer. */
  readonly variables: ReadonlyMap<string, string>;
  readonly caller: Caller | undefined;
}

/** A row made by this create, with all that its answer shows saved. */
function madeBy(world: World, create: Of<"create">, retrieve: Of<"retrieve">): Made | null {
  const entity = world.api.entities.find(({ name }) => name === create.behavior.entity);
  const key = create.behavior.shown.find(({ field }) => field === entity?.key);
  const call = callOf(world, create);
  if (key === undefined || call === null) return null;
  const variables = new Map(
    create.behavior.shown
      .filter(
        ({ property, omitNull }) =>
          !omitNull && retrieve.behavior.shown.some((one) => one.property === property),
      )
      .map(({ property }) => [property, `shown${world.random.next()}`] as const),
  );
  const keyVariable = variables.get(key.property) ?? `shown${world.random.next()}`;
  const save = Object.fromEntries([
    [keyVariable, plain(below("", key.property))],
    ...[...variables].map(([property, variable]) => [variable, plain(below("", property))]),
  ]) as { readonly [variable: string]: string };
  return {
    steps: [...call.before, ask(sentOf(call), { status: call.status }, save)],
    key: keyVariable,
    variables,
    caller: call.caller,
  };
}

function callWith(
  world: World,
  operation: Of<"retrieve">,
  key: string,
  caller: Caller | undefined,
): Call | null {
  const call = callOf(world, operation);
  const who = call === null ? null : callerOn(call, caller);
  if (call === null || who === null) return null;
  const path = new Map([...call.path, [operation.behavior.parameter, `\${${key}|uri}`] as const]);
  return { ...call, path, caller: who };
}

function propertySchema({ body }: Operation, name: string) {
  if (body?.schema.type !== "object") return undefined;
  return body.schema.properties.find((property) => property.name === name)?.schema;
}

function eachUnique(
  world: World,
  steps: (call: Call, detail: string) => readonly Step[],
): ProbeCase[] {
  return operationsOf(world.api, "create").flatMap((create): ProbeCase[] => {
    const entity = world.api.entities.find(({ name }) => name === create.behavior.entity);
    const field = create.behavior.stored.find(({ field: name }) =>
      entity?.fields.some((one) => one.name === name && one.unique),
    );
    const call = field === undefined ? null : callOf(world, create);
    if (field === undefined || call === null) return [];
    return [
      {
        on: nameOf(create),
        steps: [...call.before, ...steps(call, `${titleOf(field.property)} already exists`)],
      },
    ];
  });
}

/** `card_number` as `Card number`. */
function titleOf(property: string): string {
  const words = property.replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Cases of a write whose row can be shown to the same caller. */
function eachWithRetrieve(
  world: World,
  kind: "replace" | "update",
  steps: (call: Call, show: ReturnType<typeof sentOf>) => readonly Step[],
): ProbeCase[] {
  return operationsOf(world.api, kind).flatMap((operation): ProbeCase[] => {
    const call = callOf(world, operation);
    const retrieve = siblings(world, operation).find(
      ({ behavior }) => behavior.kind === "retrieve",
    );
    const shown = retrieve === undefined || call === null ? null : callOf(world, retrieve);
    const caller = shown === null ? null : callerOn(shown, call?.caller);
    if (call === null || shown === null || caller === null) return [];
    const show = sentOf({ ...shown, path: call.path, caller });
    return [{ on: nameOf(operation), steps: [...call.before, ...steps(call, show)] }];
  });
}

/** The operations on the same path that name one row. */
function siblings(
  world: World,
  { path }: Operation,
): Of<"retrieve" | "replace" | "update" | "delete">[] {
  return operationsOf(world.api, "retrieve", "replace", "update", "delete").filter(
    (one) => one.path === path,
  );
}

/** The call's row with another operation and caller: nothing is found. */
function sameRow(
  world: World,
  operation: Of<"retrieve" | "replace" | "update" | "delete">,
  row: Call,
  caller: Caller | undefined,
): Step[] {
  const call = callOf(world, operation);
  const who = call === null ? null : callerOn(call, caller);
  if (call === null || who === null) return [];
  const sent = sentOf({ ...call, path: row.path, caller: who });
  return [ask(sent, refusal(404, `${operation.behavior.label} not found`))];
}

/** Another account of the same scheme that may log in. */
function strangerTo({ callers }: World, caller: Caller | undefined): Caller | undefined {
  return callers.find(
    (one) =>
      caller !== undefined &&
      one.scheme === caller.scheme &&
      one.purpose !== caller.purpose &&
      one.purpose !== "inactive",
  );
}

/** The pointer under which an escaped property of the body is shown; `null` where it is not. */
function shownAs({ operation: { behavior } }: Call, name: string): string | null {
  if (behavior.kind !== "update" && behavior.kind !== "replace") return null;
  const stored = behavior.stored.find(({ property }) => plain(property) === name);
  const shown = behavior.shown.find(({ field }) => field === stored?.field);
  return shown === undefined ? null : plain(below("", shown.property));
}

/** What the body of a replace holds, by the pointers under which it is shown: values that are stored as they are. */
function sentValues(call: Call): { readonly [pointer: string]: Json } {
  const body = typeof call.body === "object" && call.body !== null ? Object.entries(call.body) : [];
  return Object.fromEntries(
    body.flatMap(([name, value]): [string, Json][] => {
      const shown = shownAs(call, name);
      const schema = propertySchema(call.operation, name);
      const respelled =
        schema?.type === "string" && /^(?:date-time|uuid)$/.test(schema.format ?? "");
      return shown === null || respelled || typeof value === "object" ? [] : [[shown, value]];
    }),
  );
}

/** As the saved representation, but for times of the last write. */
function sameAs(
  { api }: World,
  { operation: { behavior } }: Call,
  variable: string,
): Partial<Expectation> {
  const entity =
    "entity" in behavior ? api.entities.find(({ name }) => name === behavior.entity) : undefined;
  const moves = entity?.fields.some(({ fill }) => fill === "updated") ?? false;
  return moves ? {} : { json: `\${${variable}}` };
}
