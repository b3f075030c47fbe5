/** A folder is current without generating only for the very inputs and the build that made it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Job } from "../../../src/cli/jobs.js";
import { createRecords } from "../../../src/cli/records.js";
import { readDocument } from "../../../src/cli/document-files.js";
import { updateOutput } from "../../../src/output/index.js";
import { createFolderReader } from "../../../src/targets/index.js";

async function kept() {
  const root = mkdtempSync(join(tmpdir(), "gen-bench-records-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const document = join(root, "api.yaml");
  writeFileSync(document, readFileSync("spec/starter.yaml"));
  const job: Job = { kind: "database", folder: join(root, "out") };
  const output = { folder: job.folder, files: new Map([["a.sql", "select 1\n"]]), made: new Map() };
  const plans = await updateOutput([output], { force: false });
  const records = (generator: string) =>
    createRecords({ folder: join(root, "cache"), generator }, createFolderReader());
  const made = { outputs: [output], ownFolders: [join(root, "own")] };
  records("build").keep([job], await readDocument(document), made, plans);
  return { root, document, job, records };
}

test("the same build recalls what it kept", async () => {
  const { document, job, records } = await kept();
  const plans = await records("build").recall([job], document);
  expect(plans?.map(({ files }) => files.map(({ state }) => state))).toEqual([["keep"]]);
});

test("another build does not", async () => {
  const { document, job, records } = await kept();
  expect(await records("upgraded").recall([job], document)).toBe(null);
});

test("nothing is recalled of another document, or of another folder beside it", async () => {
  const { root, document, job, records } = await kept();
  const copy = join(root, "copy.yaml");
  writeFileSync(copy, readFileSync(document));
  expect(await records("build").recall([job], copy)).toBe(null);
  const other: Job = { ...job, folder: join(root, "other") };
  expect(await records("build").recall([job, other], document)).toBe(null);
});

test("a document of which a file is missing is not kept", async () => {
  const { document, job, records } = await kept();
  const files = await readDocument(document);
  const others = new Map([["b.yaml", { problem: "there is no b.yaml" }]]);
  writeFileSync(document, `${readFileSync(document, "utf8")}\n`);
  records("build").keep([job], { ...files, others }, { outputs: [], ownFolders: [] }, []);
  expect(await records("build").recall([job], document)).toBe(null);
});

test("nothing is recalled when the user has put files where they may be", async () => {
  const { root, document, job, records } = await kept();
  mkdirSync(join(root, "own"));
  expect(await records("build").recall([job], document)).toBe(null);
});
