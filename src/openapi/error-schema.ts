/** Whether documented error schemas can hold the errors that servers send (the wire contract, section 3). */
import type { Behavior, Json } from "../model/index.js";
import { REQUIRED_MESSAGE } from "../model/messages.js";
import type { Document } from "./document.js";
import type { RawOperation, RawResponse } from "./read/operation.js";
import { checkValue } from "./schema/check-value.js";

const VALIDATION: Json = {
  detail: "Validation failed",
  errors: (["query", "header", "cookie", "body"] as const).map((where) => ({
    in: where,
    field: where === "body" ? "/name" : "name",
    code: "required",
    message: REQUIRED_MESSAGE,
  })),
};

const detail = (text: string): Json => ({ detail: text });

/** What is sent with a status, as far as it does not depend on the document. */
const SENT: Readonly<Record<number, readonly Json[]>> = {
  400: [detail("Malformed URL"), detail("Malformed JSON"), detail("Validation failed"), VALIDATION],
  401: [detail("Not authenticated"), detail("Invalid token"), detail("Invalid credentials")],
  403: [detail("Permission denied")],
  404: [detail("Not Found")],
  405: [detail("Method Not Allowed")],
  409: [detail("Value already exists")],
  413: [detail("Payload Too Large")],
  415: [detail("Unsupported Media Type")],
  422: [detail("Validation failed"), VALIDATION],
  426: [detail("Upgrade Required")],
  500: [detail("Internal Server Error")],
  501: [detail("Not Implemented")],
  503: [detail("Service unavailable")],
};

/** Reports error responses whose schema refuses what is sent. */
export function checkErrorSchemas(
  { context, reader }: Document,
  operation: RawOperation,
  behavior: Behavior,
): void {
  for (const response of operation.responses) {
    const { schema, key } = response;
    if (schema === null || isOwn(response, behavior)) continue;
    const sent = sentWith(key);
    if (sent.length === 0) continue;
    const lowered = reader.lower(schema, "response");
    const problem = sent.map((value) => checkValue(lowered, value)).find((one) => one !== null);
    if (problem !== undefined && problem !== null) {
      context.report("error-schema", schema.place, { status: key, problem });
    }
  }
}

/** A readiness check answers 503 in its own way; a success is no error. */
function isOwn({ status }: RawResponse, behavior: Behavior): boolean {
  if (status !== null && status < 400) return true;
  return behavior.kind === "readiness" && status === behavior.unready.status;
}

function sentWith(key: string): readonly Json[] {
  const statuses = Object.keys(SENT).filter((status) => {
    if (key === "default") return true;
    return key.endsWith("XX") ? status.startsWith(key.charAt(0)) : status === key;
  });
  return statuses.flatMap((status) => SENT[Number(status)] ?? []);
}
