/** The accounts behind the tokens: their rows, their claims, and which one names the caller. */
import type { Api, Entity, SecurityScheme } from "../../model/index.js";
import type { AccountStatement, Sql } from "../../sql/statement.js";
import { type Code, type Comment, type Identifier, type Literal, code } from "../text.js";
import { comment, literal, stringList, textBlock } from "./literals.js";
import { type AccountNames, type ProjectNames, fieldNames } from "./names.js";
import { columnType } from "./rows.js";

export interface AuthView {
  /** There is more than one scheme, and a token says of which it is. */
  readonly several: boolean;
  readonly schemes: readonly SchemeView[];
  /** Go type of the keys of all kinds of accounts. */
  readonly keyType: Code;
  readonly keysDiffer: boolean;
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
  readonly fields: readonly { readonly name: Identifier; readonly type: Code }[];
  readonly claims: readonly { readonly claim: Literal; readonly value: Code }[];
  /** Names of the claims that name the caller, in order. */
  readonly caller: Code;
  readonly identifierStatement: { readonly name: Literal; readonly text: Literal };
  readonly keyStatement: { readonly name: Literal; readonly text: Literal };
  /** Pointers that the columns of both statements fill. */
  readonly columns: readonly Code[];
  /** Whether the account may be let in, as an expression of its row. */
  readonly active: Code;
  readonly activeType: Code | false;
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
  const [first] = schemes;
  if (first === undefined) return false;
  const reads = (name: string) => schemes.some(({ readKey }) => readKey === name);
  const keysDiffer = schemes.some(({ keyType }) => keyType !== first.keyType);
  return {
    several: schemes.some(({ mark }) => mark !== false),
    schemes,
    keyType: keysDiffer ? code`any` : first.keyType,
    keysDiffer,
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
  const { columns } = account.byKey;
  const named = fieldNames();
  const fields = account.purposes.flatMap((purpose, index) => {
    const column = columns[index];
    return purpose.purpose === "claim" && column !== undefined
      ? [{ field: purpose.field, name: named(purpose.field), type: columnType(column) }]
      : [];
  });
  const activeIndex = account.purposes.findIndex(({ purpose }) => purpose === "active");
  const active = columns[activeIndex];
  return {
    ...names,
    title: comment(scheme.name),
    mark: scheme.mark !== undefined && literal(scheme.mark),
    ...keyOf(entity),
    fields: fields.map(({ name, type }) => ({ name, type })),
    claims: scheme.claims.map(({ claim, field }) => {
      const found = fields.find((one) => one.field === field);
      const value = code`account.${found?.name ?? ("ID" as Identifier)}`;
      return {
        claim: literal(claim),
        value:
          claim === "sub" && found?.type === "int64"
            ? code`strconv.FormatInt(${value}, 10)`
            : value,
      };
    }),
    caller: stringList(scheme.caller),
    identifierStatement: {
      name: literal(account.byIdentifier.name),
      text: textBlock(account.byIdentifier.text),
    },
    keyStatement: { name: literal(account.byKey.name), text: textBlock(account.byKey.text) },
    columns: account.purposes.map((purpose) => {
      switch (purpose.purpose) {
        case "password":
          return code`&row.password`;
        case "active":
          return code`&row.active`;
        case "claim": {
          const found = fields.find(({ field }) => field === purpose.field);
          return code`&row.claims.${found?.name ?? ("ID" as Identifier)}`;
        }
      }
    }),
    activeType: active !== undefined && columnType(active),
    active:
      active === undefined
        ? code`true`
        : active.nullable
          ? code`row.active != nil && *row.active`
          : code`row.active`,
  };
}

/** By the type of the account's key; what cannot be one never reaches the database. */
function keyOf({ fields, key }: Entity): Pick<SchemeView, "keyType" | "readKey"> {
  const schema = fields.find(({ name }) => name === key)?.schema;
  if (schema?.type === "integer") {
    return { keyType: code`int64`, readKey: "integerKey" as Identifier };
  }
  const isUuid = schema?.type === "string" && schema.format === "uuid";
  return { keyType: code`string`, readKey: (isUuid ? "uuidKey" : "textKey") as Identifier };
}
