/** Security schemes checked against the fields of their accounts. */
import type { Entity, Field, SecurityScheme } from "../model/index.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { stringOf, type Node, type Place } from "../source/index.js";
import type { Document } from "./document.js";
import type { RawScheme } from "./read/access.js";

type Claim = SecurityScheme["claims"][number];

/** Names that a token gives by itself (RFC 7519, section 4.1, and the type of token). */
const OWN_CLAIMS: ReadonlySet<string> = new Set([
  "jti",
  "iat",
  "exp",
  "nbf",
  "iss",
  "aud",
  "token_type",
]);

/** Says of which scheme a token is, where there are several. */
const MARK = "scheme";

/** Schemes whose account is an entity, in the document's order. */
export function lowerSchemes(
  document: Document,
  entities: readonly Entity[],
): readonly SecurityScheme[] {
  return document.schemes.flatMap((scheme) => {
    const account = entities.find(({ name }) => name === scheme.account);
    return account === undefined ? [] : [lowerScheme(document, scheme, account)];
  });
}

function lowerScheme(document: Document, scheme: RawScheme, account: Entity): SecurityScheme {
  const claims = claimsOf(document, scheme, account);
  return {
    name: scheme.name,
    ...(document.schemes.length > 1 && { mark: scheme.name }),
    account: account.name,
    active: activeOf(document, scheme, account),
    claims,
    caller: callerOf(document, scheme, account, claims),
    roles: scheme.roles.flatMap(({ name: role, value }) => {
      const claim = stringOf(value) ?? "";
      const field = claims.find((one) => one.claim === claim)?.field;
      const isBoolean = field !== undefined && typeOf(account, field) === "boolean";
      if (!isBoolean) {
        const problem = field === undefined ? "it is not issued" : "a role needs a boolean field";
        document.context.report("invalid-claim", value.place, { claim, problem });
      }
      return [{ role, claim }];
    }),
  };
}

/** Without `claims`, a token names the account's key as its subject (RFC 7519, section 4.1.2). */
function claimsOf(
  { context, schemes }: Document,
  scheme: RawScheme,
  account: Entity,
): readonly Claim[] {
  if (scheme.claims === null) return [{ claim: "sub", field: account.key }];
  return scheme.claims.flatMap(({ name: claim, place, value }): Claim[] => {
    const name = stringOf(value) ?? "";
    if (OWN_CLAIMS.has(claim) || (claim === MARK && schemes.length > 1)) {
      context.report("invalid-claim", place, { claim, problem: "every token has it already" });
      return [];
    }
    const field = fieldOf(context, account, name, value.place);
    if (field === null) return [];
    const problem = claimProblem(field);
    if (problem !== null)
      context.report("account-field", value.place, { field: name, entity: account.name, problem });
    return [{ claim, field: name }];
  });
}

function claimProblem({ role, schema }: Field): string | null {
  if (role.kind === "password") return "a password never leaves the server";
  return schema.type === "object" || schema.type === "array" || schema.type === "any"
    ? "a claim is a text, a number or a boolean"
    : null;
}

function callerOf(
  { context }: Document,
  scheme: RawScheme,
  account: Entity,
  claims: readonly Claim[],
): readonly string[] {
  const ofKey = claims.filter(({ field }) => field === account.key).map(({ claim }) => claim);
  if (scheme.caller === null) {
    if (ofKey.length === 0) {
      const problem = `no claim is taken from the key "${account.key}", so that a token would not name its caller`;
      context.report("invalid-claim", scheme.place, { claim: "sub", problem });
    }
    return ofKey;
  }
  return scheme.caller.map((node: Node) => {
    const claim = stringOf(node) ?? "";
    if (!ofKey.includes(claim)) {
      context.report("invalid-claim", node.place, {
        claim,
        problem: `it does not hold the key "${account.key}"`,
      });
    }
    return claim;
  });
}

function activeOf({ context }: Document, { active }: RawScheme, account: Entity): string | null {
  const name = stringOf(active);
  if (active === undefined || name === undefined) return null;
  const field = fieldOf(context, account, name, active.place);
  if (field !== null && field.schema.type !== "boolean") {
    context.report("account-field", active.place, {
      field: name,
      entity: account.name,
      problem: "it is not a boolean",
    });
  }
  return name;
}

function fieldOf(
  context: Document["context"],
  account: Entity,
  name: string,
  place: Place,
): Field | null {
  const field = account.fields.find((one) => one.name === name);
  if (field !== undefined) return field;
  const suggestion = didYouMean(
    name,
    account.fields.map((one) => one.name),
  );
  context.report("no-such-field", place, { entity: account.name, field: name, suggestion });
  return null;
}

function typeOf(account: Entity, field: string): string | undefined {
  return account.fields.find(({ name }) => name === field)?.schema.type;
}
