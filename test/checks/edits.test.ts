/**
 * Documents with one to three random edits each: every one is generated for all targets and accepted by the tools of
 * their languages, or refused with diagnostics that have a place in it. A share of them goes through the built command
 * and the disk, and a sample of what was accepted is served and keeps to its own contract. `EDITS=500 SEED=1 SAMPLE=20`
 * says how many, which, and how many are served.
 */
import { afterAll, describe, expect, test } from "vitest";
import { ensureServer, stopServer } from "../../src/database/index.js";
import { documentCases } from "../documents.js";
import { createRoom } from "../edits/command.js";
import { applyEdits } from "../edits/index.js";
import { runEdits, shrinkFinding, type Trial } from "../edits/run.js";
import { serveSample } from "../edits/serve.js";
import { runnableTargets } from "../servers/several.js";

const EDITS = Number(process.env["EDITS"] ?? 500);
const SEED = Number(process.env["SEED"] ?? 1);
const SAMPLE = Number(process.env["SAMPLE"] ?? 20);
/** One in so many goes through the command. */
const BY_COMMAND = 20;
/** So many findings are made small. */
const SHOWN = 20;

const { targets } = await runnableTargets();
const documents = documentCases();
const accepted: Trial[] = [];

const database = await ensureServer();
afterAll(async () => {
  if (database.started) await stopServer();
});

describe("edited documents", () => {
  test("are generated and accepted by compilers, or refused", { timeout: 3_600_000 }, async () => {
    const started = performance.now();
    const room = await createRoom();
    const byCommand: string[] = [];
    try {
      const report = await runEdits({
        documents,
        targets,
        seed: SEED,
        count: EDITS,
        onFinding: ({ trial, problem }) => {
          console.log(`${describeTrial(trial)}\n${problem.split("\n").slice(0, 6).join("\n")}`);
        },
        onOutcome: async (trial, outcome) => {
          if (trial.seed % BY_COMMAND !== 0) return;
          const problem = await room.tell(trial.text, outcome);
          if (problem !== null) byCommand.push(`${describeTrial(trial)}\n${problem}`);
        },
      });
      accepted.push(...report.accepted);
      const seconds = ((performance.now() - started) / 1000).toFixed(0);
      const refused = [...report.refused].toSorted(([, a], [, b]) => b - a);
      const codes = refused.map(([code, count]) => `${code} ${count}`).join(", ");
      console.log(
        `${EDITS} edited documents in ${seconds} s: ${accepted.length} accepted, ` +
          `${report.findings.length} findings; refused by ${codes}`,
      );
      const told: string[] = [];
      for (const finding of report.findings.slice(0, SHOWN)) {
        told.push(await shrinkFinding(finding, targets));
      }
      expect([...told, ...byCommand].join("\n\n")).toBe("");
      expect(report.findings).toEqual([]);
    } finally {
      await room.remove();
    }
  });

  test("are served as they say", { timeout: 3_600_000 }, async () => {
    const report = await serveSample(accepted, targets, { count: SAMPLE, seed: SEED });
    const runs = [...report.runs].map(([name, count]) => `${name} ${count}`).join(", ");
    console.log(`${report.passed} checks passed on ${runs}`);
    const told = report.findings.map(({ trial, problem }) => `${describeTrial(trial)}\n${problem}`);
    expect(told.join("\n\n")).toBe("");
    expect(report.passed).toBeGreaterThan(0);
  });
});

function describeTrial({ seed, document, edits }: Trial): string {
  const { done } = applyEdits(document.text, edits);
  return [`seed ${seed} on ${document.name}`, ...done.map((one) => `  ${one}`)].join("\n");
}
