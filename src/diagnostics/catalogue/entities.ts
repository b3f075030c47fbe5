/** Stored things, and what requests and responses make of them. */
import type { Codes } from "./entry.js";

export const entityCodes = {
  "unknown-component": {
    severity: "error",
    message: 'there is no component schema "{name}"',
    remedy: "Name a component under `components/schemas`.{suggestion}",
  },
  "entity-not-object": {
    severity: "error",
    message: 'the entity "{entity}" is not an object with properties',
    remedy: "Use a schema of type object.",
  },
  "no-key": {
    severity: "error",
    message: 'what identifies a row of "{entity}" cannot be told',
    remedy: "Name the property with `key` under `x-gen-bench`.{suggestion}",
  },
  "key-type": {
    severity: "error",
    message: '"{name}" cannot hold the key of "{entity}": {problem}',
    remedy: "Use the type of the key: an integer, a uuid or a text.",
  },
  "no-such-field": {
    severity: "error",
    message: '"{entity}" has no field "{field}"',
    remedy: "Declare it as a property of the entity, or correct the name.{suggestion}",
  },
  "field-type": {
    severity: "error",
    message: '"{property}" and the field of "{entity}" do not fit: {problem}',
    remedy: "Give both the same type; a request may be narrower than the field, a response wider.",
  },
  "no-source": {
    severity: "error",
    message: 'nothing says where the readOnly property "{property}" of "{entity}" comes from',
    remedy: "Give it a default, or say `set` or `owner` under `x-gen-bench`.",
  },
  "time-needed": {
    severity: "error",
    message: '"{property}" cannot be set to a time',
    remedy: "Use `type: string` and `format: date-time`.",
  },
  "field-without-value": {
    severity: "error",
    message: '{operation} can make a "{entity}" without "{field}", which has to have a value',
    remedy: "Require it in the body, give it a default, or let it be null.",
  },
  "null-not-allowed": {
    severity: "error",
    message: '"{property}" is required in the response, but its field of "{entity}" may be null',
    remedy: "Let the property be null or optional, or require the field.",
  },
  "nothing-shown": {
    severity: "error",
    message: 'an item of the list shows no field of "{entity}"',
    remedy: "Declare a property that is sent, at least the key.",
  },
  "password-shown": {
    severity: "error",
    message: 'the password "{property}" would be sent',
    remedy: "Remove it from the response, or make it writeOnly.",
  },
  "null-as": {
    severity: "error",
    message: "the value for null breaks the schema of the property: {problem}",
    remedy: "Correct `nullAs`.",
  },
  "table-taken": {
    severity: "error",
    message: '"{entity}" has the table "{table}" of "{other}"',
    remedy: "Give one of them another `table` under `x-gen-bench`.",
  },
  "column-taken": {
    severity: "error",
    message: '"{field}" of "{entity}" has the column "{column}" of "{other}"',
    remedy: "Give one of them another `column` under `x-gen-bench`.",
  },
  "invalid-owner": {
    severity: "error",
    message: '"{property}" cannot be the owner: {problem}',
    remedy: "Correct `owner` under `x-gen-bench`, or the security scheme.",
  },
  "field-twice": {
    severity: "error",
    message: '"{entity}" has two {role} fields, "{field}" and "{other}"',
    remedy: "Leave one of them.",
  },
  "invalid-choices": {
    severity: "error",
    message: '"{component}" cannot show choices: {problem}',
    remedy: "Let one property refer to an enum of texts, and another be its title.",
  },
} as const satisfies Codes;
