/**
 * References of a request to earlier answers: the place of a token or key that only the answer brings. They are made
 * of characters that stand as they are in a path, a header and a JSON text, so that requests can be changed and
 * mutated before anybody knows the values.
 */
import type { Json } from "../../model/index.js";
import type { RawRequest } from "../http/message.js";
import { atPointer, parseJson } from "../pointer.js";
import { encode } from "../probes/call.js";

/** What an answer is kept for. */
export interface Save {
  /** Unique in the sequence. */
  readonly name: string;
  /** JSON Pointer (RFC 6901) into the body. */
  readonly pointer: string;
}

/** Saved texts by name. */
export type Saved = Map<string, string>;

/** Stands where nothing was saved, as when an answer was not what it usually is. */
const MISSING = "missing";
const REFERENCE = /~ref-(\w+)~/g;

/** @param name letters, digits and underscores */
export function reference(name: string): string {
  return `~ref-${name}~`;
}

/** Names that the request refers to. */
export function referencesOf({ target, headers, body }: RawRequest): string[] {
  const texts = [target, ...headers.map(({ value }) => value), body.toString("latin1")];
  return texts.flatMap((text) => [...text.matchAll(REFERENCE)].map((match) => match[1] ?? ""));
}

/** The request with what was saved in the place of references, and a length that fits. */
export function resolve(request: RawRequest, saved: Saved): RawRequest {
  const fill = (text: string, spell: (value: string) => string): string =>
    text.includes("~ref-")
      ? text.replace(REFERENCE, (_, name: string) => spell(saved.get(name) ?? MISSING))
      : text;
  // Bodies may be invalid UTF-8, which latin1 carries through.
  const body = Buffer.from(fill(request.body.toString("latin1"), jsonBytes), "latin1");
  return {
    ...request,
    target: fill(request.target, encode),
    headers: request.headers.map(({ name, value }) => ({
      name,
      value:
        name === "Content-Length"
          ? String(body.length)
          : fill(value, (text) => text.toWellFormed()),
    })),
    body,
  };
}

function jsonBytes(value: string): string {
  return Buffer.from(JSON.stringify(value).slice(1, -1)).toString("latin1");
}

/** Keeps what later requests refer to; what is not there is not kept. */
export function save(saved: Saved, saves: readonly Save[], body: Buffer): void {
  if (saves.length === 0) return;
  const answer = parseJson(body.toString());
  for (const { name, pointer } of saves) {
    const value = atPointer(answer, pointer);
    if (isScalar(value)) saved.set(name, String(value));
  }
}

function isScalar(value: Json | undefined): value is string | number {
  return typeof value === "string" || typeof value === "number";
}
