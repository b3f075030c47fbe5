/**
 * The suite tests itself: faults are put in front of a correct server, one at a time, and exactly the probes that each
 * names have to notice it.
 */
import { afterAll, beforeAll, describe, test } from "vitest";
import { DOCUMENTS } from "./documents.js";
import { FAULTS } from "./index.js";
import { chosenTargets } from "./targets.js";
import { startBench, type TestBench } from "./trial.js";
import { CASES, LANES } from "./vitest.config.js";

describe.each(chosenTargets())("$name", (target) => {
  describe.each(DOCUMENTS)("%s", (document) => {
    let bench: TestBench;
    beforeAll(
      async () => void (bench = await startBench(target, document, { lanes: LANES, cases: CASES })),
    );
    afterAll(() => bench.end());

    test.concurrent("nothing is noticed where nothing is wrong", async ({ expect }) => {
      const { findings } = await bench.tryNothing();
      expect(Object.fromEntries(findings)).toEqual({});
    });

    for (const fault of FAULTS.filter((one) => (one.document ?? "own") === document)) {
      test.concurrent(`${fault.id}: ${fault.wrong}`, async ({ expect }) => {
        const { findings } = await bench.try(fault);
        const unexpected = [...findings].filter(([id]) => !fault.noticedBy.includes(id));
        expect(Object.fromEntries(unexpected), "what others have noticed").toEqual({});
        expect([...findings.keys()].toSorted()).toEqual(fault.noticedBy.toSorted());
      });
    }
  });
});
