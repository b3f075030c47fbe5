/** Faults that are put into one of several servers, to show that a differential run finds them and shrinks them. */
import { expect } from "vitest";
import { formatDifferential, runDifferential } from "../../src/contract/differential/index.js";
import { faulty, type Fault } from "./several.js";

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

/** Each fault is found, and shrunk to the few requests that show it. */
export async function expectFaultsFound(
  options: Parameters<typeof runDifferential>[0],
): Promise<void> {
  const [first, second, ...others] = options.subjects;
  if (first === undefined || second === undefined) throw new Error("two servers are needed");
  for (const [what, fault] of FAULTS) {
    const { subject, close } = await faulty(second, fault);
    try {
      const subjects = [first, subject, ...others];
      const report = await runDifferential({ ...options, subjects });
      const { difference } = report.seeds[0] ?? {};
      const told = `${what}\n${formatDifferential(report)}`;
      expect(difference?.steps.length ?? 0, told).toBeGreaterThan(0);
      expect(difference?.steps.length, told).toBeLessThanOrEqual(3);
      expect(difference?.odd, told).toEqual(subjects.length > 2 ? ["faulty"] : []);
    } finally {
      close();
    }
  }
}
