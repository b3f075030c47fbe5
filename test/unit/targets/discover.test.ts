/** Targets are found by looking, in our templates and in folders that are laid over them. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { planFiles } from "../../../src/render/plan.js";
import { discoverTargets, loadFolders, shippedTemplates } from "../../../src/targets/index.js";

const toolchain = { requires: [], install: [], build: [], start: ["true"], checks: [] };

function manifest(name: string, more: object = {}): string {
  const framework = { name, version: "1.0.0" };
  const pathStyle = "find-my-way";
  return JSON.stringify({
    name,
    title: name,
    aliases: [],
    framework,
    port: 9000,
    pathStyle,
    toolchain,
    ...more,
  });
}

/** A folder of templates; the name of each file is its text where none is given. */
function templates(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), "gen-bench-templates-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const all = { "target.schema.json": JSON.stringify({ type: "object" }), ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** What each target copies, by name. */
function copies(...roots: readonly string[]): object {
  return Object.fromEntries(
    discoverTargets(roots).map((target) => [
      target.name,
      Object.fromEntries(planFiles(loadFolders(target)).copies),
    ]),
  );
}

const base = {
  "_all/static/all": "base",
  "tongue/_language/static/a": "base",
  "tongue/_layer/static/b": "base",
  "tongue/one/target.json": manifest("one", { layers: ["_layer"] }),
  "tongue/one/static/c": "base",
  "tongue/one/static/d": "base",
};

describe("a second folder of templates", () => {
  test("adds a target, made from what the first has for its language", () => {
    const over = templates({
      "tongue/two/target.json": manifest("two", { port: 9001, layers: ["_layer"] }),
      "tongue/two/static/c": "over",
    });
    expect(copies(templates(base), over)).toEqual({
      one: { all: "base", a: "base", b: "base", c: "base", d: "base" },
      two: { all: "base", a: "base", b: "base", c: "over" },
    });
  });

  test("replaces single files of a target, where its folder there has no target.json", () => {
    const over = templates({ "tongue/one/static/c": "over" });
    expect(copies(templates(base), over)).toEqual({
      one: { all: "base", a: "base", b: "base", c: "over", d: "base" },
    });
  });

  test("replaces a target, where its folder there has one", () => {
    const over = templates({
      "tongue/one/target.json": manifest("one"),
      "tongue/one/static/c": "over",
    });
    expect(copies(templates(base), over)).toEqual({ one: { all: "base", a: "base", c: "over" } });
  });

  test("is laid over what targets share, below their own files", () => {
    const over = templates({
      "_all/static/all": "over",
      "tongue/_language/static/a": "over",
      "tongue/_layer/static/b": "over",
      "tongue/_layer/static/c": "over",
    });
    expect(copies(templates(base), over)).toEqual({
      one: { all: "over", a: "over", b: "over", c: "base", d: "base" },
    });
  });

  test("may be the first one again", () => {
    const root = templates(base);
    expect(copies(root, root)).toEqual(copies(root));
  });
});

test.each<[string, Readonly<Record<string, string>>, RegExp]>([
  ["no JSON", { "tongue/one/target.json": "{" }, /one\/target\.json: /],
  ["an unknown layer", { "tongue/one/target.json": manifest("one", { layers: ["_no"] }) }, /_no$/],
  [
    "a name that is taken",
    {
      "tongue/one/target.json": manifest("one"),
      "tongue/two/target.json": manifest("two", { aliases: ["one"] }),
    },
    /two targets are called one: .*one and .*two/,
  ],
  [
    "a port that is taken",
    { "tongue/one/target.json": manifest("one"), "tongue/two/target.json": manifest("two") },
    /two targets listen on port 9000: .*one and .*two/,
  ],
])("%s is refused with its place", (_, files, says) => {
  expect(() => discoverTargets([templates(files)])).toThrow(says);
});

test("what the schema of target.json does not know is refused", () => {
  const over = templates({ "typescript/one/target.json": manifest("one", { ports: 1 }) });
  expect(() => discoverTargets([shippedTemplates(), over])).toThrow(/additional properties: ports/);
});
