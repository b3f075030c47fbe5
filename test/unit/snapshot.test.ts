/** `generated/` is what a pull request shows: it must be what the generator makes, byte for byte. */
import { readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { describe, expect, test } from "vitest";
import { generate } from "../../src/generate.js";
import { databaseFiles } from "../../src/sql/index.js";
import { discoverTargets } from "../../src/targets/index.js";
import { documentCases } from "../documents.js";
import { lowered } from "../support.js";

const root = join(import.meta.dirname, "../..");
const [own] = documentCases();
if (own === undefined) throw new Error("our own document is missing");
const api = lowered(own);
const targets = discoverTargets();

/** The files that git holds would do as well, but a new file is stale before it is added. */
function onDisk(folder: string): Map<string, string> {
  const skipped = /(^|\/)(node_modules|dist|\.gen-bench\.json|\.env)(\/|$)/;
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !skipped.test(path))
    .toSorted();
  return new Map(paths.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

const sorted = (files: ReadonlyMap<string, string>) =>
  [...files].toSorted(([a], [b]) => (a < b ? -1 : 1));

describe.each(targets)("generated/$name", (target) => {
  test("is what the generator makes", { timeout: 60_000 }, async () => {
    const { files: made, own: yours } = await generate({ api, target });
    expect(yours).toEqual(new Map());
    const there = onDisk(join(root, "generated", target.name));
    expect([...there.keys()]).toEqual([...made.keys()].toSorted());
    for (const [path, text] of made) expect(there.get(path), path).toBe(text);
  });
});

test("the database's files are what the model says", () => {
  expect(sorted(onDisk(join(root, "generated/database")))).toEqual(sorted(databaseFiles(api)));
});

test("the same bytes on every run and in any order of targets", { timeout: 60_000 }, async () => {
  const first = [];
  for (const target of targets) first.push(await generate({ api, target }));
  const again = [];
  for (const target of targets.toReversed()) {
    again.unshift(
      await generate({ api: lowered({ ...own, file: "/elsewhere/api.yaml" }), target }),
    );
  }
  expect(again).toEqual(first);
});
