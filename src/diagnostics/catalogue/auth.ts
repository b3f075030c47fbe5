/** Security schemes, accounts, roles, tokens. */
import type { Codes } from "./entry.js";

export const authCodes = {
  "unsupported-scheme": {
    severity: "error",
    message: 'the security scheme "{scheme}" is not supported: {problem}',
    remedy: "Use `type: http` with `scheme: bearer`, and name the `account` under `x-gen-bench`.",
  },
  "unknown-scheme": {
    severity: "error",
    message: 'there is no security scheme "{scheme}"',
    remedy: "Declare it under `components/securitySchemes`.{suggestion}",
  },
  "several-schemes": {
    severity: "error",
    message: "several security schemes at once are not supported",
    remedy: "List them as alternatives, each in an item of its own.",
  },
  "optional-security": {
    severity: "error",
    message: "a token that may be left out is not supported",
    remedy: "Remove the empty alternative, or use `security: []`.",
  },
  "unknown-role": {
    severity: "error",
    message: 'the security scheme "{scheme}" has no role "{role}"',
    remedy: "Add it to `roles` under `x-gen-bench`.{suggestion}",
  },
  "invalid-claim": {
    severity: "error",
    message: 'the claim "{claim}" cannot be issued or read: {problem}',
    remedy: "Correct `claims`, `caller` or `roles` under `x-gen-bench`.",
  },
  "account-field": {
    severity: "error",
    message: '"{field}" of "{entity}" cannot be used: {problem}',
    remedy: "Correct the field, or the security scheme.",
  },
  "token-property": {
    severity: "error",
    message: 'the property "{property}" of the answer cannot be filled: {problem}',
    remedy:
      "Say with `token` under `x-gen-bench` what it holds, make it a constant, or make it optional.",
  },
  "idle-token-property": {
    severity: "warning",
    message: 'the property "{property}" of the answer is never sent',
    remedy: "Say with `token` under `x-gen-bench` what it holds, or remove it.",
  },
} as const satisfies Codes;
