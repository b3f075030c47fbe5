/** Operations whose behavior cannot be told, or that could not do what they say. */
import type { Codes } from "./entry.js";

export const operationCodes = {
  "duplicate-operation-id": {
    severity: "error",
    message: 'the operationId "{id}" is used twice, first {where}',
    remedy: "Give each operation an id of its own.",
  },
  "cannot-infer": {
    severity: "warning",
    message: "what {operation} does is left to you, since its shape does not tell: {problem}",
    remedy: "{advice} If you write it yourself, say so: `action: custom`.",
  },
  "action-needs": {
    severity: "error",
    message: "{operation} cannot be `{action}`: {problem}",
    remedy: "Change the operation, remove `action`, or write it yourself with `action: custom`.",
  },
  "body-media-type": {
    severity: "error",
    message: "the body has none of the media types that are served",
    remedy: "Add `application/json`.",
  },
  "ignored-media-type": {
    severity: "warning",
    message: "the media type {mediaType} is not served",
    remedy: "Remove it; `application/json` stays.",
  },
  "body-not-object": {
    severity: "error",
    message: "the body is not an object",
    remedy: "Use a schema of type object.",
  },
  "body-without-effect": {
    severity: "warning",
    message: "the body is not read, since {operation} is `{behavior}`",
    remedy: "Remove the request body.",
  },
  "body-is-required": {
    severity: "warning",
    message: "the body is required in fact, since it has properties that are",
    remedy: "Add `required: true` to the request body.",
  },
  "body-without-schema": {
    severity: "error",
    message: "the body has no schema",
    remedy: "Add a `schema` of type object.",
  },
  "property-without-effect": {
    severity: "warning",
    message: 'the property "{property}" is checked, but not stored: {reason}',
    remedy: "Make it readOnly, or remove it from the body.",
  },
  "paging-parameter": {
    severity: "error",
    message: 'the parameter "{name}" cannot page the list: {problem}',
    remedy: "Correct its schema, or give it another meaning with `x-gen-bench`.",
  },
  "filter-type": {
    severity: "error",
    message: 'the parameter "{name}" cannot filter by "{field}": {problem}',
    remedy: "Use the type of the field, or another field.",
  },
  "envelope-property": {
    severity: "error",
    message: 'the property "{property}" of the page envelope {problem}',
    remedy: "Correct it, or say with `page` under `x-gen-bench` which part of a page it is.",
  },
  "idle-envelope-property": {
    severity: "warning",
    message: 'the property "{property}" of the page envelope is never sent',
    remedy: "Remove it, or say with `page` under `x-gen-bench` which part of a page it is.",
  },
} as const satisfies Codes;
