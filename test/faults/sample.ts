/** The faults that `npm test` tries: enough to see that the suite can fail, where all would take minutes. */
import { discoverTargets, type Target } from "../../src/targets/index.js";
import type { Fault } from "./fault.js";
import { FAMILIES } from "./index.js";

/** One of each family. */
export const SAMPLE: readonly Fault[] = FAMILIES.flatMap((faults) =>
  faults.filter(({ document = "own" }) => document === "own").slice(0, 1),
);

/** Two of them, others for each target. */
export function fewFaults({ name }: Target): readonly Fault[] {
  const place = discoverTargets().findIndex((target) => target.name === name);
  return [0, 1].flatMap((more) => SAMPLE[(2 * place + more) % SAMPLE.length] ?? []);
}
