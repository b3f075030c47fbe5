/** The document's paths: what each allows, and which of them a request target belongs to. */
import type { Api, Operation, Segment } from "../../model/index.js";
import type { World } from "./world.js";
import { callOf, type Call } from "./call.js";

export interface DocumentedPath {
  readonly path: string;
  readonly segments: readonly Segment[];
  readonly operations: readonly Operation[];
  /** Declared methods with HEAD and OPTIONS, sorted. */
  readonly allow: readonly string[];
}

/** In the document's order. */
export function pathsOf(api: Api): readonly DocumentedPath[] {
  const paths = new Map<string, Operation[]>();
  for (const operation of api.operations) {
    paths.set(operation.path, [...(paths.get(operation.path) ?? []), operation]);
  }
  return [...paths].map(([path, operations]) => {
    const methods = operations.map(({ method }) => method.toUpperCase());
    const allow = new Set([...methods, ...(methods.includes("GET") ? ["HEAD"] : []), "OPTIONS"]);
    return {
      path,
      segments: operations[0]?.segments ?? [],
      operations,
      allow: [...allow].toSorted(),
    };
  });
}

/** Paths that every server has besides those of the document. */
const OWN = /^\/(?:openapi\.json|docs(?:\/.*)?|redoc(?:\/.*)?)$/;

/**
 * The documented path that a target's path leads to, the most literal one from left to right; `null` for none.
 * Escapes of unreserved characters count as the characters, all others keep a segment from being a literal.
 */
export function routeOf(api: Api, target: string): DocumentedPath | null {
  const given = target.slice(1).split("/").map(decodeUnreserved);
  const fitting = pathsOf(api).filter(
    ({ segments }) =>
      segments.length === given.length &&
      segments.every((segment, index) =>
        segment.kind === "literal" ? segment.text === given[index] : given[index] !== "",
      ),
  );
  return fitting.toSorted((a, b) => compare(a.segments, b.segments))[0] ?? null;
}

/** Whether nothing answers there: neither an operation nor the documentation. */
export function leadsNowhere(api: Api, target: string): boolean {
  return target.startsWith("/") && !OWN.test(target) && routeOf(api, target) === null;
}

function compare(a: readonly Segment[], b: readonly Segment[]): number {
  const first = a.findIndex((segment, index) => segment.kind !== b[index]?.kind);
  if (first === -1) return 0;
  return a[first]?.kind === "literal" ? -1 : 1;
}

function decodeUnreserved(text: string): string {
  return text.replaceAll(/%([0-9A-Fa-f]{2})/g, (escape, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : escape;
  });
}

/** A valid call of some operation on the path, so that its values stand for something that exists. */
export function callOn(world: World, { operations }: DocumentedPath): Call | null {
  for (const operation of operations) {
    const call = callOf(world, operation);
    if (call !== null) return call;
  }
  return null;
}

/** A target of the path whose values need not stand for anything. */
export function anyTarget({ segments }: Pick<DocumentedPath, "segments">): string {
  return `/${segments.map((segment) => (segment.kind === "literal" ? segment.text : "1")).join("/")}`;
}
