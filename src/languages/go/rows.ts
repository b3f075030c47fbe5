/** Rows as structs: one type, and one function that writes it as JSON, for each representation of an entity. */
import type { ObjectSchema, Operation, Schema, ShownField } from "../../model/index.js";
import type { Column, Sql, WireType } from "../../sql/statement.js";
import { itemSchema } from "../answers.js";
import { type Code, type Identifier, type Literal, code } from "../text.js";
import { literal } from "./literals.js";
import { type ProjectNames, fieldNames, unexported } from "./names.js";

export interface RowView {
  /** Type in package store. */
  readonly type: Identifier;
  /** Function that appends it, in package httpapi. */
  readonly append: Identifier;
  readonly members: readonly RowMember[];
  /** The first property may be left out, so that nobody knows which one stands behind the bracket. */
  readonly sparse: boolean;
  /** What is sent of free-form JSON, as variables. */
  readonly shapes: readonly { readonly variable: Identifier; readonly code: Code }[];
}

export interface RowMember {
  readonly field: Identifier;
  readonly type: Code;
  /** What stands before the value in the answer: separator and quoted name. */
  readonly key: Literal;
  /** Statement that appends the value of the field. */
  readonly value: Code;
  /** It is left out where it is null. */
  readonly omitNull: boolean;
}

/** Rows of the whole project: equal ones share a type. A row belongs to the file of the tag that asks first. */
export class Rows {
  readonly #byShape = new Map<string, RowView>();

  constructor(
    private readonly claim: ProjectNames["claim"],
    private readonly sql: Sql,
  ) {}

  /** Rows that were asked for until now. */
  all(): readonly RowView[] {
    return [...this.#byShape.values()];
  }

  /** The row that an operation reads, undefined where it sends no representation back. */
  of(operation: Operation): RowView | undefined {
    const { behavior } = operation;
    if (!("shown" in behavior) || behavior.shown.length === 0) return undefined;
    const item = itemSchema(operation);
    if (item === undefined) return undefined;
    const columns = this.#columns(operation);
    const shape = JSON.stringify([behavior.entity, behavior.shown, columns, item]);
    const known = this.#byShape.get(shape);
    if (known !== undefined) return known;
    const type = this.claim(`${item.component ?? behavior.label} row`, (name) => [`append${name}`]);
    const shapes: { variable: Identifier; code: Code }[] = [];
    const shapeVariable = (field: Identifier, schema: Schema): Code => {
      const sent = shapeOf(schema, "");
      if (sent === "nil") return sent;
      const variable = unexported(this.claim(`${type} ${field} shape`));
      shapes.push({ variable, code: sent });
      return code`${variable}`;
    };
    const row: RowView = {
      type,
      append: `append${type}` as Identifier,
      members: membersOf(behavior.shown, columns, item, shapeVariable),
      sparse: behavior.shown[0]?.omitNull === true,
      shapes,
    };
    this.#byShape.set(shape, row);
    return row;
  }

  #columns(operation: Operation): readonly Column[] {
    const found = this.sql.operations.get(operation.id);
    if (found?.kind === "single") return found.statement.columns;
    return found?.kind === "list" ? found.list.columns : [];
  }
}

/** A column for each field that is shown, in their order. */
function membersOf(
  shown: readonly ShownField[],
  columns: readonly Column[],
  item: ObjectSchema,
  shapeVariable: (field: Identifier, schema: Schema) => Code,
): readonly RowMember[] {
  const field = fieldNames(["Columns"]);
  const sparse = shown[0]?.omitNull === true;
  return shown.flatMap(({ property, omitNull }, index) => {
    const column = columns[index];
    const declared = item.properties.find(({ name }) => name === property);
    if (column === undefined || declared === undefined) return [];
    const name = field(property);
    const opening = index === 0 ? "{" : ",";
    return {
      field: name,
      type: columnType(column),
      key: literal(`${sparse ? "" : opening}${JSON.stringify(property)}:`),
      value: appended(code`row.${name}`, column, omitNull, () =>
        shapeVariable(name, declared.schema),
      ),
      omitNull,
    };
  });
}

const TYPES: Readonly<Record<WireType, string>> = {
  text: "string",
  int4: "int64",
  int8: "int64",
  float8: "float64",
  bool: "bool",
  json: "string",
  "text[]": "[]string",
  "int8[]": "[]int64",
  "float8[]": "[]float64",
  "bool[]": "[]bool",
};

/** The Go type that a column is read into; a list says by itself that it is null. */
export function columnType({ type, nullable }: Pick<Column, "type" | "nullable">): Code {
  const bare = TYPES[type];
  return (nullable && !type.endsWith("[]") ? `*${bare}` : bare) as Code;
}

const APPENDERS: Readonly<Record<Exclude<WireType, "json">, string>> = {
  text: "jsonvalue.AppendString",
  int4: "jsonvalue.AppendInteger",
  int8: "jsonvalue.AppendInteger",
  float8: "jsonvalue.AppendNumber",
  bool: "jsonvalue.AppendBool",
  "text[]": "jsonvalue.AppendStrings",
  "int8[]": "jsonvalue.AppendIntegers",
  "float8[]": "jsonvalue.AppendNumbers",
  "bool[]": "jsonvalue.AppendBools",
};

/** @param certain it is not null here, though it could be. */
function appended(field: Code, column: Column, certain: boolean, shapeOfValue: () => Code): Code {
  const { type, nullable } = column;
  if (type === "json") {
    const shape = shapeOfValue();
    if (!nullable) return code`jsonvalue.AppendStored(b, ${field}, ${shape})`;
    return certain
      ? code`jsonvalue.AppendStored(b, *${field}, ${shape})`
      : code`jsonvalue.AppendNullableStored(b, ${field}, ${shape})`;
  }
  const append = APPENDERS[type] as Code;
  if (!nullable || type.endsWith("[]")) return code`${append}(b, ${field})`;
  return certain
    ? code`${append}(b, *${field})`
    : code`jsonvalue.AppendNullable(b, ${field}, ${append})`;
}

/** What is sent of free-form JSON; `nil` is everything. */
function shapeOf(schema: Schema, indent: string): Code {
  const inner = `${indent}\t`;
  switch (schema.type) {
    case "array": {
      const items = shapeOf(schema.items, inner);
      return items === "nil" ? items : shapeLiteral([`Items: ${items}`], indent);
    }
    case "object": {
      const { properties, additionalProperties: others } = schema;
      const keeps = others === "keep" || typeof others === "object";
      const rest = typeof others === "object" ? shapeOf(others, inner) : code`nil`;
      if (properties.length === 0 && keeps && rest === "nil") return code`nil`;
      const declared = properties.map(({ name, schema: part }) => {
        const sent = shapeOf(part, `${inner}\t`);
        const more = sent === "nil" ? "" : `, Shape: ${sent}`;
        return `${inner}\t{Name: ${literal(name)}${more}},\n`;
      });
      const list = `Properties: []jsonvalue.ShapeProperty{\n${declared.join("")}${inner}}`;
      return shapeLiteral(
        [
          ...(declared.length === 0 ? [] : [list]),
          ...(keeps ? ["KeepOthers: true"] : []),
          ...(rest === "nil" ? [] : [`Others: ${rest}`]),
        ],
        indent,
      );
    }
    case "string":
    case "integer":
    case "number":
    case "boolean":
    case "null":
    case "any":
      return code`nil`;
  }
}

function shapeLiteral(entries: readonly string[], indent: string): Code {
  const lines = entries.map((entry) => `${indent}\t${entry},\n`).join("");
  return `&jsonvalue.Shape{\n${lines}${indent}}` as Code;
}
