/** The accounts behind the tokens: their rows, their claims, and which one names the caller. */
import type { Api, Entity, SecurityScheme } from "../../model/index.js";
import type { AccountStatement, Sql } from "../../sql/statement.js";
import { Scope, camelCase } from "../names.js";
import { type Code, type Comment, type Identifier, type Literal, code, joined } from "../text.js";
import { comment, literal, member, propertyKey, textBlock } from "./literals.js";
import { type AccountNames, KEYWORDS, type ProjectNames } from "./names.js";
import { preparedName } from "./statements.js";
import { typeOf } from "./types.js";

export interface AuthView {
  /** There is more than one scheme, and a token says of which it is. */
  readonly several: boolean;
  readonly schemes: readonly SchemeView[];
  /** Types of the keys of all kinds of accounts. */
  readonly keyType: Code;
  /** Functions that read a key from a claim, each where some scheme needs it. */
  readonly integerKeys: boolean;
  readonly uuidKeys: boolean;
  readonly textKeys: boolean;
}

/** One security scheme, with the names of all that belongs to it. */
export interface SchemeView extends AccountNames {
  readonly title: Comment;
  /** Value of the claim `scheme`. */
  readonly mark: Literal | false;
  readonly keyType: Code;
  /** Function that reads the key of the account from a claim. */
  readonly readKey: Identifier;
  /** The fields that claims are taken from. */
  readonly claimFields: readonly { readonly key: Code; readonly type: Code }[];
  readonly claims: readonly { readonly key: Code; readonly value: Code }[];
  /** Names of the claims that name the caller, in order. */
  readonly caller: Code;
  readonly identifierStatement: { readonly name: Literal; readonly text: Literal };
  readonly keyStatement: { readonly name: Literal; readonly text: Literal };
  /** The row of both statements. */
  readonly rowType: Code;
  readonly columns: Code;
  readonly password: Code;
  readonly active: Code;
  readonly claimed: Code;
}

/** False where nobody logs in. */
export function authView(api: Api, sql: Sql, { accounts }: ProjectNames): AuthView | false {
  const schemes = api.schemes.flatMap((scheme) => {
    const entity = api.entities.find(({ name }) => name === scheme.account);
    const account = sql.accounts.get(scheme.name);
    const names = accounts.get(scheme.name);
    if (entity === undefined || account === undefined || names === undefined) return [];
    return schemeView(scheme, entity, account, names);
  });
  if (schemes.length === 0) return false;
  const reads = (name: string) => schemes.some(({ readKey }) => readKey === name);
  return {
    several: schemes.some(({ mark }) => mark !== false),
    schemes,
    keyType: joined([...new Set(schemes.map(({ keyType }) => keyType))], " | "),
    integerKeys: reads("integerKey"),
    uuidKeys: reads("uuidKey"),
    textKeys: reads("textKey"),
  };
}

function schemeView(
  scheme: SecurityScheme,
  entity: Entity,
  account: AccountStatement,
  names: AccountNames,
): SchemeView {
  const fieldType = (name: string): Code => {
    const field = entity.fields.find((candidate) => candidate.name === name);
    if (field === undefined) return code`unknown`;
    const type = typeOf({ ...field.schema, nullable: false });
    return field.nullable && field.nullAs === null ? code`${type} | null` : type;
  };
  const locals = new Scope([...KEYWORDS, "row"]);
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
  return {
    ...names,
    title: comment(scheme.name),
    mark: scheme.mark !== undefined && literal(scheme.mark),
    keyType: fieldType(entity.key),
    readKey: keyReader(entity),
    claimFields: claimColumns.map(({ field, type }) => ({ key: propertyKey(field), type })),
    claims: claimsOf(scheme),
    caller: joined(
      scheme.caller.map((claim) => code`claims[${literal(claim)}]`),
      " ?? ",
    ),
    identifierStatement: {
      name: preparedName(account.byIdentifier.name),
      text: textBlock(account.byIdentifier.text),
    },
    keyStatement: { name: preparedName(account.byKey.name), text: textBlock(account.byKey.text) },
    rowType: code`[${commaList(columns.map(({ name, type }) => code`${name}: ${type}`))}]`,
    columns: code`[${commaList(columns.map(({ name }) => code`${name}`))}]`,
    password: optionalName(named("password"), code`""`),
    active: optionalName(named("active"), code`true`),
    claimed: code`{ ${commaList(claimColumns.map(({ field, name }) => code`${propertyKey(field)}: ${name}`))} }`,
  };
}

/** By the type of the account's key; what cannot be one never reaches the database. */
function keyReader({ fields, key }: Entity): Identifier {
  const schema = fields.find(({ name }) => name === key)?.schema;
  if (schema?.type === "integer") return "integerKey" as Identifier;
  return (
    schema?.type === "string" && schema.format === "uuid" ? "uuidKey" : "textKey"
  ) as Identifier;
}

/** `sub` is always a string (RFC 7519, section 4.1.2). */
function claimsOf(scheme: SecurityScheme): SchemeView["claims"] {
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
