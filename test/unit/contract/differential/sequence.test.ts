import { requestHead } from "../../../../src/contract/http/message.js";
import { describe, expect, test } from "vitest";
import { readComparable } from "../../../../src/contract/differential/comparable.js";
import { makeSequence } from "../../../../src/contract/differential/index.js";
import {
  reference,
  referencesOf,
  resolve,
  save,
} from "../../../../src/contract/differential/reference.js";
import { operationsOf } from "../../../../src/contract/probes/world.js";
import type { Api } from "../../../../src/model/index.js";
import { documentCases } from "../../../documents.js";
import { lowered } from "../../../support.js";

const apis = documentCases().map((source) => ({ name: source.name, api: lowered(source) }));
const COUNT = 200;

function bytes(api: Api, seed: number, count: number): readonly string[] {
  return makeSequence(api, seed, count).map(({ name, request, saves }) =>
    JSON.stringify([name, requestHead(request).toString(), request.body.toString("hex"), saves]),
  );
}

describe.each(apis)("the sequences of $name", ({ api }) => {
  const sequence = makeSequence(api, 1, COUNT);

  test("have as many requests as asked for", () => {
    expect(sequence.map(({ id }) => id)).toEqual(
      Array.from({ length: COUNT }, (_, index) => index),
    );
    expect(makeSequence(api, 1, 1)).toHaveLength(1);
  });

  test("follow from the seed", () => {
    const first = bytes(api, 1, COUNT);
    expect(bytes(api, 1, COUNT)).toEqual(first);
    expect(bytes(api, 2, COUNT)).not.toEqual(first);
    // A shorter one is the beginning.
    expect(bytes(api, 1, 50)).toEqual(first.slice(0, 50));
  });

  test("try every operation, valid, at edges and mutated", () => {
    const names = new Set(sequence.map(({ name }) => name));
    const without = api.operations.filter(
      ({ method, path }) =>
        ![...names].some((one) => one.startsWith(`${method.toUpperCase()} ${path}:`)),
    );
    // Documents with hundreds of operations need longer ones.
    expect(without.length).toBeLessThan(api.operations.length / 2);
    // One sequence alone may miss what is rare.
    const more = [2, 3, 4].flatMap((seed) => makeSequence(api, seed, COUNT));
    const all = [...names, ...more.map(({ name }) => name)];
    expect(all.some((name) => name.endsWith(": valid"))).toBe(true);
    expect(all.some((name) => name.endsWith("media type"))).toBe(true);
    expect(all.some((name) => name.endsWith("odd headers"))).toBe(true);
  });

  test("hold only what servers must answer alike", () => {
    for (const { name, request } of sequence) {
      if (request.chunked) continue;
      const sent = Buffer.concat([requestHead(request), request.body]);
      expect(readComparable(sent), `${name} ${requestHead(request).toString()}`).not.toBeNull();
    }
  });

  test("refer to what earlier answers gave", () => {
    const known = new Set<string>();
    const uses = new Set<string>();
    for (const { request, saves } of sequence) {
      for (const name of referencesOf(request)) {
        expect(known.has(name)).toBe(true);
        uses.add(name);
      }
      for (const { name } of saves) known.add(name);
    }
    const made = operationsOf(api, "login", "create").length > 0;
    expect(uses.size > 0).toBe(made || operationsOf(api, "retrieve").length > 0);
  });
});

describe("references", () => {
  const request = {
    method: "POST",
    target: `/things/${reference("3_key")}?q=1`,
    headers: [
      { name: "Authorization", value: `Bearer ${reference("0_access")}` },
      { name: "Content-Length", value: "99" },
    ],
    body: Buffer.from(`{"token":"${reference("0_access")}"}`),
    chunked: false,
  };

  test("are filled as their place wants it, and the length follows", () => {
    const saved = new Map([
      ["0_access", 'a.b"é'],
      ["3_key", "a/b ü"],
    ]);
    const filled = resolve(request, saved);
    expect(filled.target).toBe("/things/a%2Fb%20%C3%BC?q=1");
    expect(filled.headers[0]?.value).toBe('Bearer a.b"é');
    expect(filled.body.toString()).toBe('{"token":"a.b\\"é"}');
    expect(filled.headers[1]?.value).toBe(String(filled.body.length));
  });

  test("that nothing was saved for stand for something that is not there", () => {
    expect(resolve(request, new Map()).target).toBe("/things/missing?q=1");
  });

  test("leave bytes that are no text alone", () => {
    const body = Buffer.from([0xff, 0x7b, 0xc3]);
    expect(resolve({ ...request, body }, new Map()).body.equals(body)).toBe(true);
  });

  test("keep texts and numbers of an answer", () => {
    const saved = new Map<string, string>();
    const saves = [
      { name: "a", pointer: "/id" },
      { name: "b", pointer: "/items/0/key" },
      { name: "c", pointer: "/none" },
      { name: "d", pointer: "/items" },
    ];
    save(saved, saves, Buffer.from('{"id":7,"items":[{"key":"x"}]}'));
    expect([...saved]).toEqual([
      ["a", "7"],
      ["b", "x"],
    ]);
    save(saved, saves, Buffer.from("no JSON"));
    expect(saved.size).toBe(2);
  });
});
