/**
 * Templates outside of the package: a target whose folder stands anywhere is in every command, and no list names it.
 * It is a copy of a shipped one, so that it can be compared with that.
 */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
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
const FROM = ["--from", ORIGINAL.name];

describe("a target of one's own", () => {
  let cwd = "";
  let talk = "";

  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), "gen-bench-templates-"));
    await writeFile(join(cwd, "small.yaml"), SMALL);
    const args = ["new-target", "newcomer", ...FROM, ...MINE];
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
      port: 8010,
    });
    for (const said of [
      "--target newcomer --templates mine --out ./newcomer",
      "contract --target newcomer --templates mine",
      "contract --target newcomer --templates mine --process",
      `differential --targets ${ORIGINAL.name},newcomer --templates mine`,
      join("templates", "README.md"),
    ]) {
      expect(talk).toContain(said);
    }
  });

  test.each([
    [["newcomer", ...FROM], /there is a target newcomer: .*mine.*\nTake another name/],
    [[ORIGINAL.name, ...FROM], /there is a target \w+: .*\nTake another name/],
    [["Not_A_Name", ...FROM], /"Not_A_Name" is no name for a target\nTake small letters/],
    [["begun", ...FROM], /begun is there already\nTake another name, or move it away/],
    [["other", "--from", "nobody"], /unknown target "nobody"\nKnown targets: .*newcomer/],
    [["other"], /missing --from\nSee gen-bench new-target --help/],
    [FROM, /new-target needs a name for the target\nSee gen-bench new-target --help/],
  ])("is not begun by %j", async (args, says) => {
    await mkdir(join(cwd, "mine", ORIGINAL.language, "begun"), { recursive: true });
    const before = Object.keys(await contents(join(cwd, "mine")));
    const result = await genBench(["new-target", ...args, ...MINE], { cwd });
    expect(result.talk).toMatch(says);
    expect([result.code, result.out]).toEqual([2, ""]);
    expect(Object.keys(await contents(join(cwd, "mine")))).toEqual(before);
  });

  test("is listed beside the shipped ones", async () => {
    const { out } = await genBench(["targets", ...MINE, "--format", "json"], { cwd });
    const names = (JSON.parse(out) as { name: string }[]).map(({ name }) => name);
    const shipped = discoverTargets().map(({ name }) => name);
    expect(names.toSorted()).toEqual([...shipped, "newcomer"].toSorted());
    const without = await genBench(["targets"], { cwd });
    expect(without.out).not.toContain("newcomer");
  });

  test("is generated with all as alone", async () => {
    const alone = ["--target", "newcomer", "--out", "alone", ...MINE, ...SPEC];
    expect((await genBench(alone, { cwd })).code).toBe(0);
    const all = await genBench(["--all", "--out", "all", ...MINE, ...SPEC], { cwd });
    expect(all.code).toBe(0);
    const made = await contents(join(cwd, "alone"));
    expect(await contents(join(cwd, "all", "newcomer"))).toEqual(made);
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

describe("a target that is begun differs from the other one by title and port", () => {
  let cwd = "";

  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), "gen-bench-templates-"));
    await writeFile(join(cwd, "small.yaml"), SMALL);
    for (const { name, title } of discoverTargets()) {
      const args = ["new-target", `new-${name}`, "--from", name, ...MINE];
      expect((await genBench(args, { cwd })).talk).toContain(`as ${title} has them`);
    }
    const all = await genBench(["--all", "--out", "all", ...MINE, ...SPEC], { cwd });
    expect(all.code, all.talk).toBe(0);
  });

  afterAll(() => rm(cwd, { recursive: true, force: true }));

  test.each(discoverTargets())("from $name", async ({ name, language, title, port }) => {
    const manifest = join(cwd, "mine", language, `new-${name}`, "target.json");
    const own = JSON.parse(await readFile(manifest, "utf8")) as { title: string; port: number };
    const made = await contents(join(cwd, "all", `new-${name}`));
    const originals = await contents(join(cwd, "all", name));
    expect(Object.keys(made)).toEqual(Object.keys(originals));
    const others = Object.keys(made).filter(
      (path) => path !== ".gen-bench.json" && made[path] !== originals[path],
    );
    for (const path of others) {
      const back = made[path]?.replaceAll(own.title, title);
      expect(back?.replaceAll(String(own.port), String(port)), path).toBe(originals[path]);
    }
    // In the README, and where it says that it listens.
    const named = others.filter((path) => made[path]?.includes(own.title));
    expect(named).toEqual(["README.md", expect.stringMatching(/\b(main|server)\.(go|ts)$/)]);
  });
});

