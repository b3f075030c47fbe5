/** Folders of templates are laid over each other, from the general to the special. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { planFiles } from "../../../src/render/plan.js";
import { discoverTargets, loadFolders } from "../../../src/targets/index.js";

const manifest = {
  name: "one",
  title: "One",
  aliases: [],
  framework: { name: "one", version: "1.0.0" },
  port: 9000,
  pathStyle: "find-my-way",
  toolchain: { requires: [], install: [], build: [], start: ["true"], checks: [] },
};

function templates(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "gen-bench-templates-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const schema = JSON.stringify({ type: "object" });
  for (const [path, text] of Object.entries({ "target.schema.json": schema, ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

test("a layer stands between the language and those targets that name it", () => {
  const root = templates({
    "tongue/_language/static/a": "language",
    "tongue/_language/static/b": "language",
    "tongue/_language/static/c": "language",
    "tongue/_shared/layer.json": JSON.stringify({ conditions: { b: "wanted" } }),
    "tongue/_shared/static/b": "layer",
    "tongue/_shared/static/c": "layer",
    "tongue/one/target.json": JSON.stringify({ ...manifest, layers: ["_shared"] }),
    "tongue/one/static/c": "target",
    "tongue/two/target.json": JSON.stringify({ ...manifest, name: "two", port: 9001 }),
  });
  const plans = discoverTargets([root]).map((target) => planFiles(loadFolders(target)));
  expect(plans.map(({ copies }) => Object.fromEntries(copies))).toEqual([
    { a: "language", b: "layer", c: "target" },
    { a: "language", b: "language", c: "language" },
  ]);
  expect(plans.map(({ conditions }) => conditions)).toEqual([{ b: "wanted" }, {}]);
});
