/** Paths and the parameters in them. */
import type { Codes } from "./entry.js";

export const pathCodes = {
  "path-without-slash": {
    severity: "error",
    message: "the path {path} does not begin with a slash",
    remedy: "Begin it with `/`.",
  },
  "path-segment": {
    severity: "error",
    message: 'the path has a segment "{segment}", {problem}',
    remedy: "Write each segment as plain text or as one parameter in braces.",
  },
  "path-reserved": {
    severity: "error",
    message: "the path {path} collides with {reserved}, which every server answers itself",
    remedy: "Choose another path.",
  },
  "path-ambiguous": {
    severity: "error",
    message:
      "the paths {path} and {other} match the same requests, and neither comes before the other",
    remedy: "Make one of them differ from the other in a fixed segment.",
  },
  "path-parameter-undeclared": {
    severity: "error",
    message: 'the path parameter "{name}" is not declared',
    remedy: "Declare a parameter with that name, `in: path` and `required: true`.",
  },
  "path-parameter-unused": {
    severity: "error",
    message: 'the path has no parameter "{name}"',
    remedy: "Remove the declaration, or put the parameter into the path.",
  },
  "path-parameter-optional": {
    severity: "error",
    message: 'the path parameter "{name}" has to be required',
    remedy: "Add `required: true`.",
  },
  "duplicate-parameter": {
    severity: "error",
    message: 'the parameter "{name}" in {in} is declared twice',
    remedy: "Remove one of the two.",
  },
  "unsupported-method": {
    severity: "error",
    message: "the method {method} is not supported",
    remedy: "Remove the operation.",
  },
  "ignored-method": {
    severity: "warning",
    message: "{method} is answered by every server in one way, whatever is documented here",
    remedy: "Remove the operation, or leave it as documentation.",
  },
  "no-operations": {
    severity: "warning",
    message: "the path has no operation",
    remedy: "Add one, or remove the path.",
  },
  "parameter-not-scalar": {
    severity: "error",
    message: 'the parameter "{name}" is neither a text, number or boolean nor a list of them',
    remedy:
      "Use a schema of type string, integer, number or boolean; in a query or header also an array of one of them.",
  },
  "parameter-serialization": {
    severity: "error",
    message: 'the parameter "{name}" is written with `{keyword}`, which is not supported',
    remedy: "Use a `schema` and the default style.",
  },
  "ignored-header-parameter": {
    severity: "warning",
    message: 'OpenAPI ignores a header parameter named "{name}"',
    remedy: "Remove it: media types and security schemes say the same.",
  },
  "invalid-header-name": {
    severity: "error",
    message: '"{name}" cannot be the name of a header',
    remedy: "Use letters, digits and hyphens (RFC 9110, token).",
  },
  "invalid-cookie-name": {
    severity: "error",
    message: '"{name}" cannot be the name of a cookie',
    remedy: "Use letters, digits, hyphens and underscores (RFC 6265, token).",
  },
  "parameter-without-effect": {
    severity: "warning",
    message: 'the parameter "{name}" is checked, but has no effect',
    remedy:
      "Let it filter or page a list, say with `x-gen-bench` which field it means, or remove it.",
  },
} as const satisfies Codes;
