/** Responses that a server could not give. */
import type { Codes } from "./entry.js";

export const responseCodes = {
  "no-success-response": {
    severity: "error",
    message: "{operation} documents no response of success with a fixed status",
    remedy: "Add a response with a status from 200 to 299.",
  },
  "invalid-status": {
    severity: "error",
    message: '"{status}" is no status',
    remedy: "Use a number from 100 to 599, a range like `4XX`, or `default`.",
  },
  "status-never-sent": {
    severity: "warning",
    message: "the status {status} is never sent by {operation}",
    remedy: "Remove the response.",
  },
  "response-media-type": {
    severity: "error",
    message: "the response of {status} has no `application/json`",
    remedy: "Add `application/json`, which is what is sent.",
  },
  "response-without-schema": {
    severity: "error",
    message: "the response of {status} does not say what is sent",
    remedy: "Add a `schema`.",
  },
  "response-with-content": {
    severity: "error",
    message: "the response of {status} never has content",
    remedy: "Remove `content`.",
  },
  "error-schema": {
    severity: "error",
    message: "the error schema cannot hold what is sent with status {status}: {problem}",
    remedy:
      "Let it be an object with a required text `detail`, and allow `errors`, a list of objects with in, field, code and message.",
  },
  "header-without-meaning": {
    severity: "error",
    message: 'nothing says what the required response header "{name}" holds',
    remedy: "Say it with `value` under `x-gen-bench`, make it optional, or remove it.",
  },
  "header-never-sent": {
    severity: "warning",
    message: 'the response header "{name}" is never sent, since nothing says what it holds',
    remedy: "Say it with `value` under `x-gen-bench`, or remove it.",
  },
  "header-not-everywhere": {
    severity: "error",
    message: 'the response header "{name}" has a `value`, but not every response declares it',
    remedy: "Declare it on every response; {response} lacks it.",
  },
} as const satisfies Codes;
