/** The checks of a process test themselves: what a server could do wrong in its life, one thing at a time. */
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { prepareSubject, type PreparedSubject } from "../../src/cli/process-subject.js";
import { createProgress } from "../../src/cli/progress.js";
import { runProcessChecks } from "../../src/contract/process/index.js";
import { folders } from "../../src/database/folders.js";
import { silentTerminal } from "../support.js";
import { apiOf } from "./documents.js";
import { PROCESS_FAULTS, type ProcessFault } from "./process/index.js";
import { chosenTargets } from "./targets.js";

/** Checks that take a second or so: one of them runs with every fault, to see that it notices nothing. */
const QUICK = [
  "process.start.bad-configuration",
  "process.query.cut",
  "process.client.gone-in-query",
  "process.stop.deadline",
  "process.stop.idle",
];

describe.each(chosenTargets())("$name", (target) => {
  let prepared: PreparedSubject;
  beforeAll(async () => {
    prepared = await prepareSubject({
      api: apiOf("own"),
      target,
      folder: join(folders().cache, "test", target.name),
      progress: createProgress(silentTerminal),
      signal: new AbortController().signal,
    });
  });
  afterAll(() => prepared.end());

  test.each(PROCESS_FAULTS)("$id: $wrong", async (fault) => {
    const { results } = await runProcessChecks(fault.put(prepared.subject), {
      ids: [...fault.noticedBy, ...others(fault)],
    });
    const applied = results.filter(({ outcome }) => outcome !== "notApplicable");
    const expected = applied.map(({ id }) => [id, fault.noticedBy.includes(id)] as const);
    const came = results.flatMap((result) =>
      result.outcome === "failed" ? [[result.id, result.findings] as const] : [],
    );
    const unexpected = came.filter(([id]) => !fault.noticedBy.includes(id));
    expect(Object.fromEntries(unexpected), "what others have noticed").toEqual({});
    const noticed = new Set(came.map(([id]) => id));
    expect(applied.map(({ id }) => [id, noticed.has(id)])).toEqual(expected);
  });
});

/** Another one for every fault. */
function others({ noticedBy, id }: ProcessFault): readonly string[] {
  const all = QUICK.filter((one) => !noticedBy.includes(one));
  const place = PROCESS_FAULTS.findIndex((fault) => fault.id === id);
  return all.slice(place % all.length).slice(0, 1);
}
