/** Request bodies and responses: the one media type that is served, statuses, headers. */
import {
  booleanOf,
  child,
  entriesOf,
  entryOf,
  stringOf,
  type Entry,
  type Node,
  type Place,
} from "../../source/index.js";
import type { Context } from "../context.js";
import { resolve } from "../reference.js";
import type { RawBody, RawResponse } from "./operation.js";

const JSON_TYPE = "application/json";

export function readBody(context: Context, operation: Node): RawBody | null {
  const entry = entryOf(operation, "requestBody");
  if (entry === undefined) return null;
  const node = resolve(context, entry.value);
  const content = entryOf(node, "content");
  const media = jsonContent(context, content?.value);
  if (media === null) {
    context.report("body-media-type", content?.place ?? entry.place, {});
    return null;
  }
  const schema = child(media.value, "schema");
  if (schema === undefined) {
    context.report("body-without-schema", media.place, {});
    return null;
  }
  return {
    required: booleanOf(child(node, "required")) ?? false,
    mediaType: JSON_TYPE,
    schema,
    place: entry.place,
  };
}

/** Fixed statuses in ascending order, then ranges and `default` in the document's. */
export function readResponses(context: Context, operation: Node): readonly RawResponse[] {
  const found: RawResponse[] = [];
  for (const { name: key, place, value } of entriesOf(child(operation, "responses"))) {
    if (key.startsWith("x-")) continue;
    const status = /^[1-5][0-9]{2}$/.test(key) ? Number(key) : null;
    if (status === null && key !== "default" && !/^[1-5]XX$/.test(key)) {
      context.report("invalid-status", place, { status: key });
      continue;
    }
    found.push(readResponse(context, resolve(context, value), { key, status, place }));
  }
  const last = 1000;
  return found.toSorted((a, b) => (a.status ?? last) - (b.status ?? last));
}

function readResponse(
  context: Context,
  node: Node,
  {
    key,
    status,
    place,
  }: { readonly key: string; readonly status: number | null; readonly place: Place },
): RawResponse {
  const content = entryOf(node, "content");
  const hasContent = content !== undefined && entriesOf(content.value).length > 0;
  const media = hasContent ? jsonContent(context, content.value) : null;
  const schema = child(media?.value, "schema") ?? null;
  const empty =
    status === 204 || status === 205 || status === 304 || (status !== null && status < 200);
  if (hasContent && empty) context.report("response-with-content", content.place, { status: key });
  else if (hasContent && media === null)
    context.report("response-media-type", content.place, { status: key });
  else if (media !== null && schema === null)
    context.report("response-without-schema", media.place, { status: key });
  return {
    key,
    status,
    place,
    description: stringOf(child(node, "description")) ?? "",
    schema: empty ? null : schema,
    headers: entriesOf(child(node, "headers")),
    unserved: hasContent && schema === null,
  };
}

/** The JSON among the media types; the others are reported as not served when it is there. */
function jsonContent(context: Context, content: Node | undefined): Entry | null {
  const types = entriesOf(content).filter(({ name }) => !name.startsWith("x-"));
  const json = types.find(({ name }) => name.split(";")[0]?.trim().toLowerCase() === JSON_TYPE);
  if (json === undefined) return null;
  for (const other of types) {
    if (other !== json)
      context.report("ignored-media-type", other.place, { mediaType: other.name });
  }
  return json;
}
