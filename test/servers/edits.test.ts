/**
 * A few documents with random edits, always the same, on one target of each language; `npm run check:edits` tries
 * hundreds on all, and serves some.
 */
import { describe, expect, test } from "vitest";
import { documentCases } from "../documents.js";
import { runEdits, shrinkFinding } from "../edits/run.js";
import { runnableTargets } from "./several.js";

const SEED = 1000;
const EDITS = 18;

const { targets } = await runnableTargets();
const oneOfEach = targets.filter(
  ({ language }, index) => targets.findIndex((one) => one.language === language) === index,
);

describe.skipIf(oneOfEach.length === 0)("edited documents", () => {
  test("are accepted by compilers, or refused", { timeout: 300_000 }, async () => {
    const report = await runEdits({
      documents: documentCases(),
      targets: oneOfEach,
      seed: SEED,
      count: EDITS,
    });
    const told: string[] = [];
    for (const finding of report.findings) told.push(await shrinkFinding(finding, oneOfEach));
    expect(told.join("\n\n")).toBe("");
    expect(report.accepted.length).toBeGreaterThan(EDITS / 4);
    expect(report.refused.size).toBeGreaterThan(0);
  });
});
