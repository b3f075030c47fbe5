/** Bodies that mostly succeed, from the model and from what the sequence has made so far. */
import type { Json, Operation, Schema } from "../../model/index.js";
import { findProblems } from "../probes/oracle.js";
import { listedValues, validObject, validValue } from "../probes/values.js";
import { isObject } from "../variables.js";
import { chance, choose, entityOf, type Account, type Story } from "./story.js";

type Body = { readonly body: Json | undefined; readonly succeeds: boolean };

/** What an operation is sent, made to succeed but for some logins and refreshes. */
export function bodyOf(story: Story, operation: Operation): Body {
  const { random } = story.world;
  const { body, behavior } = operation;
  if (body === null) {
    // What is not documented is not read.
    return { body: chance(random, 3) ? { ignored: true } : undefined, succeeds: true };
  }
  const { schema } = body;
  if (schema.type !== "object") {
    return { body: validValue(schema, "body", random), succeeds: true };
  }
  const value = validObject(schema, random);
  switch (behavior.kind) {
    case "login":
      return loginBody(story, behavior, value);
    case "refresh":
      return refreshBody(story, behavior, value);
    case "create":
    case "replace":
    case "update":
      return { body: storedBody(story, operation, schema, value), succeeds: true };
    case "constant":
    case "readiness":
    case "list":
    case "retrieve":
    case "delete":
    case "currentUser":
    case "choices":
    case "choice":
    case "echo":
    case "custom":
      return { body: value, succeeds: true };
  }
}

type JsonObject = { readonly [name: string]: Json };

function loginBody(
  { world, accounts }: Story,
  behavior: Extract<Operation["behavior"], { kind: "login" }>,
  value: JsonObject,
): Body {
  const { api, random } = world;
  const scheme = api.schemes.find(({ name }) => name === behavior.scheme);
  const account = choose(
    random,
    accounts.filter(({ entity }) => entity === scheme?.account),
  );
  if (account === undefined) return { body: value, succeeds: false };
  const wrong = random.under(10);
  const identifier = wrong === 0 ? `${account.identifier}x` : account.identifier;
  const password = wrong === 1 ? `${account.password}x` : account.password;
  return {
    body: { ...value, [behavior.identifier]: identifier, [behavior.password]: password },
    succeeds: wrong > 1 && account.purpose !== "inactive",
  };
}

function refreshBody(
  { world, tokens }: Story,
  behavior: Extract<Operation["behavior"], { kind: "refresh" }>,
  value: JsonObject,
): Body {
  const { random } = world;
  const fitting = tokens.filter(
    ({ scheme, part }) => scheme === behavior.scheme && part === "refresh",
  );
  const fits = chance(random, 75);
  const token = choose(random, fits ? fitting : tokens);
  return {
    body: { ...value, [behavior.token]: token?.text ?? "no.token.known" },
    succeeds: fits && token !== undefined,
  };
}

/** Some optional properties left out, some null, and values again that were stored before. */
function storedBody(
  story: Story,
  { behavior }: Operation,
  schema: Extract<Schema, { type: "object" }>,
  value: JsonObject,
): Json {
  const { values, world } = story;
  const { api, random } = world;
  if (!("stored" in behavior)) return value;
  const fields = entityOf(api, behavior.entity)?.fields ?? [];
  const kept = schema.properties.flatMap(({ name, required, schema: part, equals }) => {
    const made = value[name];
    const left = behavior.kind === "update" ? 50 : 25;
    if (made === undefined || (!required && chance(random, left))) return [];
    if (part.nullable && chance(random, 15)) return [[name, null] as const];
    const stored = behavior.stored.find(({ property }) => property === name);
    const field = fields.find((one) => one.name === stored?.field);
    if (field === undefined || equals !== undefined) return [[name, made] as const];
    const again = choose(random, values.get(`${behavior.entity}.${field.name}`) ?? []);
    const often = field.unique ? 8 : field.filtered ? 40 : 0;
    const usable = again !== undefined && listedValues(part) === null;
    if (usable && chance(random, often)) return [[name, again] as const];
    return [[name, chance(random, 20) ? unusual(story, part, made) : made] as const];
  });
  const body = new Map<string, Json>(kept);
  for (const { name, equals } of schema.properties) {
    const other = equals === undefined ? undefined : body.get(equals.property);
    if (other !== undefined && body.has(name)) body.set(name, other);
  }
  return Object.fromEntries(body);
}

const UNUSUAL_NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.1,
  -0.5,
  4.35,
  1e21,
  1e-7,
  123456789.125,
  5e-324,
  1.7976931348623157e308,
  2 ** 31 - 1,
  -(2 ** 31),
  Number.MAX_SAFE_INTEGER,
  Number.MIN_SAFE_INTEGER,
];
const UNUSUAL_TIMES = [
  "0001-01-01",
  "9999-12-31",
  "2024-02-29",
  "0001-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999Z",
  "2024-02-29t23:59:59.123456789z",
  "2024-01-01T00:00:00+23:59",
  "1969-12-31T23:59:59.9999Z",
];

/** Values that are stored and sent in ways of their own. */
const UNUSUAL: readonly Json[] = [
  ..."é É \u{1F600} \u05e9\u05dc\u05d5\u05dd e\u0301 \u00e9 ß İ \u2028 \ufeff \u200b".split(" "),
  '"quoted" \\ back/slash',
  "\b\f\n\r\t\u0001\u001f\u007f\u0080",
  " outer space ",
  "</script><!-- & ' %_ ${x} {{x}}",
  "",
  ...UNUSUAL_NUMBERS,
  ...UNUSUAL_TIMES,
  "FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF",
  [],
  {},
  { b: 1, a: { c: [null, 1e21, ""], é: {} } },
];

/** One that the schema allows, else what there was. */
function unusual({ world }: Story, schema: Schema, made: Json): Json {
  const fitting = UNUSUAL.filter((value) => findProblems(schema, value).length === 0);
  return choose(world.random, fitting) ?? made;
}

/** The account that a request makes, where it makes one that can log in. */
export function accountOf(
  story: Story,
  operation: Operation,
  body: Json | undefined,
): Account | null {
  const { behavior } = operation;
  if (behavior.kind !== "create" || !isObject(body)) return null;
  const fields = entityOf(story.world.api, behavior.entity)?.fields ?? [];
  const sent = (role: "identifier" | "password"): Json | undefined => {
    const field = fields.find((one) => one.role.kind === role);
    const stored = behavior.stored.find((one) => one.field === field?.name);
    return stored === undefined ? undefined : body[stored.property];
  };
  const [identifier, password] = [sent("identifier"), sent("password")];
  return typeof identifier === "string" && typeof password === "string"
    ? { entity: behavior.entity, identifier, password, purpose: "new" }
    : null;
}
