/** Writing, checking and writing again, with the real command. */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contents, folderWith } from "../unit/output/folder.js";
import { genBench, type Result } from "./command.js";
import { SMALL } from "./documents.js";

const OUT = "out";
const LEDGER = ".gen-bench.json";

/** The first two generated texts. */
async function twoFiles(cwd: string): Promise<[string, string]> {
  const ledger = JSON.parse(await readFile(join(cwd, OUT, LEDGER), "utf8")) as { files: object };
  const [first, second] = Object.keys(ledger.files).filter((path) => /\.(ts|py|go|rs)$/.test(path));
  return [first ?? "", second ?? ""];
}

describe("gen-bench --target", () => {
  let target = "";
  /** A folder as a first run leaves it, to be copied. */
  let pristine = "";

  beforeAll(async () => {
    const { out } = await genBench(["targets", "--format", "json"], { cwd: "." });
    const [first] = JSON.parse(out) as { name: string }[];
    target = first?.name ?? "";
    pristine = await mkdtemp(join(tmpdir(), "gen-bench-pristine-"));
    await writeFile(join(pristine, "small.yaml"), SMALL);
    expect(await run(pristine)).toMatchObject({ code: 0, out: "" });
  });

  afterAll(() => rm(pristine, { recursive: true, force: true }));

  function run(cwd: string, ...args: readonly string[]): Promise<Result> {
    return genBench(["--target", target, "--out", OUT, "--spec", "small.yaml", ...args], { cwd });
  }

  async function generated(): Promise<string> {
    const cwd = await folderWith();
    await cp(pristine, cwd, { recursive: true });
    return cwd;
  }

  test("the shipped document is used where there is none, and a line says so", async () => {
    const cwd = await folderWith();
    const result = await genBench(["--target", target, "--out", OUT], { cwd });
    expect(result.talk).toMatch(/using the document shipped[^]*out: \d+ added\nnext: cd out && /);
    expect(result.code).toBe(0);
  });

  test("a second run writes nothing, and what it wrote is current", async () => {
    const cwd = await generated();
    const [path] = await twoFiles(cwd);
    const paths = [path, LEDGER, "."].map((one) => join(cwd, OUT, one));
    const before = await Promise.all(paths.map((one) => stat(one)));
    const again = await run(cwd);
    expect(again.talk).toMatch(/out: \d+ unchanged\n$/);
    const after = await Promise.all(paths.map((one) => stat(one)));
    expect(after.map(({ ino, mtimeMs }) => [ino, mtimeMs])).toEqual(
      before.map(({ ino, mtimeMs }) => [ino, mtimeMs]),
    );
    expect(await run(cwd, "--check")).toMatchObject({ code: 0, out: "" });
  });

  test("the same bytes, wherever they are written", async () => {
    const elsewhere = await folderWith({ "small.yaml": SMALL });
    expect((await run(elsewhere)).code).toBe(0);
    const files = await contents(elsewhere);
    expect(files).toEqual(await contents(pristine));
    expect(JSON.stringify(files)).not.toContain(elsewhere);
  });

  test("an edited file stops the run, and --force takes the generated text", async () => {
    const cwd = await generated();
    const [edited, missing] = await twoFiles(cwd);
    await writeFile(join(cwd, OUT, edited), "mine\n");
    await rm(join(cwd, OUT, missing));
    const before = await contents(cwd);
    const stopped = await run(cwd);
    expect(stopped.code).toBe(1);
    expect(stopped.talk).toContain(join(OUT, edited));
    expect(stopped.talk).toContain("--force");
    // What would be lost.
    expect(stopped.talk).toMatch(/^--- a\/out\/.*\n\+\+\+ b\/out\/.*\n@@.*@@\n-mine\n\+/m);
    const checked = await run(cwd, "--check");
    expect(checked.code).toBe(1);
    expect(checked.out.split("\n").toSorted()).toEqual([
      "",
      `edited: ${join(OUT, edited)} (edited by hand since it was generated)`,
      `missing: ${join(OUT, missing)} (not on the disk any more)`,
    ]);
    expect(await contents(cwd)).toEqual(before);
    expect((await run(cwd, "--force")).code).toBe(0);
    expect((await run(cwd, "--check")).code).toBe(0);
  });

  test("a stale file is pruned, with the folder that becomes empty", async () => {
    const cwd = await generated();
    // As a version of the generator that made one file more would have left it.
    const ledgerFile = join(cwd, OUT, LEDGER);
    const ledger = JSON.parse(await readFile(ledgerFile, "utf8")) as { files: object };
    const hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    await mkdir(join(cwd, OUT, "zz/old"), { recursive: true });
    await writeFile(join(cwd, OUT, "zz/old/file"), "hello");
    await writeFile(
      ledgerFile,
      JSON.stringify({ files: { ...ledger.files, "zz/old/file": hash } }),
    );
    const checked = await run(cwd, "--check");
    const because = "(the document and the templates changed)";
    expect(checked).toMatchObject({
      code: 1,
      out: `no longer generated: ${OUT}/zz/old/file ${because}\n`,
    });
    expect((await run(cwd)).talk).toMatch(/1 deleted/);
    await expect(stat(join(cwd, OUT, "zz"))).rejects.toThrow(/ENOENT/);
  });

  test("a checkout with CRLF is no edit", async () => {
    const cwd = await generated();
    for (const [path, text] of Object.entries(await contents(join(cwd, OUT)))) {
      await writeFile(join(cwd, OUT, path), text.replaceAll("\n", "\r\n"));
    }
    expect((await run(cwd, "--check")).code).toBe(0);
    expect((await run(cwd)).talk).toMatch(/out: \d+ unchanged\n$/);
  });

  test("a check of nothing finds everything missing, and writes nothing", async () => {
    const cwd = await folderWith({ "small.yaml": SMALL });
    const checked = await run(cwd, "--check");
    expect(checked.code).toBe(1);
    expect(checked.out).toMatch(/^missing: out\//);
    expect(await contents(cwd)).toEqual({ "small.yaml": SMALL });
  });

  test("--all makes a folder for each target below --out", async () => {
    const cwd = await folderWith({ "small.yaml": SMALL });
    const all = ["--all", "--out", OUT, "--spec", "small.yaml"];
    expect((await genBench(all, { cwd })).code).toBe(0);
    expect(await readdir(join(cwd, OUT, target))).toContain(LEDGER);
    expect((await genBench([...all, "--check"], { cwd })).code).toBe(0);
  });
});
