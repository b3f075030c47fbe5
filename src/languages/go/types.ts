/** Schemas as Go types: structs with a function that appends each as JSON, or one that reads it from checked JSON. */
import type { ObjectSchema, Property, Schema } from "../../model/index.js";
import { Scope } from "../names.js";
import { type Code, type Identifier, type Literal, code, joined } from "../text.js";
import { literal } from "./literals.js";
import { exportedName, fieldNames } from "./names.js";

/** `append`: values are answered, `read`: they were sent in and checked. */
export type Direction = "append" | "read";

/** A Go type, and what is done with values of it. */
export interface Typed {
  readonly type: Code;
  /** Function from text and value to text, or from JSON to value. */
  readonly function: Code;
  /** That function called with a value. */
  readonly call: (value: Code) => Code;
}

export interface StructView {
  readonly type: Identifier;
  /** `append<type>` or `read<type>`. */
  readonly function: Identifier;
  readonly appends: boolean;
  readonly members: readonly StructMember[];
  /** The first property may be left out, so that nobody knows which one stands behind the bracket. */
  readonly sparse: boolean;
  readonly others: OtherMembers | false;
}

/** Properties that the document does not name, in one field. */
export interface OtherMembers extends Pick<StructMember, "field" | "type" | "code"> {
  /** Expression of the text with those that come before all others. */
  readonly indexes: Code;
}

export interface StructMember {
  readonly field: Identifier;
  readonly type: Code;
  /** What stands before the value in an answer: separator and quoted name. */
  readonly key: Literal;
  /** The condition under which the property is there, false where it always is. */
  readonly given: Code | false;
  /** Expression of the text with the value, or of the value. */
  readonly code: Code;
}

/** The structs of package custom. Equal ones of a component share a type, which stands where it is first asked for. */
export class Types {
  readonly #byShape = new Map<string, Identifier>();
  #structs: StructView[] = [];

  constructor(private readonly scope: Scope) {}

  /** The structs that were asked for since the last time. */
  take(): readonly StructView[] {
    const taken = this.#structs;
    this.#structs = [];
    return taken;
  }

  /** @param named name of the type where the schema is no component and needs one */
  of(schema: Schema, named: string, direction: Direction): Typed {
    const bare = this.#bare(schema, named, direction);
    return isNullable(schema) ? pointerTo(bare, "Nullable", direction) : bare;
  }

  #bare(schema: Schema, named: string, direction: Direction): Typed {
    switch (schema.type) {
      case "string":
        // Others are texts, as they are in a request.
        if (schema.format === "date-time" && direction === "append") {
          return leaf(code`time.Time`, code`jsonvalue.AppendTime`, direction);
        }
        return leaf(code`string`, SCALARS[direction].string, direction);
      case "integer":
        return leaf(code`int64`, SCALARS[direction].integer, direction);
      case "number":
        return leaf(code`float64`, SCALARS[direction].number, direction);
      case "boolean":
        return leaf(code`bool`, SCALARS[direction].boolean, direction);
      case "any":
        return anything(direction);
      case "null":
        return leaf(code`jsonvalue.Nothing`, SCALARS[direction].null, direction);
      case "array": {
        const items = this.of(schema.items, `${named} item`, direction);
        return composed(code`[]${items.type}`, "List", items, direction);
      }
      case "object":
        return this.#object(schema, named, direction);
    }
  }

  #object(schema: ObjectSchema, named: string, direction: Direction): Typed {
    const { properties, additionalProperties: others } = schema;
    if (properties.length === 0) {
      if (typeof others === "object") {
        const values = this.of(others, `${named} value`, direction);
        return composed(propertiesOf(values), "Properties", values, direction);
      }
      if (others === "keep") return anything(direction);
    }
    const type = this.#struct(schema, named, direction);
    return leaf(code`${type}`, code`${functionName(type, direction)}`, direction);
  }

  #struct(schema: ObjectSchema, named: string, direction: Direction): Identifier {
    const { component, properties } = schema;
    const shape = JSON.stringify([direction, component ?? named, schema]);
    const known = this.#byShape.get(shape);
    if (known !== undefined) return known;
    const wanted = component === undefined ? named : `${component}${SUFFIX[direction]}`;
    const type = this.scope.claim(exportedName(wanted) || "Object");
    this.#byShape.set(shape, type);
    const field = fieldNames();
    const sparse = isOpen(schema) || properties[0] === undefined || isOptional(properties[0]);
    // Its own place comes before those of the structs within it.
    const place = this.#structs.length;
    const members = properties.map((property, index) => {
      const typed = this.of(property.schema, `${type} ${property.name}`, direction);
      const opening = index === 0 ? "{" : ",";
      const name = field(property.name);
      const key = literal(`${sparse ? "" : opening}${JSON.stringify(property.name)}:`);
      return { field: name, key, ...memberCode(property, name, typed, direction) };
    });
    this.#structs.splice(place, 0, {
      type,
      function: functionName(type, direction),
      appends: direction === "append",
      members,
      sparse,
      others: this.#others(schema, type, field, direction),
    });
    return type;
  }

  #others(
    schema: ObjectSchema,
    type: Identifier,
    field: (name: string) => Identifier,
    direction: Direction,
  ): StructView["others"] {
    const { additionalProperties: others, properties, ignored = [] } = schema;
    if (!isOpen(schema)) return false;
    const values =
      typeof others === "object"
        ? this.of(others, `${type} other`, direction)
        : anything(direction);
    const name = field("others");
    const declared = [...properties.map((one) => one.name), ...ignored].map(literal);
    return {
      field: name,
      type: propertiesOf(values),
      indexes: code`jsonvalue.AppendIndexes(b, value.${name}, ${values.function})`,
      code:
        direction === "append"
          ? code`jsonvalue.AppendOthers(b, value.${name}, ${values.function})`
          : code`jsonvalue.ReadProperties(${joined([code`value`, values.function, ...declared], ", ")})`,
    };
  }
}