test("a folder whose name holds a space is one word of the commands to go on with", async () => {
  const cwd = await folderWith({});
  const args = ["new-target", "newcomer", ...FROM, "--templates", "my own"];
  expect((await genBench(args, { cwd })).talk).toContain("--templates 'my own' --out ./newcomer");
});

describe("templates that are not as they should be", () => {
  test.each([
    [{}, 2, "there is no folder mine"],
    [{ "mine/notes.txt": "" }, 2, "mine holds no templates"],
    [{ mine: "" }, 2, "mine holds no templates"],
    [{ "mine/typescript/x/target.json": "{}" }, 2, "must have required property 'name'"],
  ])("%j", async (files, code, says) => {
    const cwd = await folderWith(files);
    const result = await genBench(["targets", ...MINE], { cwd });
    expect(result.talk).toContain(says);
    expect([result.code, result.out]).toEqual([code, ""]);
  });

  test("a file where a target is to be begun", async () => {
    const cwd = await folderWith({ mine: "" });
    const result = await genBench(["new-target", "newcomer", ...FROM, ...MINE], { cwd });
    expect(result.talk).toContain("mine is no folder");
    expect(result.code).toBe(2);
  });

  test("a port that another target has", async () => {
    const manifest = await readFile(join(ORIGINAL.folder, "target.json"), "utf8");
    const own = { ...(JSON.parse(manifest) as object), name: "newcomer", aliases: [] };
    const cwd = await folderWith({
      [`mine/${ORIGINAL.language}/newcomer/target.json`]: JSON.stringify(own),
    });
    const result = await genBench(["targets", ...MINE], { cwd });
    expect(result.talk).toMatch(
      new RegExp(`two targets listen on port ${ORIGINAL.port}: .*; 8010 is free`, "s"),
    );
    expect(result.code).toBe(2);
  });

  test("a language that is not known", async () => {
    const manifest = await readFile(join(ORIGINAL.folder, "target.json"), "utf8");
    const own = { ...(JSON.parse(manifest) as object), name: "newcomer", layers: [], port: 8010 };
    const cwd = await folderWith({ "mine/klingon/newcomer/target.json": JSON.stringify(own) });
    const result = await genBench(["targets", ...MINE], { cwd });
    expect(result.talk).toContain('there is no language "klingon"\nKnown languages: ');
    expect(result.code).toBe(2);
  });

  test("a mistake in a template is told with its place, and nothing is written", async () => {
    const cwd = await folderWith({ "small.yaml": SMALL });
    const file = join("mine", ORIGINAL.language, ORIGINAL.name, "files", "src", "mine.ts.hbs");
    await genBench(["new-target", "newcomer", ...FROM, ...MINE], { cwd });
    const args = ["--target", "newcomer", "--out", "out", ...MINE, ...SPEC];
    for (const [text, says] of [
      ["{{nope}}", /Template src\/mine\.ts: "nope" not defined .*1:2/],
      ["const x = ;", /Template src\/mine\.ts: Unexpected token \(1:11\)/],
    ] as const) {
      await writeFile(join(cwd, file.replace(ORIGINAL.name, "newcomer")), text);
      const result = await genBench(args, { cwd });
      expect(result.talk).toMatch(says);
      expect(result.code).toBe(2);
    }
    expect(Object.keys(await contents(cwd)).filter((path) => path.startsWith("out"))).toEqual([]);
  });
});
