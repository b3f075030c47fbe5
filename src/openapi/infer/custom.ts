/** Custom operations: the user writes what they do; everything they declare is checked and handed on. */
import type { RawOperation } from "../read/operation.js";
import { callersOf, refuse, type Inference, type Inferred } from "./inference.js";

export function inferCustom(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  const { reader } = inference.document;
  const statuses = operation.responses.flatMap(({ status }) => status ?? []);
  const success = statuses.find((status) => status >= 200 && status < 300);
  if (success === undefined) {
    return refuse(inference, operation, "custom", "it documents no status from 200 to 299");
  }
  return {
    because,
    used: operation.parameters,
    body: operation.body === null ? null : reader.lower(operation.body.schema, "request"),
    behavior: {
      kind: "custom",
      status: success,
      // What comes before an answer (RFC 9110, 15.2) is none.
      statuses: statuses.filter((status) => status >= 200),
      caller: callersOf(inference, operation).size === 1,
    },
  };
}
