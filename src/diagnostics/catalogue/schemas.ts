/** Schemas that contradict themselves, or that say what no server could check alike. */
import type { Codes } from "./entry.js";

export const schemaCodes = {
  "unsupported-keyword": {
    severity: "error",
    message: "the schema keyword `{keyword}` is not supported",
    remedy:
      "Say it with type, enum, const, limits, properties, items, `allOf` or `oneOf` of constants.",
  },
  "unknown-keyword": {
    severity: "warning",
    message: "`{keyword}` is no keyword of a schema and has no effect",
    remedy: "Remove it, or let its name begin with `x-`.{suggestion}",
  },
  "idle-keyword": {
    severity: "warning",
    message: "`{keyword}` says nothing about a value of type {type} and has no effect",
    remedy: "Remove it, or correct the type.",
  },
  "unknown-type": {
    severity: "error",
    message: '"{type}" is no type of JSON Schema',
    remedy: "Use string, integer, number, boolean, array, object or null.{suggestion}",
  },
  "several-types": {
    severity: "error",
    message: "a schema of several types ({types}) is not supported",
    remedy: "Choose one type; null may stand beside it.",
  },
  "missing-type": {
    severity: "warning",
    message: "the schema has no `type` and is read as one of type {type}",
    remedy: "Add `type: {type}`.",
  },
  "recursive-schema": {
    severity: "error",
    message: "{reference} leads back to a schema around it, and recursion is not supported",
    remedy: "Send the inner part by its key, or as a free-form object.",
  },
  "conflicting-schemas": {
    severity: "error",
    message: "no value can satisfy the schema: nothing is left of `{keyword}`",
    remedy: "Make the parts of the schema agree, or allow a value.",
  },
  "additional-properties-conflict": {
    severity: "error",
    message:
      'this schema for undeclared properties also meets "{property}", which another part of the schema declares',
    remedy:
      "Declare the property beside it, or say `additionalProperties` in the last part only and declare all properties there.",
  },
  "contradictory-limits": {
    severity: "error",
    message: "no value is at least {low} and at most {high}",
    remedy: "Correct one of the two limits.",
  },
  "invalid-limit": {
    severity: "error",
    message: "`{keyword}` has to be {expected}",
    remedy: "Correct the number.",
  },
  "value-of-other-type": {
    severity: "error",
    message: "{value} is not of type {type}",
    remedy: "Correct the value, or the type.",
  },
  "value-with-parts": {
    severity: "error",
    message: "a list or an object as one of the values is not supported",
    remedy: "Use texts, numbers, booleans or null.",
  },
  "invalid-default": {
    severity: "error",
    message: "the default breaks its own schema: {problem}",
    remedy: "Correct the default, or the schema.",
  },
  "invalid-pattern": {
    severity: "error",
    message: "the pattern {pattern} is no regular expression: {problem}",
    remedy: "Write it as in ECMA-262 with the flag `u`.",
  },
  "unsupported-pattern": {
    severity: "error",
    message: "the pattern holds {construct}, which not every language can match",
    remedy: "Write it without look-around, back-references and long repetitions.",
  },
  "unchecked-format": {
    severity: "warning",
    message: "the format `{format}` is not checked",
    remedy: "Use date, date-time, uuid or email, or say it with a pattern.",
  },
  "index-like-name": {
    severity: "error",
    message:
      'the property "{name}" is named like an array index, which has no stable order in JavaScript',
    remedy: "Give it another name.",
  },
  "name-with-nul": {
    severity: "error",
    message: "a name with NUL cannot be stored",
    remedy: "Give it another name.",
  },
  "required-undeclared": {
    severity: "error",
    message: 'the required property "{property}" is not declared',
    remedy: "Declare it under `properties`, or remove it from `required`.",
  },
  "unknown-property": {
    severity: "error",
    message: 'there is no other property "{property}" beside this one',
    remedy: "Name a property of the same object.{suggestion}",
  },
} as const satisfies Codes;
