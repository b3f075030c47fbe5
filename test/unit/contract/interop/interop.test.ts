/** What is checked of a document, and that a server which does not share is found out. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { describe, expect, onTestFinished, test } from "vitest";
import { formatTable } from "../../../../src/cli/table.js";
import { CLAIMS } from "../../../../src/contract/interop/claims.js";
import {
  formatInterop,
  runInterop,
  type InteropServer,
} from "../../../../src/contract/interop/index.js";
import { worldOf } from "../../../../src/contract/probes/world.js";
import { documentCases } from "../../../documents.js";
import { lowered } from "../../../support.js";

const apis = documentCases().map((source) => ({ name: source.name, api: lowered(source) }));

const claimed = (name: string): string[] => {
  const api = apis.find((one) => one.name === name)?.api;
  if (api === undefined) throw new Error(`no document ${name}`);
  return CLAIMS.filter(({ checks }) => checks(worldOf(api, 1)).length > 0).map(({ id }) => id);
};

describe("claims", () => {
  test.each([
    ["own", CLAIMS.map(({ id }) => id)],
    ["broad", CLAIMS.map(({ id }) => id)],
    ["plain", ["rows.created", "rows.changed", "rows.deleted"]],
    ["pets", ["rows.created"]],
  ])("of %s", (name, expected) => {
    expect(claimed(name)).toEqual(expected);
  });

  test.each(apis)("of $name follow from the seed", ({ name, api }) => {
    const all = (seed: number): string =>
      JSON.stringify(CLAIMS.map(({ checks }) => checks(worldOf(api, seed))));
    expect(all(1)).toBe(all(1));
    // A document without rows and accounts has nothing to ask.
    if (claimed(name).length > 0) expect(all(1)).not.toBe(all(2));
  });
});

type Rows = Map<string, string>;

/** A server of the document `pets` that keeps its rows where it is told. */
async function server(name: string, rows: Rows): Promise<InteropServer> {
  const listening = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const id = String(rows.size + 1);
      const [, , key = ""] = request.url?.split("/") ?? [];
      const body = { ...(JSON.parse(Buffer.concat(parts).toString() || "{}") as object), id };
      const found = request.method === "POST" ? JSON.stringify(body) : rows.get(key);
      if (request.method === "POST") rows.set(id, JSON.stringify(body));
      response.statusCode = request.method === "POST" ? 201 : found === undefined ? 404 : 200;
      response.end(found ?? "{}");
    });
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => listening.once("listening", resolve));
  onTestFinished(() => void listening.close().closeAllConnections());
  const { port } = listening.address() as AddressInfo;
  return { name, url: `http://127.0.0.1:${port}`, address: { host: "127.0.0.1", port } };
}

describe("pairs of servers", () => {
  const pets = apis.find(({ name }) => name === "pets");
  if (pets === undefined) throw new Error("no document pets");
  const { api } = pets;

  test("that share their rows pass", async () => {
    const rows: Rows = new Map();
    const servers = [
      await server("one", rows),
      await server("two", rows),
      await server("three", rows),
    ];
    const report = await runInterop({ api, servers, seed: 1 });
    expect([report.passed, report.failed, report.pairs.length]).toEqual([6, 0, 6]);
    const told = formatInterop(report, formatTable);
    expect(told).toMatch(/^one +- +1\/1 +1\/1$/m);
    expect(told).toContain("token.access: not applicable, the document has no operation");
  });

  test("of which one keeps its rows to itself fail", async () => {
    const rows: Rows = new Map();
    const servers = [
      await server("one", rows),
      await server("two", rows),
      await server("alone", new Map()),
    ];
    const report = await runInterop({ api, servers, seed: 1 });
    const failed = report.pairs.filter(({ failures }) => failures.length > 0);
    expect(failed.map(({ first, second }) => [first, second])).toEqual([
      ["one", "alone"],
      ["two", "alone"],
      ["alone", "one"],
      ["alone", "two"],
    ]);
    const told = formatInterop(report, formatTable);
    expect(told).toContain("FAILED one → alone: rows.created POST /pets, GET /pets/{petId}");
    expect(told).toMatch(/curl .*-X POST .*\n.*curl .*-X GET http:\/\/127\.0\.0\.1:\d+\/pets\/1$/m);
  });

  test("of which one is gone fail", async () => {
    const gone = {
      name: "gone",
      url: "http://127.0.0.1:1",
      address: { host: "127.0.0.1", port: 1 },
    };
    const report = await runInterop({
      api,
      servers: [await server("one", new Map()), gone],
      seed: 1,
    });
    expect(report.failed).toBe(2);
    expect(report.pairs[0]?.failures[0]?.what).toContain("gone: GET /pets/{petId} got no response");
  });
});
