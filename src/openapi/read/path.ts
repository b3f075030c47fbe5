/** Path templates: segments, and which paths cannot be served (RFC 3986, section 3.3; OpenAPI, Paths Object). */
import type { Segment } from "../../model/index.js";
import type { Entry } from "../../source/index.js";
import type { Context } from "../context.js";

/** What every server answers itself. */
const RESERVED = ["/openapi.json", "/docs", "/redoc"] as const;

/** Characters that stand for themselves in a path: unreserved, sub-delims, `:` and `@`. */
const PLAIN = /^[A-Za-z0-9\-._~!$&'()*+,;=:@]*$/;

/** The segments of a path; `null` after a report. */
export function readPath(
  context: Context,
  { name: path, place }: Entry,
): readonly Segment[] | null {
  if (!path.startsWith("/")) {
    context.report("path-without-slash", place, { path });
    return null;
  }
  const reserved = RESERVED.find((own) => path === own || path.startsWith(`${own}/`));
  if (reserved !== undefined) {
    context.report("path-reserved", place, { path, reserved });
    return null;
  }
  const texts = path.slice(1).split("/");
  const names = new Set<string>();
  const segments: Segment[] = [];
  for (const [index, text] of texts.entries()) {
    const segment = readSegment(text, index === texts.length - 1, names);
    if (typeof segment === "string")
      context.report("path-segment", place, { segment: text, problem: segment });
    else segments.push(segment);
  }
  return segments.length === texts.length ? segments : null;
}

/** A segment, or what is wrong with it. */
function readSegment(text: string, last: boolean, names: Set<string>): Segment | string {
  const parameter = /^\{([^{}]+)\}$/.exec(text)?.[1];
  if (parameter !== undefined) {
    if (names.has(parameter)) return "a parameter that stands in the path already";
    names.add(parameter);
    return { kind: "parameter", name: parameter };
  }
  if (/[{}]/.test(text)) return "which mixes text and parameters";
  if (text === "." || text === "..") return "which clients and proxies fold away";
  if (text === "" && !last) return "which is empty";
  if (text.includes("%")) return "with an escape, so that it could be spelled in several ways";
  if (!PLAIN.test(text)) return "with a character that cannot stand in a path as it is";
  return { kind: "literal", text };
}

export interface ReadPath {
  readonly entry: Entry;
  readonly segments: readonly Segment[];
}

/** Reports pairs of paths that match a common request while neither is the more literal one from left to right. */
export function checkAmbiguity(context: Context, paths: readonly ReadPath[]): void {
  for (const [index, path] of paths.entries()) {
    for (const other of paths.slice(0, index)) {
      if (!ambiguous(path.segments, other.segments)) continue;
      context.report("path-ambiguous", path.entry.place, {
        path: path.entry.name,
        other: other.entry.name,
      });
    }
  }
}

function ambiguous(a: readonly Segment[], b: readonly Segment[]): boolean {
  if (a.length !== b.length) return false;
  let left = false;
  let right = false;
  for (const [index, one] of a.entries()) {
    const other = b[index];
    if (one.kind === "literal" && other?.kind === "literal") {
      if (one.text !== other.text) return false;
    } else if (one.kind === "literal" && other?.kind === "parameter") {
      // A parameter takes at least one character.
      if (one.text === "") return false;
      left = true;
    } else if (one.kind === "parameter" && other?.kind === "literal") {
      if (other.text === "") return false;
      right = true;
    }
  }
  return left === right;
}
