/**
 * The suite tests itself, in small: one fault of each family, and two of them on every other target, which are others
 * for each. All of them are tried by `npm run test:faults`.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FAMILIES } from "../faults/index.js";
import { chosenTargets } from "../faults/targets.js";
import { startBench, type TestBench } from "../faults/trial.js";
import { runnableTargets } from "./several.js";

const one = FAMILIES.flatMap((faults) =>
  faults.filter(({ document = "own" }) => document === "own").slice(0, 1),
);
const [first] = chosenTargets();
const { targets } = await runnableTargets();
const others = targets.filter(({ name }) => name !== first?.name);

/** The next two for each target, round and round. */
function sampleOf(name: string): typeof one {
  const place = others.findIndex((target) => target.name === name);
  return place === -1 ? one : [0, 1].flatMap((more) => one[(2 * place + more) % one.length] ?? []);
}

describe.each(targets)("$name", (target) => {
  let bench: TestBench;
  beforeAll(async () => void (bench = await startBench(target, "own", 1)));
  afterAll(() => bench.end());

  test.each(sampleOf(target.name))("$id: $wrong", async (fault) => {
    const { findings } = await bench.try(fault);
    expect([...findings.keys()].toSorted()).toEqual(fault.noticedBy.toSorted());
  });
});
