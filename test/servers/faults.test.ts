/**
 * The suite tests itself, in small: one fault of each family, on one target; documents.test.ts tries two on every target.
 * All of them are tried by `npm run test:faults`.
 */
import { afterAll, beforeAll, describe, test } from "vitest";
import { SAMPLE } from "../faults/sample.js";
import { chosenTargets } from "../faults/targets.js";
import { startBench, type TestBench } from "../faults/trial.js";

const LANES = 3;

describe.each(chosenTargets())("$name", (target) => {
  let bench: TestBench;
  beforeAll(async () => void (bench = await startBench(target, "own", { lanes: LANES, cases: 1 })));
  afterAll(() => bench.end());

  test.concurrent.for(SAMPLE)("$id: $wrong", async (fault, { expect }) => {
    const { findings } = await bench.try(fault);
    expect([...findings.keys()].toSorted()).toEqual(fault.noticedBy.toSorted());
  });
});
