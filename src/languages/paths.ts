/** Paths with the methods that they own, and how routers spell them. */
import type { Api, Operation } from "../model/index.js";
import { escapedPath } from "./escapes.js";
import type { PathStyle } from "./language.js";
import { Scope, camelCase } from "./names.js";

export interface OwnedPath {
  /** One of its operations. */
  readonly first: Operation;
  readonly operations: readonly Operation[];
  /** Value of the header `Allow` (RFC 9110, section 10.2.1). */
  readonly allow: string;
  /** A path that the router must find. */
  readonly sample: string;
}

/** In the document's order. */
export function ownedPaths(api: Api): readonly OwnedPath[] {
  const byPath = new Map<string, [Operation, ...Operation[]]>();
  for (const operation of api.operations) {
    const known = byPath.get(operation.path);
    if (known === undefined) byPath.set(operation.path, [operation]);
    else known.push(operation);
  }
  return [...byPath.values()].map((operations) => {
    return {
      first: operations[0],
      operations,
      allow: allowedMethods(operations.map(({ method }) => method)),
      sample: samplePath(operations[0]),
    };
  });
}

/** Value of the header `Allow` for the methods that a path declares, each once. */
export function allowedMethods(declared: readonly string[]): string {
  const head = declared.includes("get") ? ["HEAD"] : [];
  const all = declared.map((method) => method.toUpperCase());
  return [...all, ...head, "OPTIONS"].toSorted().join(", ");
}

function samplePath({ segments }: Operation): string {
  return `/${segments.map((segment) => (segment.kind === "literal" ? segment.text : "1")).join("/")}`;
}

/** Routers know names of letters, digits and underscores; other parameters get one of those. */
export function routerNames(operation: Pick<Operation, "segments">): ReadonlyMap<string, string> {
  const scope = new Scope();
  const names = operation.segments.flatMap((segment) =>
    segment.kind === "parameter" ? [segment.name] : [],
  );
  return new Map(
    names.map((name) => {
      const wanted = /^[A-Za-z]\w*$/.test(name) ? name : camelCase(name) || "parameter";
      return [name, scope.claim(wanted)];
    }),
  );
}

/** A path as a router spells it, before it is quoted. */
export function routerPath(operation: Pick<Operation, "segments">, style: PathStyle): string {
  const names = routerNames(operation);
  const segments = operation.segments.map((segment, index) =>
    segment.kind === "literal"
      ? literalSegment(segment.text, index, style)
      : parameterSegment(names.get(segment.name) ?? segment.name, style),
  );
  return `/${segments.join("/")}`;
}

function parameterSegment(name: string, style: PathStyle): string {
  switch (style) {
    case "find-my-way":
    case "path-to-regexp":
    case "hono":
      return `:${name}`;
    case "chi":
      return `{${name}}`;
  }
}

function literalSegment(text: string, index: number, style: PathStyle): string {
  switch (style) {
    case "find-my-way": {
      // Escapes of the document are undone, since it compares decoded paths.
      const decoded = decodeURI(text);
      if (!decoded.includes("*")) return decoded.replaceAll(":", "::");
      // A star is always a wildcard, unless an expression matches it.
      return `:literal${index}(^${regularExpression(decoded)}$)`;
    }
    case "hono": {
      const escaped = escapedPath(text);
      // Of these only an expression takes the letter itself.
      return /[:*]/.test(escaped) ? `:literal${index}{${regularExpression(escaped)}}` : escaped;
    }
    case "path-to-regexp":
      return escapedPath(text).replace(/[{}()[\]+?!:*\\]/g, "\\$&");
    case "chi":
      return canonicalSegment(text);
  }
}

/** That matches the text and nothing else. */
function regularExpression(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/**
 * A segment as it is compared where paths are normalized first (RFC 3986, section 6.2.2): what needs no escape has
 * none, and all other escapes have capitals. A star, which would be a wildcard to a router, always has one.
 */
function canonicalSegment(text: string): string {
  const pieces = text.replace(/%[0-9A-Fa-f]{2}|[^%]+/g, (piece) => {
    if (!piece.startsWith("%")) return encodeURI(piece);
    const character = String.fromCharCode(Number.parseInt(piece.slice(1), 16));
    return /^[A-Za-z0-9\-._~!'()]$/.test(character) ? character : piece.toUpperCase();
  });
  return pieces.replaceAll("*", "%2A");
}
