/** Rows as tuples: one type and one function from row to body for each representation of an entity. */
import type { ObjectSchema, Operation, ShownField } from "../../model/index.js";
import { itemSchema } from "../answers.js";
import { camelCase, Scope } from "../names.js";
import { type Code, type Identifier, code, joined } from "../text.js";
import { propertyKey } from "./literals.js";
import { rowName } from "./names.js";
import { typeOf } from "./types.js";

export interface RowView {
  readonly type: Identifier;
  readonly mapper: Identifier;
  readonly members: readonly {
    readonly name: Identifier;
    readonly type: Code;
    readonly entry: Code;
  }[];
}

/** Rows of the whole project: equal ones share a type and a mapper. */
export class Rows {
  readonly #byShape = new Map<string, RowView>();

  constructor(private readonly scope: Scope) {}

  /** The row that an operation reads, undefined where it sends no representation back. */
  of(operation: Operation): RowView | undefined {
    const { behavior } = operation;
    if (!("shown" in behavior) || behavior.shown.length === 0) return undefined;
    const item = itemSchema(operation);
    if (item === undefined) return undefined;
    const members = membersOf(behavior.shown, item);
    const shape = JSON.stringify([behavior.entity, members]);
    const known = this.#byShape.get(shape);
    if (known !== undefined) return known;
    const type = this.scope.claim(rowName(item.component ?? behavior.label), (name) => [
      mapperName(name),
    ]);
    const row = { type, mapper: mapperName(type) as Identifier, members };
    this.#byShape.set(shape, row);
    return row;
  }
}

function mapperName(row: string): string {
  return `from${row}`;
}

function membersOf(shown: readonly ShownField[], item: ObjectSchema): RowView["members"] {
  const scope = new Scope(["undefined"]);
  return shown.flatMap(({ property, omitNull }) => {
    const declared = item.properties.find(({ name }) => name === property);
    if (declared === undefined) return [];
    const name = scope.claim(localName(property));
    const type = omitNull ? code`${typeOf(declared.schema)} | null` : typeOf(declared.schema);
    const key = propertyKey(property);
    const entry = omitNull
      ? code`${key}: ${name} ?? undefined`
      : key === String(name)
        ? code`${name}`
        : code`${key}: ${name}`;
    return [{ name, type, entry }];
  });
}

const RESERVED = new Set(
  (
    "break case catch class const continue debugger default delete do else enum export extends false finally for " +
    "function if import in instanceof new null return super switch this throw true try typeof var void while with " +
    "implements interface let package private protected public static yield await arguments eval"
  ).split(" "),
);

/** The property's own name where it can be a variable. */
function localName(property: string): string {
  const legal = /^[A-Za-z_$][\w$]*$/.test(property) && !RESERVED.has(property);
  return legal ? property : `${camelCase(property) || "column"}Value`;
}

/** `[id: number, title: string]` */
export function tupleType(members: RowView["members"]): Code {
  return code`[${joined(
    members.map(({ name, type }) => code`${name}: ${type}`),
    ", ",
  )}]`;
}
