/** Volatile values are compared by kind, everything else byte for byte. */
import { describe, expect, test } from "vitest";
import { canonical } from "../../../../src/contract/differential/canonical.js";
import { createNaming } from "../../../../src/contract/differential/volatile.js";
import type { Outcome } from "../../../../src/contract/http/exchange.js";
import { makeToken } from "../../../../src/contract/token.js";
import type { Json } from "../../../../src/model/index.js";
import { documentCases } from "../../../documents.js";
import { lowered } from "../../../support.js";

const source = documentCases().find(({ name }) => name === "broad");
if (source === undefined) throw new Error("no broad document");
const api = lowered(source);
const SECRET = "a secret of forty characters, more or less";

function operation(method: string, path: string) {
  const found = api.operations.find((one) => one.method === method && one.path === path);
  if (found === undefined) throw new Error(`no ${method} ${path}`);
  return found;
}

function answer(
  body: string,
  headers: Readonly<Record<string, string>> = {},
  status = 200,
): Outcome {
  const bytes = Buffer.from(body);
  return {
    kind: "response",
    response: {
      status,
      headers: Object.entries({ "Content-Length": String(bytes.length), ...headers }).map(
        ([name, value]) => ({ name, value }),
      ),
      body: bytes,
      surplus: Buffer.alloc(0),
    },
  };
}

const text = (outcome: Outcome, of = operation("get", "/observers/me"), secret = SECRET): string =>
  canonical(api, of, outcome, createNaming(secret));

const token = (claims: { readonly [name: string]: Json }, now: number, secret = SECRET): string =>
  JSON.stringify({
    access: makeToken({ claims: { jti: String(now), ...claims } }, null, secret, now),
  });

describe("headers", () => {
  test("in any order and case, without those of the HTTP library", () => {
    expect(text(answer("{}", { "X-A": "1", "x-b": "2", Date: "today", Connection: "close" }))).toBe(
      text(answer("{}", { "X-B": "2", "x-a": "1", "Keep-Alive": "timeout=5" })),
    );
  });
  test.each([[{ "X-A": "1 " }], [{ "X-A": "a" }], [{ "X-A": "1", "X-B": "" }], [{}]])(
    "differ by value and presence: %j",
    (headers) => {
      expect(text(answer("{}", headers))).not.toBe(text(answer("{}", { "X-A": "1" })));
    },
  );
  test("a length that is wrong or missing differs", () => {
    const right = text(answer("{}"));
    expect(text(answer("{}", { "Content-Length": "3" }))).not.toBe(right);
    const chunked = answer("{}");
    if (chunked.kind !== "response") throw new Error("no response");
    const response = { ...chunked.response, headers: [] };
    expect(text({ kind: "response", response })).not.toBe(right);
  });
  test("times and durations of the document's own headers by kind", () => {
    const global = lowered(documentCases()[0] ?? source);
    const of = (time: string, duration: string): string =>
      canonical(
        global,
        null,
        answer("{}", { "X-Server-Time": time, "X-Response-Time": duration }),
        createNaming(null),
      );
    const now = new Date().toISOString();
    expect(of(now, "0.42ms")).toBe(of(new Date(Date.now() - 9).toISOString(), "12.00ms"));
    expect(of(now, "0.4ms")).not.toBe(of(now, "0.40ms"));
    expect(of("2020-01-01T00:00:00.000Z", "0.42ms")).not.toBe(of(now, "0.42ms"));
  });
});

describe("tokens", () => {
  const login = operation("post", "/observers/login");
  const of = (body: string): string => text(answer(body), login);

  test("by their claims, whatever jti, iat and exp", () => {
    expect(of(token({ sub: "1", name: "a" }, 1000))).toBe(of(token({ name: "a", sub: "1" }, 2000)));
  });
  test.each<[string, string]>([
    ["another claim", token({ sub: "2", name: "a" }, 1000)],
    ["one claim more", token({ sub: "1", name: "a", role: null }, 1000)],
    ["another type", token({ sub: 1, name: "a" }, 1000)],
    ["another life", token({ sub: "1", name: "a", exp: 1000 + 60 }, 1000)],
    ["another secret", token({ sub: "1", name: "a" }, 1000, "another")],
    ["no token", JSON.stringify({ access: "text" })],
  ])("%s differs", (_, body) => {
    expect(of(body)).not.toBe(of(token({ sub: "1", name: "a" }, 1000)));
  });
  test("of an error nothing is volatile", () => {
    expect(text(answer(token({ sub: "1" }, 1000), {}, 401), login)).not.toBe(
      text(answer(token({ sub: "1" }, 2000), {}, 401), login),
    );
  });
});

describe("stored values that servers make", () => {
  const [one, two] = [
    "0b4b27ae-2b0a-4b3c-8a51-0f0e3a6d0001",
    "0b4b27ae-2b0a-4b3c-8a51-0f0e3a6d0002",
  ];
  const list = operation("get", "/sightings");
  const items = (...values: readonly object[]): string => {
    const { behavior } = list;
    if (behavior.kind !== "list") throw new Error("no list");
    return JSON.stringify(
      behavior.envelope === null ? values : { [behavior.envelope.items]: values },
    );
  };
  const timed = (time: string): string => text(answer(items({ id: 1, reported_at: time })), list);

  test("times of writes by kind", () => {
    const { fields = [] } = api.entities.find(({ name }) => name === "Sighting") ?? {};
    expect(fields.filter(({ fill }) => fill === "created").map(({ name }) => name)).toContain(
      "reported_at",
    );
    expect(timed("2026-01-31T09:30:00.000Z")).toBe(timed("2026-02-01T00:00:00.123Z"));
    expect(timed("2026-01-31T09:30:00Z")).not.toBe(timed("2026-02-01T00:00:00.123Z"));
  });

  test("keys by the order in which they turn up", () => {
    const parcels = lowered(documentCases().find(({ name }) => name === "plain") ?? source);
    const found = parcels.operations.find(
      ({ behavior }) => behavior.kind === "list" && behavior.entity === "Parcel",
    );
    if (found?.behavior.kind !== "list") throw new Error("no list");
    const { envelope } = found.behavior;
    const of = (...ids: readonly string[]): string => {
      const rows = ids.map((id) => ({ id }));
      const body = envelope === null ? rows : { [envelope.items]: rows };
      return canonical(parcels, found, answer(JSON.stringify(body)), createNaming(null));
    };
    expect(of(one, two)).toBe(of(two, one));
    expect(of(one, one)).not.toBe(of(two, one));
    expect(of(one.toUpperCase())).not.toBe(of(one));
  });
});

function ofByte(byte: number): string {
  const outcome = answer("{}");
  if (outcome.kind !== "response") throw new Error("no response");
  return text({ kind: "response", response: { ...outcome.response, body: Buffer.from([byte]) } });
}

test("bytes that are no UTF-8 are told apart", () => {
  expect(ofByte(0xff)).not.toBe(ofByte(0xfe));
});

test("no response is an answer of its own kind", () => {
  expect(text({ kind: "closed", detail: "after 3 ms" })).toBe(text({ kind: "closed", detail: "" }));
  expect(text({ kind: "closed", detail: "" })).not.toBe(text({ kind: "timeout", detail: "" }));
});
