/**
 * All targets answer the same seeded sequences alike and store the same, byte for byte but for volatile values. A
 * target or a document is in here as soon as its folder exists; a target that is alone is compared with itself.
 */
import { afterAll, describe, expect, test } from "vitest";
import { startSubjects } from "../../src/cli/differential.js";
import { formatDifferential, runDifferential } from "../../src/contract/differential/index.js";
import { ensureServer, stopServer } from "../../src/database/index.js";
import { documentCases } from "../documents.js";
import { lowered } from "../support.js";
import { faulty, runnableTargets, startOptions, type Fault } from "./several.js";

/** Sequences for our own document, and for each of the others. */
const OWN_SEEDS = 20;
const OTHER_SEEDS = 4;
const REQUESTS = 1000;
/** The first seed, so that a failure can be seen again. */
const SEED = 20_260_101;

const database = await ensureServer();
afterAll(async () => {
  if (database.started) await stopServer();
});

const { targets, missing } = await runnableTargets();
for (const notice of missing) {
  if (process.env["CI"]) test(notice, () => expect(notice).toBe(""));
  else test.skip(notice);
}

const seeds = (count: number): number[] =>
  Array.from({ length: count }, (_, index) => SEED + index);

/** Each keeps the length of what it changes. */
const FAULTS: readonly (readonly [string, Fault])[] = [
  ["another status", (answer) => answer.replace("HTTP/1.1 405", "HTTP/1.1 404")],
  ["a header of another name", (answer) => answer.replace(/^Allow:/im, "Alloy:")],
  ["one byte of a message", (answer) => answer.replace("must be at least", "must be at Least")],
  [
    "a status that depends on an earlier request",
    (answer, seen) =>
      seen.includes("HTTP/1.1 415") ? answer.replace("HTTP/1.1 405", "HTTP/1.1 400") : answer,
  ],
];

const documents = documentCases();

describe.each(documents)("$name", ({ name, file, text }) => {
  const isOwn = name === documents[0]?.name;

  test("is served alike by all targets", { timeout: 600_000 }, async () => {
    const api = lowered({ file, text });
    const { subjects, jwtSecret: secret, stop } = await startSubjects(startOptions(api, targets));
    try {
      const options = { api, subjects, requests: REQUESTS, secret };
      const report = await runDifferential({
        ...options,
        seeds: seeds(isOwn ? OWN_SEEDS : OTHER_SEEDS),
        bail: true,
      });
      expect(report.failed, formatDifferential(report)).toBe(0);
      // Most of what sequences make has to be something else than refused.
      const { "200": fine = 0 } = report.seeds[0]?.statuses ?? {};
      expect(fine).toBeGreaterThan(REQUESTS / 5);
      if (isOwn) for (const [what, fault] of FAULTS) await expectFound(options, what, fault);
    } finally {
      await stop();
    }
  });
});

/** A fault that was put into one server is found, and shrunk to the few requests that show it. */
async function expectFound(
  options: Omit<Parameters<typeof runDifferential>[0], "seeds">,
  what: string,
  fault: Fault,
): Promise<void> {
  const [first, second, ...others] = options.subjects;
  if (first === undefined || second === undefined) throw new Error("two servers are needed");
  const { subject, close } = await faulty(second, fault);
  try {
    const subjects = [first, subject, ...others];
    const report = await runDifferential({ ...options, subjects, seeds: seeds(1) });
    const { difference } = report.seeds[0] ?? {};
    const told = `${what}\n${formatDifferential(report)}`;
    expect(difference?.steps.length ?? 0, told).toBeGreaterThan(0);
    expect(difference?.steps.length, told).toBeLessThanOrEqual(3);
    expect(difference?.odd, told).toEqual(subjects.length > 2 ? ["faulty"] : []);
  } finally {
    close();
  }
}
