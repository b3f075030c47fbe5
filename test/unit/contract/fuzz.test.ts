import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createRandom, fuzzRound, type RoundResult } from "../../../src/contract/fuzz/index.js";

const REQUEST = {
  method: "POST",
  target: "/things?page=1",
  headers: [
    { name: "Host", value: "127.0.0.1" },
    { name: "Content-Type", value: "application/json" },
    { name: "Content-Length", value: "9" },
  ],
  body: Buffer.from('{"a":"b"}'),
  chunked: false,
};

/** A round against a server that answers each body with a status. */
async function round(statusOf: (body: string) => number): Promise<RoundResult> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    try {
      for await (const part of request) parts.push(part as Buffer);
    } catch {
      // The client went away.
    }
    response.statusCode = statusOf(Buffer.concat(parts).toString());
    response.end();
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  const address = { host: "127.0.0.1", port };
  const random = createRandom(7);
  return fuzzRound({ address, requests: [REQUEST], random, count: 400, connections: 4 });
}

function draw(seed: number): number[] {
  const random = createRandom(seed);
  return Array.from({ length: 20 }, () => random.integer(1000));
}

test("the same seed gives the same numbers, another one others", () => {
  expect(draw(1)).toEqual(draw(1));
  expect(draw(1)).not.toEqual(draw(2));
  expect(draw(3).every((value) => value >= 0 && value < 1000)).toBe(true);
});

test("a server that answers below 500 has no findings", async () => {
  const { outcomes, findings } = await round(() => 200);
  expect(findings).toEqual([]);
  expect(outcomes["200"]).toBeGreaterThan(200);
  expect(outcomes["cut"]).toBeGreaterThan(0);
});

test("an error of the server is found, with the request that made it", async () => {
  const { findings } = await round((body) => (body.startsWith("[[") ? 500 : 200));
  expect(findings.length).toBeGreaterThan(0);
  expect(findings[0]).toMatch(/^deep nesting: 500 .* for "POST \/things\?page=1 HTTP/);
});
