/** What can be said of the faults without a server: every probe and every check of a process has one of its own. */
import { describe, expect, test } from "vitest";
import { probeFeatures } from "../../src/contract/probes/index.js";
import { PROCESS_CHECKS } from "../../src/contract/process/index.js";
import { apiOf, DOCUMENTS } from "./documents.js";
import type { DocumentName } from "./fault.js";
import { FAULTS } from "./index.js";
import { PROCESS_FAULTS } from "./process/index.js";

const SEED = 20_260_101;

/** Ids of the probes, and whether each has something to apply to in the document. */
function probesOf(document: DocumentName): ReadonlyMap<string, boolean> {
  return new Map(
    probeFeatures(apiOf(document), SEED)
      .flatMap(({ scenarios }) => scenarios)
      .flatMap(({ probe }) => (probe === undefined ? [] : [probe]))
      .map(({ id, notApplicable }) => [id, notApplicable === undefined]),
  );
}

const probes = new Map(DOCUMENTS.map((document) => [document, probesOf(document)]));

describe("faults that probes notice", () => {
  test("there are at least sixty, each with a name of its own", () => {
    const ids = FAULTS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(60);
  });

  test("every probe has a fault that is there for it", () => {
    const noticed = FAULTS.map(({ noticedBy }) => noticedBy[0]);
    const ids = [...(probes.get("own")?.keys() ?? [])];
    expect(ids.filter((id) => !noticed.includes(id))).toEqual([]);
  });

  test("every fault names probes that there are, and its document has something for the first", () => {
    const wrong = FAULTS.filter(({ noticedBy, document = "own" }) => {
      const known = probes.get(document);
      return known?.get(noticedBy[0]) !== true || noticedBy.some((id) => !known.has(id));
    });
    expect(wrong.map(({ id }) => id)).toEqual([]);
  });
});

describe("faults that checks of a process notice", () => {
  test("every check has a fault that is there for it", () => {
    const noticed = PROCESS_FAULTS.map(({ noticedBy }) => noticedBy[0]);
    expect(PROCESS_CHECKS.map(({ id }) => id).filter((id) => !noticed.includes(id))).toEqual([]);
  });

  test("every fault has a name of its own and names checks that there are", () => {
    const ids = PROCESS_FAULTS.map(({ id }) => id);
    const known = new Set(PROCESS_CHECKS.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    const named = PROCESS_FAULTS.flatMap(({ noticedBy }) => noticedBy);
    expect(named.filter((id) => !known.has(id))).toEqual([]);
  });
});
