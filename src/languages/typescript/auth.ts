/** The account behind the tokens: its row, its claims, and which one names the caller. */
import type { Api, SecurityScheme } from "../../model/index.js";
import type { Sql } from "../../sql/statement.js";
import { Scope, camelCase } from "../names.js";
import { type Code, type Identifier, type Literal, code, joined } from "../text.js";
import { literal, member, propertyKey, textBlock } from "./literals.js";
import { preparedName } from "./statements.js";
import { typeOf } from "./types.js";

export interface AuthView {
  readonly keyType: Code;
  readonly integerKey: boolean;
  /** The fields that claims are taken from. */
  readonly claimFields: readonly { readonly key: Code; readonly type: Code }[];
  readonly claims: readonly { readonly key: Code; readonly value: Code }[];
  /** Names of the claims that name the caller, in order. */
  readonly caller: readonly Literal[];
  readonly byIdentifier: { readonly name: Literal; readonly text: Literal };
  readonly byKey: { readonly name: Literal; readonly text: Literal };
  /** The row of both statements. */
  readonly row: Code;
  readonly columns: Code;
  readonly password: Code;
  readonly active: Code;
  readonly stored: Code;
}

export function authView(api: Api, sql: Sql): AuthView | false {
  const [scheme] = api.schemes;
  if (scheme === undefined) return false;
  const entity = api.entities.find(({ name }) => name === scheme.account);
  const account = sql.accounts.get(scheme.name);
  if (entity === undefined || account === undefined) return false;

  const fieldType = (name: string): Code => {
    const field = entity.fields.find((candidate) => candidate.name === name);
    if (field === undefined) return code`unknown`;
    const type = typeOf({ ...field.schema, nullable: false });
    return field.nullable && field.nullAs === null ? code`${type} | null` : type;
  };
  const locals = new Scope(["row"]);
  const columns = account.purposes.map((column) => {
    const field = column.purpose === "claim" ? column.field : "";
    const wanted = column.purpose === "claim" ? camelCase(field) || "claim" : column.purpose;
    const type =
      column.purpose === "password"
        ? code`string`
        : column.purpose === "active"
          ? code`boolean`
          : fieldType(field);
    return { ...column, field, name: locals.claim(wanted), type };
  });
  const named = (purpose: "password" | "active") =>
    columns.find((column) => column.purpose === purpose)?.name;
  const claimColumns = columns.filter((column) => column.purpose === "claim");
  const keyType = fieldType(entity.key);
  return {
    keyType,
    integerKey: keyType === "number",
    claimFields: claimColumns.map(({ field, type }) => ({ key: propertyKey(field), type })),
    claims: claimsOf(scheme),
    caller: scheme.caller.map(literal),
    byIdentifier: {
      name: preparedName(account.byIdentifier.name),
      text: textBlock(account.byIdentifier.text),
    },
    byKey: { name: preparedName(account.byKey.name), text: textBlock(account.byKey.text) },
    row: code`[${commaList(columns.map(({ name, type }) => code`${name}: ${type}`))}]`,
    columns: code`[${commaList(columns.map(({ name }) => code`${name}`))}]`,
    password: optionalName(named("password"), code`""`),
    active: optionalName(named("active"), code`true`),
    stored: code`{ ${commaList(claimColumns.map(({ field, name }) => code`${propertyKey(field)}: ${name}`))} }`,
  };
}

/** `sub` is always a string (RFC 7519, section 4.1.2). */
function claimsOf(scheme: SecurityScheme): AuthView["claims"] {
  return scheme.claims.map(({ claim, field }) => {
    const source = member(code`account`, field);
    return { key: propertyKey(claim), value: claim === "sub" ? code`String(${source})` : source };
  });
}

function optionalName(name: Identifier | undefined, otherwise: Code): Code {
  return name === undefined ? otherwise : code`${name}`;
}

function commaList(parts: readonly Code[]): Code {
  return joined(parts, ", ");
}
