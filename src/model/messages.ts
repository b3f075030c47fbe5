/**
 * The texts of validation problems (`message` of an error's `errors`): the same in every language, because they are
 * worked out here and become fixed text in the generated code. The constant ones are repeated by static files.
 */
import type { Scalar } from "./json.js";
import type { LimitCode, Schema, StringFormat } from "./schema.js";

/** `code: "required"`: a property or parameter is missing. */
export const REQUIRED_MESSAGE = "is required";
/** `code: "single"`: a parameter stands more than once in a request. */
export const SINGLE_MESSAGE = "must be given once";
/** `code: "additionalProperties"`: a property that the schema does not know. */
export const UNEXPECTED_MESSAGE = "is not expected";
/** `code: "pattern"`: PostgreSQL cannot store U+0000. */
export const NUL_MESSAGE = "must not contain NUL";
/** `code: "type"`: a number that no double can hold, where any JSON value may stand. */
export const ANY_MESSAGE = "must be a number within range";

const TYPES: Readonly<Record<Schema["type"], string>> = {
  string: "a string",
  integer: "an integer",
  number: "a number",
  boolean: "a boolean",
  array: "an array",
  object: "an object",
  null: "null",
  any: "",
};

const FORMATS: Readonly<Record<StringFormat, string>> = {
  date: "must be a date like 2026-01-31",
  "date-time": "must be a date and time like 2026-01-31T09:30:00Z",
  uuid: "must be a UUID",
  email: "must be an e-mail address",
};

/** `code: "type"`, e.g. `must be an integer or null`. */
export function typeMessage(type: Schema["type"], nullable: boolean): string {
  if (type === "any") return ANY_MESSAGE;
  return `must be ${TYPES[type]}${nullable && type !== "null" ? " or null" : ""}`;
}

/** `code: "enum"`: `values` without null, which `nullable` says. */
export function enumMessage(values: readonly Scalar[], nullable: boolean): string {
  const shown = values.map(shownValue).join(", ");
  const choice = values.length === 1 ? shown : `one of ${shown}`;
  return `must be ${choice}${nullable ? " or null" : ""}`;
}

/** `code: "const"`. */
export function constMessage(value: Scalar, nullable: boolean): string {
  return enumMessage([value], nullable && value !== null);
}

/** A keyword that compares with a number. */
export function limitMessage(code: LimitCode, limit: number): string {
  switch (code) {
    case "minLength":
      return `must have at least ${counted(limit, "character", "characters")}`;
    case "maxLength":
      return `must have at most ${counted(limit, "character", "characters")}`;
    case "minimum":
      return `must be at least ${limit}`;
    case "exclusiveMinimum":
      return `must be greater than ${limit}`;
    case "maximum":
      return `must be at most ${limit}`;
    case "exclusiveMaximum":
      return `must be less than ${limit}`;
    case "multipleOf":
      return `must be a multiple of ${limit}`;
    case "minItems":
      return `must have at least ${counted(limit, "item", "items")}`;
    case "maxItems":
      return `must have at most ${counted(limit, "item", "items")}`;
    case "minProperties":
      return `must have at least ${counted(limit, "property", "properties")}`;
  }
}

/** `code: "pattern"`: the pattern as the document has it. */
export function patternMessage(pattern: string): string {
  return `must match ${pattern}`;
}

/** `code: "format"`. */
export function formatMessage(format: StringFormat): string {
  return FORMATS[format];
}

/** `code: "uniqueItems"`. */
export function uniqueItemsMessage(): string {
  return "must not have equal items";
}

/** `code: "equals"`: `property` is the name of the sibling. */
export function equalsMessage(property: string): string {
  return `must be equal to ${property}`;
}

/** Text stands bare where it cannot be misread, else as a JSON string; everything else as JSON. */
function shownValue(value: Scalar): string {
  const bare =
    typeof value === "string" && /^[\p{L}\p{N}](?:[^\p{C}",]*[^\p{C}",\s])?$/u.test(value);
  return bare && !isLiteral(value) ? value : JSON.stringify(value);
}

function isLiteral(value: string): boolean {
  return /^(?:true|false|null|-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?)$/i.test(value);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
