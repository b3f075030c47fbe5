/** Operations as the document has them, references resolved: what the inference of behaviors looks at. */
import type { Access, Method, Segment } from "../../model/index.js";
import type { Entry, Node, Place } from "../../source/index.js";

export interface RawOperation {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly segments: readonly Segment[];
  /** `GET /things`, for messages. */
  readonly name: string;
  /** Where its method stands. */
  readonly place: Place;
  readonly node: Node;
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  readonly parameters: readonly RawParameter[];
  readonly body: RawBody | null;
  readonly responses: readonly RawResponse[];
}

export interface RawParameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  readonly place: Place;
  /** Carries `x-gen-bench`. */
  readonly node: Node;
  readonly schema: Node;
  /** How an array would be written; `null` where it cannot be. */
  readonly list: "repeated" | "commas" | null;
}

export interface RawBody {
  readonly required: boolean;
  readonly mediaType: string;
  readonly schema: Node;
  readonly place: Place;
}

export interface RawResponse {
  /** `404`, `4XX` or `default` as the document has it. */
  readonly key: string;
  /** `null` for a range or `default`. */
  readonly status: number | null;
  readonly place: Place;
  readonly description: string;
  /** `null` for a response without content. */
  readonly schema: Node | null;
  readonly headers: readonly Entry[];
  /** It has content that is not served, which was reported. */
  readonly unserved: boolean;
}

/** The one parameter of a path whose last segment it is, before which all is literal: `/things/{id}` or `/things/{id}/`. */
export function itemParameter(segments: readonly Segment[]): string | null {
  const filled = withoutEndSlash(segments);
  const last = filled.at(-1);
  const others = filled.slice(0, -1);
  return last?.kind === "parameter" && others.every(({ kind }) => kind === "literal")
    ? last.name
    : null;
}

/** Path of the collection that an item's path belongs to, and of a collection itself: without a slash at the end. */
export function collectionPath(segments: readonly Segment[]): string {
  const filled = withoutEndSlash(segments);
  const literal = itemParameter(segments) === null ? filled : filled.slice(0, -1);
  return literal
    .map((segment) => (segment.kind === "literal" ? `/${segment.text}` : `/{${segment.name}}`))
    .join("");
}

function withoutEndSlash(segments: readonly Segment[]): readonly Segment[] {
  const last = segments.at(-1);
  return last?.kind === "literal" && last.text === "" ? segments.slice(0, -1) : segments;
}
