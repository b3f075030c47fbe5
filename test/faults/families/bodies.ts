/** Faults of request bodies as bytes: media type, size, encoding, syntax. */
import { setTimeout as sleep } from "node:timers/promises";
import { parseJson } from "../../../src/contract/pointer.js";
import type { Call, Fault } from "../fault.js";
import { errorOf, headerOf, withBody, withHeader } from "../message.js";
import { depthOf, firstOfEachName } from "../json-text.js";

const LIMIT = 1_048_576;
const TYPE = "Content-Type";

export const bodyFaults: readonly Fault[] = [
  {
    id: "bodies.suffix-json",
    wrong: "application/…+json is read as JSON",
    noticedBy: ["bodies.media-type"],
    make: () => typed(/^application\/[a-z]+\+json$/),
  },
  {
    id: "bodies.charset-ignored",
    wrong: "a charset other than UTF-8 is overlooked",
    noticedBy: ["bodies.media-type"],
    make: () => typed(/^application\/json; charset=(?!utf-8)/),
  },
  {
    id: "bodies.coding-ignored",
    wrong: "Content-Encoding is overlooked",
    noticedBy: ["bodies.content-encoding"],
    make: () => ({ request: (call) => withHeader(call, "Content-Encoding", null) }),
  },
  {
    id: "bodies.missing-is-empty",
    wrong: "a missing body counts as an empty object",
    noticedBy: ["bodies.missing"],
    make: () => ({
      request: (call) =>
        hasBody(call) && headerOf(call, TYPE) === undefined && call.body.length === 0
          ? withBody(withHeader(call, TYPE, "application/json"), "{}")
          : call,
    }),
  },
  {
    id: "bodies.type-spelling",
    wrong: "application/json is known in one spelling only",
    noticedBy: ["bodies.media-type-spelling"],
    make: () => ({
      request: (call) => {
        const type = headerOf(call, TYPE);
        return type === undefined || type === "application/json"
          ? call
          : withHeader(call, TYPE, "text/plain");
      },
    }),
  },
  {
    id: "bodies.comma-at-the-end",
    wrong: "a comma before the end of an object or list is accepted",
    noticedBy: ["bodies.malformed"],
    make: () => mended((text) => text.replaceAll(/,\s*([}\]])/g, "$1")),
  },
  {
    id: "bodies.text-behind",
    wrong: "whatever stands behind the JSON value is not looked at",
    noticedBy: ["bodies.malformed"],
    make: () => mended((text) => text.replace(/^(\{.*?\}).+$/s, "$1")),
  },
  {
    id: "bodies.mark-skipped",
    wrong: "a byte-order mark is skipped",
    noticedBy: ["bodies.encoding"],
    make: () => ({
      request: (call) =>
        call.body.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))
          ? withBody(call, call.body.subarray(3))
          : call,
    }),
  },
  {
    id: "bodies.invalid-utf-8-replaced",
    wrong: "invalid UTF-8 in a body is read as U+FFFD",
    noticedBy: ["bodies.encoding"],
    make: () => ({
      request: (call) => {
        const text = call.body.toString();
        return text.includes("\ufffd") && parseJson(text) !== undefined
          ? withBody(call, text)
          : call;
      },
    }),
  },
  {
    id: "bodies.any-depth",
    wrong: "nesting has no limit",
    noticedBy: ["bodies.depth"],
    make: () => ({
      request: (call) =>
        depthOf(call.body.toString("latin1")) > 64 && parseJson(call.body.toString()) !== undefined
          ? withBody(call, "[]")
          : call,
    }),
  },
  {
    id: "bodies.depth-slow",
    wrong: "one operation takes more than a second to find that a body is nested too deep",
    noticedBy: ["bodies.depth"],
    make: () => {
      const slow = new Set<string>();
      return {
        request: async (call) => {
          const name = call.operation?.id ?? "";
          if (depthOf(call.body.toString("latin1")) < 1000) return call;
          if (slow.size === 0) slow.add(name);
          if (slow.has(name)) await sleep(1500);
          return call;
        },
      };
    },
  },
  {
    id: "bodies.limit-without-blanks",
    wrong: "blanks at the end of a body do not count for its size",
    noticedBy: ["bodies.size"],
    make: () => ({
      request: (call) =>
        call.body.length > LIMIT ? withBody(call, call.body.toString().trimEnd()) : call,
    }),
  },
  {
    id: "bodies.limit-off-by-one",
    wrong: "a body of exactly the limit is refused",
    noticedBy: ["bodies.size"],
    make: ({ api }) => ({
      request: (call) =>
        call.body.length >= LIMIT - 4000 && call.body.length <= LIMIT
          ? errorOf(api, 413, "Payload Too Large")
          : call,
    }),
  },
  {
    id: "bodies.length-required",
    wrong: "a chunked body is refused",
    noticedBy: ["bodies.chunked"],
    make: ({ api }) => ({
      request: (call) =>
        call.chunked && call.body.length <= LIMIT ? errorOf(api, 411, "Length Required") : call,
    }),
  },
  {
    id: "bodies.read-where-none-is",
    wrong: "a body that the document does not name has to be JSON all the same",
    noticedBy: ["bodies.ignored"],
    make: ({ api }) => ({
      request: (call) =>
        call.operation?.body === null &&
        call.body.length > 0 &&
        parseJson(call.body.toString()) === undefined
          ? errorOf(api, 400, "Malformed JSON")
          : call,
    }),
  },
  {
    id: "bodies.first-of-two",
    wrong: "of two properties with one name the first counts",
    noticedBy: ["bodies.duplicates"],
    make: () => ({
      request: (call) => {
        const text = call.body.toString();
        if (call.body.length > 10_000 || parseJson(text) === undefined) return call;
        const first = firstOfEachName(text);
        return first === text ? call : withBody(call, first);
      },
    }),
  },
];

function hasBody({ operation }: Call): boolean {
  return operation !== null && operation.body !== null;
}

/** Takes these media types for JSON. */
function typed(pattern: RegExp): ReturnType<Fault["make"]> {
  return {
    request: (call) =>
      pattern.test(headerOf(call, TYPE) ?? "") ? withHeader(call, TYPE, "application/json") : call,
  };
}

/** A lenient reader: what it can make JSON of is JSON. */
function mended(mend: (text: string) => string): ReturnType<Fault["make"]> {
  return {
    request: (call) => {
      const text = call.body.toString();
      if (call.body.length > 10_000 || parseJson(text) !== undefined) return call;
      const other = mend(text);
      return parseJson(other) === undefined ? call : withBody(call, other);
    },
  };
}
