/**
 * Templates outside of the package: a target whose folder stands anywhere is in every command, and no list names it.
 * It is a copy of a shipped one, so that it can be compared with that.
 */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { discoverTargets } from "../../src/targets/index.js";
import { contents, folderWith } from "../unit/output/folder.js";
import { genBench } from "./command.js";
import { SMALL } from "./documents.js";

const SPEC = ["--spec", "small.yaml"];
const MINE = ["--templates", "mine"];

const ORIGINAL = discoverTargets().find(({ language }) => language === "typescript");
if (ORIGINAL === undefined) throw new Error("there is no TypeScript target");

describe("a target of one's own", () => {
  let cwd = "";
  let talk = "";

  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), "gen-bench-templates-"));
    await writeFile(join(cwd, "small.yaml"), SMALL);
    const args = ["new-target", "newcomer", "--from", ORIGINAL.name, ...MINE];
    const made = await genBench(args, { cwd });
    expect(made).toMatchObject({ code: 0, out: "" });
    talk = made.talk;
  });

  afterAll(() => rm(cwd, { recursive: true, force: true }));

  test("is begun as a copy with a name, title and port of its own", async () => {
    const folder = join(cwd, "mine", ORIGINAL.language, "newcomer");
    const { "target.json": manifest, ...files } = await contents(folder);
    const { "target.json": original, ...originals } = await contents(ORIGINAL.folder);
    expect(files).toEqual(originals);
    expect(JSON.parse(manifest ?? "")).toEqual({
      ...(JSON.parse(original ?? "") as object),
      name: "newcomer",
      title: "Newcomer",
      aliases: [],
      port: Math.max(...discoverTargets().map(({ port }) => port)) + 1,
    });
    expect(talk).toContain("gen-bench contract --target newcomer --templates mine");
    const again = await genBench(["new-target", "newcomer", "--from", ORIGINAL.name, ...MINE], {
      cwd,
    });
    expect([again.code, again.talk]).toEqual([2, expect.stringContaining("mine")]);
  });

  test("is listed beside the shipped ones", async () => {
    const { out } = await genBench(["targets", ...MINE, "--format", "json"], { cwd });
    const names = (JSON.parse(out) as { name: string }[]).map(({ name }) => name);
    const shipped = discoverTargets().map(({ name }) => name);
    expect(names.toSorted()).toEqual([...shipped, "newcomer"].toSorted());
    const without = await genBench(["targets"], { cwd });
    expect(without.out).not.toContain("newcomer");
  });

  test("is generated alone and with all, and differs from its original by title and port", async () => {
    const alone = ["--target", "newcomer", "--out", "alone", ...MINE, ...SPEC];
    expect((await genBench(alone, { cwd })).code).toBe(0);
    const all = await genBench(["--all", "--out", "all", ...MINE, ...SPEC], { cwd });
    expect(all.code).toBe(0);
    const made = await contents(join(cwd, "alone"));
    expect(await contents(join(cwd, "all", "newcomer"))).toEqual(made);
    const originals = await contents(join(cwd, "all", ORIGINAL.name));
    expect(Object.keys(made)).toEqual(Object.keys(originals));
    for (const [path, text] of Object.entries(made)) {
      if (path === ".gen-bench.json" || text === originals[path]) continue;
      const port = String(Math.max(...discoverTargets().map((one) => one.port)) + 1);
      const back = text.replaceAll("Newcomer", ORIGINAL.title);
      expect(back.replaceAll(port, String(ORIGINAL.port)), path).toBe(originals[path]);
    }
  });

  test.each([
    ["up", "--target", "newcome"],
    ["contract", "--target", "newcome"],
    ["contract", "--target", "newcome", "--process"],
    ["differential", "--targets", "newcomer,newcome"],
    ["interop", "--targets", "newcomer,newcome"],
    ["new-target", "other", "--from", "newcome"],
  ])("is known to %s %s", async (...args) => {
    const spec = args[0] === "new-target" ? [] : SPEC;
    const result = await genBench([...args, ...MINE, ...spec], { cwd });
    expect(result.talk).toContain('unknown target "newcome", did you mean newcomer?');
    expect(result.code).toBe(2);
  });

  test("is built, started and checked", { timeout: 240_000 }, async () => {
    const args = ["contract", "--target", "newcomer", ...MINE, ...SPEC, "--grep", "routing."];
    const result = await genBench(args, { cwd });
    expect(result.code, result.talk).toBe(0);
    expect(result.talk).toContain("starting Newcomer");
    expect(result.out).toMatch(/[1-9]\d* passed/);
  });
});

describe("templates that are not as they should be", () => {
  test.each([
    [{}, 2, "there is no folder mine"],
    [{ "mine/notes.txt": "" }, 2, "mine holds no templates"],
    [{ "mine/typescript/x/target.json": "{}" }, 2, "must have required property 'name'"],
  ])("%j", async (files, code, says) => {
    const cwd = await folderWith(files);
    const result = await genBench(["targets", ...MINE], { cwd });
    expect(result.talk).toContain(says);
    expect([result.code, result.out]).toEqual([code, ""]);
  });

  test("a language that is not known", async () => {
    const manifest = await readFile(join(ORIGINAL.folder, "target.json"), "utf8");
    const own = { ...(JSON.parse(manifest) as object), name: "newcomer", layers: [] };
    const cwd = await folderWith({ "mine/klingon/newcomer/target.json": JSON.stringify(own) });
    const result = await genBench(["targets", ...MINE], { cwd });
    expect(result.talk).toContain('there is no language "klingon"\nKnown languages: ');
    expect(result.code).toBe(2);
  });

  test("a mistake in a template is told with its place, and nothing is written", async () => {
    const cwd = await folderWith({ "small.yaml": SMALL });
    const file = join("mine", ORIGINAL.language, ORIGINAL.name, "files", "src", "mine.ts.hbs");
    await genBench(["new-target", "newcomer", "--from", ORIGINAL.name, ...MINE], { cwd });
    const args = ["--target", "newcomer", "--out", "out", ...MINE, ...SPEC];
    for (const [text, says] of [
      ["{{nope}}", /Template src\/mine\.ts: "nope" not defined .*1:2/],
      ["const x = ;", /Template src\/mine\.ts: Expression expected\. \(1:11\)/],
    ] as const) {
      await writeFile(join(cwd, file.replace(ORIGINAL.name, "newcomer")), text);
      const result = await genBench(args, { cwd });
      expect(result.talk).toMatch(says);
      expect(result.code).toBe(2);
    }
    expect(Object.keys(await contents(cwd)).filter((path) => path.startsWith("out"))).toEqual([]);
  });
});
