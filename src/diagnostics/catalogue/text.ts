/** Texts that cannot be read as YAML 1.2 or JSON. */
import type { Codes } from "./entry.js";

export const textCodes = {
  "invalid-yaml": {
    severity: "error",
    message: "{problem}",
    remedy: "Correct the YAML or JSON at this place.",
  },
  "multiple-documents": {
    severity: "error",
    message: "a second document begins here",
    remedy: "Keep one document in the file.",
  },
  "duplicate-name": {
    severity: "error",
    message: '"{name}" stands here for the second time, first on line {line}',
    remedy: "Remove or rename one of the two.",
  },
  "name-not-text": {
    severity: "error",
    message: "a name has to be a text",
    remedy: "Write a plain or quoted name before the colon.",
  },
  "lone-surrogate": {
    severity: "error",
    message: "half a surrogate pair is no text",
    remedy: "Write the whole character.",
  },
  "not-json": {
    severity: "error",
    message: "{value} is no value of JSON",
    remedy: "Write a text, a finite number, true, false or null.",
  },
  "alias-of-itself": {
    severity: "error",
    message: "an alias stands inside the value that it names",
    remedy: "Write the value out without the alias.",
  },
  "unknown-alias": {
    severity: "error",
    message: "no value before this place has the anchor that the alias names",
    remedy: "Correct the name, or write the value out.",
  },
  "merge-key": {
    severity: "error",
    message: "`<<` merges nothing in YAML 1.2",
    remedy: "Write the entries out.",
  },
  "too-many-values": {
    severity: "error",
    message: "aliases stand for more than {limit} values",
    remedy: "Write the values out, or use fewer aliases.",
  },
  "nesting-too-deep": {
    severity: "error",
    message: "values are nested more than {limit} levels deep",
    remedy: "Use components and `$ref` instead of nesting.",
  },
} as const satisfies Codes;
