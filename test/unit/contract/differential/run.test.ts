/** Servers with a fault are told from those without, and the sequence is shrunk to what the fault needs. */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import {
  formatDifferential,
  runDifferential,
  type DifferentialReport,
  type Subject,
} from "../../../../src/contract/differential/index.js";
import { lowered } from "../../../support.js";

/** Nothing in it is stored, so that servers need no database. */
const text = `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
${["one", "two", "three", "four"]
  .map(
    (name) => `  /${name}:
    get:
      responses:
        "200":
          description: ok
          content: { application/json: { schema: { type: object, required: [a], properties: { a: { const: ${name} } } } } }
`,
  )
  .join("")}`;
const api = lowered({ file: "openapi.yaml", text });

type Fault = (request: IncomingMessage, state: { count: number }) => string | null;

/** Answers with the path, unless the fault says otherwise. */
async function subject(name: string, fault: Fault = () => null): Promise<Subject> {
  const state = { count: 0 };
  const server = createServer((request, response) => {
    request.resume();
    const body = fault(request, state) ?? JSON.stringify(request.url);
    response.setHeader("Content-Type", "application/json");
    response.setHeader("Content-Length", Buffer.byteLength(body));
    response.end(body);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  const { port } = server.address() as AddressInfo;
  return {
    name,
    url: `http://127.0.0.1:${port}`,
    address: { host: "127.0.0.1", port },
    database: { query: () => Promise.resolve([]), close: () => Promise.resolve() },
    restore: () => {
      state.count = 0;
      return Promise.resolve();
    },
  };
}

function run(subjects: readonly Subject[], bail = false): Promise<DifferentialReport> {
  return runDifferential({ api, subjects, seeds: [1, 2], requests: 300, secret: null, bail });
}

/** Odd only once it was asked for three paths, in this order. */
const afterOthers: Fault = ({ url }, state) => {
  const wanted = ["/one", "/two", "/three"];
  if (url === wanted[state.count]) state.count += 1;
  return state.count === 3 && url === "/three" ? "{}" : null;
};

describe("a differential run", () => {
  test("finds nothing between servers that answer alike", async () => {
    const report = await run([await subject("one"), await subject("two")]);
    expect(report.failed).toBe(0);
    expect(report.seeds.map(({ seed, requests }) => [seed, requests])).toEqual([
      [1, 300],
      [2, 300],
    ]);
    expect(report.seeds[0]?.statuses).toEqual({ "200": 300 });
    expect(formatDifferential(report)).toMatch(/2 of 2 seeds the same on one, two/);
  });

  test("names the odd one of three, and the one request that shows it", async () => {
    const odd = await subject("odd", ({ url, method }) =>
      url === "/two" && method === "GET" ? '{"a":2}' : null,
    );
    const report = await run([await subject("one"), odd, await subject("three")], true);
    expect(report.seeds).toHaveLength(1);
    const { difference } = report.seeds[0] ?? {};
    expect(difference?.odd).toEqual(["odd"]);
    expect(difference?.steps).toHaveLength(1);
    expect(difference?.steps[0]?.curl).toMatch(/^curl .* http:\/\/127\.0\.0\.1:\d+\/two$/);
    expect(difference?.groups.map(({ servers }) => servers)).toEqual([["one", "three"], ["odd"]]);
    const told = formatDifferential(report);
    expect(told).toContain("DIFFERENT seed 1: odd differs in the answer to 1; shrunk from");
    expect(told).toContain('{"a":2}');
  });

  test("shrinks to the requests that a fault needs, from the restored state", async () => {
    const report = await run([await subject("one"), await subject("two", afterOthers)], true);
    const { difference } = report.seeds[0] ?? {};
    expect(difference?.steps.map(({ curl }) => /\/(\w+)['"]?$/.exec(curl)?.[1])).toEqual([
      "one",
      "two",
      "three",
    ]);
    expect(difference?.odd).toEqual([]);
    expect(difference?.from).toBeGreaterThan(3);
  });

  test("of a long answer shows what is around the difference", async () => {
    const long = `"${"x".repeat(5000)}"`;
    const one = await subject("one", () => long);
    const two = await subject("two", () => `${long.slice(0, 3000)}y${long.slice(3001)}`);
    const { difference } = (await run([one, two], true)).seeds[0] ?? {};
    const [first, second] = difference?.groups ?? [];
    expect(first?.text.length).toBeLessThan(1000);
    expect([first?.text, second?.text].join().match(/y/g)).toHaveLength(1);
  });

  test("a server that is gone differs", async () => {
    const gone = await subject("gone");
    const address = { host: "127.0.0.1", port: 1 };
    const report = await run([await subject("one"), { ...gone, address }], true);
    expect(report.seeds[0]?.difference?.groups[1]?.text).toBe("no response: closed");
  });

  test("ends when the signal says so", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    const subjects = [await subject("one"), await subject("two")];
    const options = { api, subjects, seeds: [1], requests: 10, secret: null, signal };
    await expect(runDifferential(options)).rejects.toThrow("enough");
  });
});
