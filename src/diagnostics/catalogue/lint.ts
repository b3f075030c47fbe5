/**
 * What a document lacks for a good server or good documentation: `gen-bench lint`. Where Redocly, Spectral or Spectral's
 * OWASP rules have a rule of the same meaning, it has the same name here.
 */
import type { Codes } from "./entry.js";

export const lintCodes = {
  "list-without-paging": {
    severity: "warning",
    message: "{operation} answers all rows at once",
    remedy: "Add the query parameters `page` and `page_size`, or `limit` and `offset`.",
  },
  "page-size-limit": {
    severity: "warning",
    message: 'the parameter "{name}" lets a client ask for a page of any size',
    remedy: "Give its schema a `maximum`.",
  },
  "error-responses": {
    severity: "warning",
    message: "{operation} can answer {statuses}, which it does not document",
    remedy: "Add these responses, or a `default` one with the schema of errors.",
  },
  "error-schema-missing": {
    severity: "warning",
    message: "the response of {status} does not say what is sent, which is an error as JSON",
    remedy: "Give it `content` with the schema of errors: an object with a required text `detail`.",
  },
  "write-restricted": {
    severity: "warning",
    message: "everybody may call {operation}, which writes",
    remedy: "Add `security` to the operation or to the document.",
  },
  "string-limit": {
    severity: "warning",
    message: 'the text "{property}" is stored, and nothing limits its length',
    remedy: "Add `maxLength`, or an `enum` or `format` that limits it.",
  },
  "array-limit": {
    severity: "warning",
    message: 'nothing limits how many items "{property}" takes',
    remedy: "Add `maxItems`.",
  },
  "unconstrained-filter": {
    severity: "warning",
    message: 'the filter "{name}" takes any text, while the values of "{field}" are limited',
    remedy: "Give its schema the `enum`, `format` or `maxLength` of the field.",
  },
  "no-unused-components": {
    severity: "warning",
    message: "nothing refers to the component {component}",
    remedy: "Remove it, or refer to it.",
  },
  "operation-operationId": {
    severity: "hint",
    message: "{operation} has no operationId, so that its functions are named after its path",
    remedy: "Add `operationId`, which names it in generated code and in clients.",
  },
  "operation-summary": {
    severity: "hint",
    message: "{operation} has no summary",
    remedy: "Add `summary`, one line that lists of operations show.",
  },
  "operation-tags": {
    severity: "hint",
    message: "{operation} has no tag, so that it is filed under the first word of its path",
    remedy:
      "Add `tags` with one name; operations of a tag stand together in code and documentation.",
  },
  "parameter-description": {
    severity: "hint",
    message: 'the parameter "{name}" has no description',
    remedy: "Add `description`.",
  },
  "info-description": {
    severity: "hint",
    message: "the document says nothing about the API as a whole",
    remedy: "Add `description` to `info`; documentation begins with it.",
  },
  "request-example": {
    severity: "hint",
    message:
      "the body of {operation} has no example, so that trying it out begins with placeholders",
    remedy: "Add an `example` to the media type or to its schema, or examples to its properties.",
  },
} as const satisfies Codes;
