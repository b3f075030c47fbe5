/** Which values differ from run to run, as the model says, and what is compared in their place. */
import type {
  Api,
  Entity,
  Field,
  GlobalHeader,
  Json,
  Operation,
  Schema,
} from "../../model/index.js";
import { checkKind } from "../kinds.js";
import { isSignedWith, readToken } from "../token.js";
import type { Path } from "./splice.js";

/** `time`: of a write. `uuid`: made for a key. `token`: a JSON Web Token. */
export interface VolatileValue {
  readonly path: Path;
  readonly kind: "time" | "uuid" | "token";
}

/** The volatile values in the body of an operation's success. */
export function volatileValues(
  api: Api,
  { behavior, responses }: Operation,
): readonly VolatileValue[] {
  switch (behavior.kind) {
    case "login":
    case "refresh":
      return behavior.parts.flatMap(({ property, part }) =>
        part === "access" || part === "refresh"
          ? [{ path: [property], kind: "token" as const }]
          : [],
      );
    case "list": {
      const before = behavior.envelope === null ? ["*"] : [behavior.envelope.items, "*"];
      return shownValues(api, behavior.entity, behavior.shown, before);
    }
    case "retrieve":
    case "create":
    case "replace":
    case "update":
    case "currentUser":
      return shownValues(api, behavior.entity, behavior.shown, []);
    case "constant":
    case "readiness":
    case "delete":
    case "choices":
    case "choice":
    case "echo":
      return [];
    case "custom": {
      const schema = responses.find(({ status }) => status === behavior.status)?.schema ?? null;
      return schema === null ? [] : valuesIn(api, schema, []);
    }
  }
}

/** In an answer that the user makes: what an entity has of such values, wherever the entity's component is part of it. */
function valuesIn(api: Api, schema: Schema, before: Path): VolatileValue[] {
  if (schema.type === "array") return valuesIn(api, schema.items, [...before, "*"]);
  if (schema.type !== "object") return [];
  const fields = api.entities.find(({ name }) => name === schema.component)?.fields ?? [];
  return schema.properties.flatMap(({ name, schema: part }): VolatileValue[] => {
    const kind = volatileKind(fields.find((field) => field.name === name));
    const path = [...before, name];
    return kind === null ? valuesIn(api, part, path) : [{ path, kind }];
  });
}

function shownValues(
  api: Api,
  entity: string,
  shown: readonly { readonly property: string; readonly field: string }[],
  before: Path,
): VolatileValue[] {
  const fields = api.entities.find(({ name }) => name === entity)?.fields ?? [];
  return shown.flatMap(({ property, field }) => {
    const kind = volatileKind(fields.find(({ name }) => name === field));
    return kind === null ? [] : [{ path: [...before, property], kind }];
  });
}

/** How a stored field is volatile, or null. Identities are not: they are the same from the same state. */
export function volatileKind(field: Field | undefined): "time" | "uuid" | null {
  switch (field?.fill) {
    case "created":
    case "updated":
      return "time";
    case "uuid":
      return "uuid";
    case "client":
    case "identity":
    case "default":
    case undefined:
      return null;
  }
}

/** What an owner column refers to: the key of an account may be volatile as well. */
export function ownerKey(api: Api, { role }: Field): Field | undefined {
  if (role.kind !== "owner") return undefined;
  const account: Entity | undefined = api.entities.find(({ name }) => name === role.account);
  return account?.fields.find(({ name }) => name === account.key);
}

/**
 * Gives each volatile value a name that is the same on every server. One for each server and run: a generated UUID is
 * called by the order in which they turn up, so that the wrong one still shows.
 */
export interface Naming {
  readonly uuids: Map<string, number>;
  /** The servers' secret, where it is known: then signatures are checked. */
  readonly secret: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

export function createNaming(secret: string | null): Naming {
  return { uuids: new Map(), secret, now: Date.now() };
}

/** e.g. `<uuid 3>`, or null for a value that is not of its kind and is then compared as it stands. */
export function nameOf(naming: Naming, kind: VolatileValue["kind"], value: Json): string | null {
  if (typeof value !== "string") return null;
  switch (kind) {
    case "time":
      return isKind("dateTime", value, naming) ? "<time>" : null;
    case "uuid":
      return isKind("uuid", value, naming) ? uuidName(naming, value) : null;
    case "token":
      return tokenName(naming, value);
  }
}

/** What is compared in place of a global header. */
export function headerName(
  { value: kind }: GlobalHeader,
  value: string,
  naming: Naming,
): string | null {
  return isKind(kind, value, { ...naming, now: Date.now() }) ? `<${kind}>` : null;
}

function isKind(kind: string, value: string, { secret, now }: Naming): boolean {
  return checkKind({ $is: kind }, value, { secret, now }) === null;
}

export function uuidName({ uuids }: Naming, value: string): string {
  const number = uuids.get(value) ?? uuids.size + 1;
  uuids.set(value, number);
  return `<uuid ${number}>`;
}

/** All claims, but of `jti`, `iat` and `exp` only what kind they are and how long the token lives. */
function tokenName({ secret }: Naming, text: string): string | null {
  const token = readToken(text);
  if (token === null) return null;
  const { jti, iat, exp, ...claims } = token.claims;
  const sorted = Object.entries(claims).toSorted(([a], [b]) => (a < b ? -1 : 1));
  const parts = [
    String(token.header["alg"]),
    JSON.stringify(Object.fromEntries(sorted)),
    `jti ${typeof jti}`,
    `lives ${String(Number(exp) - Number(iat))} s`,
    ...(secret === null ? [] : [isSignedWith(token, secret) ? "signed" : "wrongly signed"]),
  ];
  return `<token ${parts.join(", ")}>`;
}