const SUFFIX: Readonly<Record<Direction, string>> = { append: "", read: " input" };

const SCALARS: Readonly<
  Record<Direction, Record<"string" | "integer" | "number" | "boolean" | "null", Code>>
> = {
  append: {
    string: code`jsonvalue.AppendString`,
    integer: code`jsonvalue.AppendInteger`,
    number: code`jsonvalue.AppendNumber`,
    boolean: code`jsonvalue.AppendBool`,
    null: code`jsonvalue.AppendNothing`,
  },
  read: {
    string: code`(*jsonvalue.Value).Text`,
    integer: code`(*jsonvalue.Value).Integer`,
    number: code`(*jsonvalue.Value).Float`,
    boolean: code`(*jsonvalue.Value).Bool`,
    null: code`(*jsonvalue.Value).Nothing`,
  },
};

function anything(direction: Direction): Typed {
  const named = direction === "append" ? code`jsonvalue.AppendFree` : code`(*jsonvalue.Value).Copy`;
  return leaf(code`jsonvalue.Value`, named, direction);
}

function propertiesOf(values: Typed): Code {
  return code`jsonvalue.Properties[${values.type}]`;
}

function isOpen({ additionalProperties: others }: ObjectSchema): boolean {
  return others === "keep" || typeof others === "object";
}

/** A property with a default is there. */
function isOptional({ required, schema }: Property): boolean {
  return !required && schema.default === undefined;
}

function isNullable({ nullable, type }: Schema): boolean {
  return nullable && type !== "any" && type !== "null";
}

function functionName(type: Identifier, direction: Direction): Identifier {
  return `${direction}${type}` as Identifier;
}

/** A method of a value is called as one. */
function leaf(type: Code, named: Code, direction: Direction): Typed {
  const method = /^\(\*jsonvalue\.Value\)\.(\w+)$/.exec(named)?.[1];
  return {
    type,
    function: named,
    call: (value) => {
      if (direction === "append") return code`${named}(b, ${value})`;
      return method === undefined
        ? code`${named}(${value})`
        : code`${value}.${method as Identifier}()`;
    },
  };
}

/**
 * @param what of package jsonvalue: `Append<what>` and `Read<what>` work on each part, `Appending<what>` and
 * `Reading<what>` are functions that do.
 */
function composed(type: Code, what: string, parts: Typed, direction: Direction): Typed {
  const verb = direction === "append" ? "Append" : "Read";
  return {
    type,
    function: code`${`jsonvalue.${verb}ing${what}` as Code}(${parts.function})`,
    call: (value) => {
      const text = direction === "append" ? code`b, ` : code``;
      return code`${`jsonvalue.${verb}${what}` as Code}(${text}${value}, ${parts.function})`;
    },
  };
}

function pointerTo(bare: Typed, what: "Nullable" | "Optional", direction: Direction): Typed {
  return composed(code`*${bare.type}`, what, bare, direction);
}

function memberCode(
  property: Property,
  name: Identifier,
  typed: Typed,
  direction: Direction,
): Pick<StructMember, "type" | "given" | "code"> {
  const field = code`value.${name}`;
  const found = code`value.Get(${literal(property.name)})`;
  const optional = isOptional(property);
  if (!optional) {
    const value = direction === "append" ? field : found;
    return { type: typed.type, given: false, code: typed.call(value) };
  }
  // Where null may be given, a pointer cannot tell it from nothing.
  if (isNullable(property.schema)) {
    return {
      type: code`validate.Maybe[${typed.type}]`,
      given: direction === "append" && code`${field}.Given`,
      code:
        direction === "append"
          ? typed.call(code`${field}.Value`)
          : code`validate.MaybeOf(${found}, ${typed.function})`,
    };
  }
  return {
    type: code`*${typed.type}`,
    given: direction === "append" && code`${field} != nil`,
    code:
      direction === "append"
        ? typed.call(code`*${field}`)
        : pointerTo(typed, "Optional", direction).call(found),
  };
}
