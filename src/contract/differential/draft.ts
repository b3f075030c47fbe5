/** A request in parts that can be varied one at a time, and the bytes that it becomes. */
import type { Json, Operation } from "../../model/index.js";
import type { RawRequest } from "../http/message.js";
import { encode, type Pair } from "../probes/call.js";
import type { Token } from "./story.js";

export interface Draft {
  readonly operation: Operation;
  readonly method: string;
  /** Texts by parameter, not encoded. */
  readonly path: ReadonlyMap<string, string>;
  readonly query: readonly Pair[];
  readonly headers: readonly Pair[];
  readonly cookies: readonly Pair[];
  readonly token: Token | null;
  readonly authorization: string | null;
  readonly body: Json | undefined;
  /** In place of the body: a text that no value spells. */
  readonly text?: string | Buffer;
  /** Media type of the body, or null for none. */
  readonly type: string | null;
  readonly chunked: boolean;
  /** Whether it succeeds, as far as its maker knows. */
  readonly succeeds: boolean;
}

/** RFC 9112 wants one; the value is the same for all servers. */
const HOST = { name: "Host", value: "127.0.0.1" } as const;

/** The bytes of a draft, its length among them. */
export function requestOf(draft: Draft): RawRequest {
  const { method, query, headers, cookies, authorization, type, chunked } = draft;
  const body = bodyOf(draft);
  const search = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&");
  const framing = chunked
    ? { name: "Transfer-Encoding", value: "chunked" }
    : { name: "Content-Length", value: String(body?.length ?? 0) };
  return {
    method,
    target: pathOf(draft) + (search === "" ? "" : `?${search}`),
    headers: [
      HOST,
      ...(authorization === null ? [] : [{ name: "Authorization", value: authorization }]),
      ...headers.map(([name, value]) => ({ name, value })),
      ...(cookies.length === 0
        ? []
        : [{ name: "Cookie", value: cookies.map((pair) => pair.join("=")).join("; ") }]),
      ...(body === null || type === null ? [] : [{ name: "Content-Type", value: type }]),
      ...(body === null ? [] : [framing]),
    ],
    body: body ?? Buffer.alloc(0),
    chunked: chunked && body !== null,
  };
}

/** Literal segments are taken as the document has them, but for what a path cannot hold. */
function pathOf({ operation, path }: Draft): string {
  const segments = operation.segments.map((segment) =>
    segment.kind === "literal" ? literal(segment.text) : encode(path.get(segment.name) ?? "x"),
  );
  return `/${segments.join("/")}`;
}

/** RFC 3986, section 3.3: a segment. */
function literal(text: string): string {
  return text.replaceAll(/[^A-Za-z0-9\-._~!$&'()*+,;=:@]+/gu, encode);
}

function bodyOf({ body, text }: Draft): Buffer | null {
  if (text !== undefined) return Buffer.from(text);
  return body === undefined ? null : Buffer.from(JSON.stringify(body));
}
