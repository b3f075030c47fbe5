/** Documents that are not shaped as OpenAPI 3 says, and references that lead nowhere. */
import type { Codes } from "./entry.js";

export const documentCodes = {
  "not-a-document": {
    severity: "error",
    message: "this is no OpenAPI document, which is an object with a field `openapi`",
    remedy: "Begin it with `openapi: 3.1.1`, `info` and `paths`.",
  },
  "unsupported-version": {
    severity: "error",
    message: "OpenAPI {version} is not served",
    remedy: "Convert the document to OpenAPI 3.1; 3.0 is accepted too.",
  },
  "no-paths": {
    severity: "error",
    message: "the document has no paths, so that there is nothing to serve",
    remedy: "Add `paths` with at least one operation.",
  },
  "wrong-type": {
    severity: "error",
    message: "this has to be {expected}",
    remedy: "Change the value, or remove the field.",
  },
  "wrong-value": {
    severity: "error",
    message: "this has to be one of {expected}",
    remedy: "Use one of these words.{suggestion}",
  },
  "missing-field": {
    severity: "error",
    message: "`{field}` is missing, which every {object} needs",
    remedy: "Add `{field}`.",
  },
  "unknown-field": {
    severity: "warning",
    message: "`{field}` is no field of the {object} and has no effect",
    remedy: "Remove it, or let its name begin with `x-`.{suggestion}",
  },
  "ignored-field": {
    severity: "warning",
    message: "`{field}` has no effect on what is generated",
    remedy: "Remove it, or leave it to other readers of the document.",
  },
  "dangling-reference": {
    severity: "error",
    message: "{reference} leads to nothing",
    remedy:
      "Refer to a part of this document, e.g. `#/components/schemas/Name`, or of a file beside it.{suggestion}",
  },
  "remote-reference": {
    severity: "error",
    message: "{reference} leads to another machine, and nothing is fetched from a network",
    remedy: "Keep a copy of that document beside this one, and refer to the file.",
  },
  "absolute-reference": {
    severity: "error",
    message: "{reference} is a path of this machine alone",
    remedy: "Write the path from the folder of the file that it stands in, e.g. `../schemas.yaml`.",
  },
  "unreadable-reference": {
    severity: "error",
    message: "{reference} leads to a file that cannot be read: {problem}",
    remedy: "Correct the path, which begins at the folder of the file that it stands in.{hint}",
  },
  "circular-reference": {
    severity: "error",
    message: "{reference} leads back to itself",
    remedy: "Let it lead to something else than a reference to it.",
  },
  "reference-to-other-kind": {
    severity: "error",
    message: "{reference} leads to one of {kind}",
    remedy: "Refer to one of {expected}, or put the reference elsewhere.",
  },
  "invalid-extension": {
    severity: "error",
    message: "under `x-gen-bench`, {problem}",
    remedy: "Correct it; spec/x-gen-bench.schema.json describes all that can be said.{suggestion}",
  },
  "misplaced-extension": {
    severity: "error",
    message: "`x-gen-bench` says nothing on a {object}",
    remedy:
      "Put it on a component schema, property, security scheme, parameter, operation or response header.",
  },
  "idle-extension": {
    severity: "warning",
    message: "`{key}` under `x-gen-bench` has no effect here",
    remedy: "Remove it, or put it where it says something.",
  },
} as const satisfies Codes;
