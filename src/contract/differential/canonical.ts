/** An answer as a text that is the same for every server that answers alike, byte for byte but for volatile values. */
import type { Api, Json, Operation } from "../../model/index.js";
import type { Outcome } from "../http/exchange.js";
import { headerValues, type Header, type RawResponse } from "../http/message.js";
import { parseJson } from "../pointer.js";
import { splice } from "./splice.js";
import { headerName, nameOf, volatileValues, type Naming } from "./volatile.js";

/** They belong to the HTTP library (docs/wire.md). */
const OF_LIBRARY: readonly string[] = ["date", "connection", "keep-alive", "transfer-encoding"];

/**
 * Status, headers by name in any order and case, and body. A length that fits its body says nothing more, since
 * tokens differ in theirs.
 * @param operation that was asked, or null
 */
export function canonical(
  api: Api,
  operation: Operation | null,
  outcome: Outcome,
  naming: Naming,
): string {
  if (outcome.kind !== "response") return `no response: ${outcome.kind}`;
  const { response } = outcome;
  const lines = response.headers
    .flatMap((header) => headerLine(api, header, response, naming) ?? [])
    .toSorted();
  return `${response.status}\n${lines.join("\n")}\n\n${bodyText(api, operation, response, naming)}`;
}

function headerLine(
  api: Api,
  { name, value }: Header,
  response: RawResponse,
  naming: Naming,
): string | null {
  const lower = name.toLowerCase();
  if (OF_LIBRARY.includes(lower)) return null;
  const global = api.headers.find((one) => one.name.toLowerCase() === lower);
  if (global !== undefined) return `${lower}: ${headerName(global, value, naming) ?? value}`;
  const fits =
    lower === "content-length" &&
    response.body.length > 0 &&
    value === String(response.body.length) &&
    headerValues(response.headers, name).length === 1;
  return `${lower}: ${fits ? "<that of the body>" : value}`;
}

function bodyText(
  api: Api,
  operation: Operation | null,
  { status, body }: RawResponse,
  naming: Naming,
): string {
  const text = body.toString();
  // Bytes that are no UTF-8 must not look like the replacement character of another server.
  if (!Buffer.from(text).equals(body)) return `<bytes> ${body.toString("hex")}`;
  const places =
    operation === null || status < 200 || status > 299 ? [] : volatileValues(api, operation);
  return splice(text, places, (raw, { kind }) => {
    const value: Json | undefined = parseJson(raw);
    return value === undefined ? null : nameOf(naming, kind, value);
  });
}
