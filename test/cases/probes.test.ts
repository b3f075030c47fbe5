import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatGitHub, formatJunit, formatTap } from "../../src/contract/index.js";
import { probeFeatures } from "../../src/contract/probes/index.js";
import { leadsNowhere, routeOf } from "../../src/contract/probes/paths.js";
import type { ContractReport } from "../../src/contract/report.js";
import { documentCases } from "../documents.js";
import { lowered } from "../support.js";

const apis = documentCases().map((source) => ({ name: source.name, api: lowered(source) }));

describe.each(apis)("the probes of $name", ({ api }) => {
  const features = probeFeatures(api, 1);
  const scenarios = features.flatMap(({ scenarios: all }) => all);

  test("have ids and titles of their own", () => {
    const titles = scenarios.map(({ title }) => title);
    expect(new Set(titles).size).toBe(titles.length);
    for (const { probe } of scenarios) expect(probe?.id).toMatch(/^[a-z]+\.[a-z-]+$/);
  });

  test("have steps, or say why they do not apply", () => {
    for (const { probe, steps, title } of scenarios) {
      expect(steps.length > 0, title).toBe(probe?.notApplicable === undefined);
      expect([probe?.expects, probe?.why], title).not.toContain("");
    }
  });

  test("follow from the seed", () => {
    // As text: also in the same order, request by request.
    const transcript = JSON.stringify(features);
    expect(JSON.stringify(probeFeatures(api, 1))).toBe(transcript);
    expect(JSON.stringify(probeFeatures(api, 2))).not.toBe(transcript);
  });
});

test("every document gets the same claims", () => {
  const claims = apis.map(({ api }) => [
    ...new Set(
      probeFeatures(api, 1).flatMap(({ scenarios }) => scenarios.map(({ probe }) => probe?.id)),
    ),
  ]);
  for (const ids of claims) expect(ids).toEqual(claims[0]);
});

test("the table of the manual has every claim", () => {
  const manual = readFileSync(join(import.meta.dirname, "../../docs/contract.md"), "utf8");
  const [first] = apis;
  if (first === undefined) throw new Error("no documents");
  const scenarios = probeFeatures(first.api, 1).flatMap((one) => one.scenarios);
  for (const { probe } of scenarios) expect(manual).toContain(`\`${probe?.id}\``);
});

test("targets lead to the most literal path", () => {
  const api = apis.find(({ name }) => name === "hostile")?.api;
  if (api === undefined) throw new Error("no hostile document");
  expect(routeOf(api, "/kontos/self")?.path).toBe("/kontos/self");
  expect(routeOf(api, "/%6Bontos/self")?.path).toBe("/kontos/self");
  expect(routeOf(api, "/things/1%2F2")?.path).toBe("/things/{class}");
  expect(leadsNowhere(api, "/things//")).toBe(true);
  expect(leadsNowhere(api, "/docs/anything")).toBe(false);
});

describe("reports for machines", () => {
  const failure = {
    place: null,
    differences: [{ where: "status", expected: "404", actual: "<200>" }],
    sent: "GET /a\nHost: x",
    received: "HTTP/1.1 200\n\n\u0001",
    curl: null,
  };
  const report: ContractReport = {
    url: "http://127.0.0.1:1",
    run: "r1",
    passed: 1,
    failed: 1,
    notApplicable: 1,
    stopped: false,
    milliseconds: 1500,
    results: [
      { feature: "A & B", title: "one", place: null, outcome: "passed" },
      {
        feature: "A & B",
        title: 'two "#"',
        place: { file: "a,b.yaml", line: 3, column: 5 },
        outcome: "failed",
        failure,
      },
      { feature: "C", title: "three", place: null, outcome: "notApplicable", reason: "no #1" },
    ],
  };

  test("JUnit is well-formed XML with a case for each result", () => {
    const xml = formatJunit(report);
    expect(xml).toContain(
      '<testsuites name="contract" tests="3" failures="1" skipped="1" time="1.500">',
    );
    expect(xml).toContain('<testsuite name="A &amp; B" tests="2" failures="1" skipped="0">');
    expect(xml).toContain(
      'name="two &quot;#&quot;"><failure message="status: expected 404, actual &lt;200&gt;">',
    );
    expect(xml).toContain('<skipped message="no #1"/>');
    expect(xml).toContain("\uFFFD");
    expect(xml).not.toContain("\u0001");
  });

  test("TAP escapes what would be a directive", () => {
    const lines = formatTap(report).split("\n");
    expect(lines.slice(0, 4)).toEqual([
      "TAP version 14",
      "1..3",
      "ok 1 - A & B › one",
      'not ok 2 - A & B › two "\\#"',
    ]);
    expect(lines).toContain("ok 3 - C › three # SKIP no \\#1");
  });

  test("GitHub gets one line for each failure, at its place", () => {
    const text = formatGitHub(report);
    expect(text).toMatch(/^::error file=a%2Cb\.yaml,line=3,col=5,title=A & B › two "#"::status: /);
    expect(text).toContain("%0Asent%0AGET /a");
    expect(text.split("\n")).toHaveLength(2);
  });
});
