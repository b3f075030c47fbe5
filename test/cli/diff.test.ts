/** What would change, shown before it does: `--diff`, `--dry-run`, `--check`, `--base`. */
import { execFileSync } from "node:child_process";
import { copyFile, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { contents, folderWith } from "../unit/output/folder.js";
import { genBench } from "./command.js";

const CONFIG = "document: api.yaml\nout: out\ntargets: [fastify]\n";
const DOCUMENT = await readFile("spec/starter.yaml", "utf8");
const EDITED = DOCUMENT.replace("maxLength: 100", "maxLength: 50");

function git(cwd: string, ...args: readonly string[]): void {
  const who = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
  execFileSync("git", [...who, ...args], { cwd, stdio: "pipe" });
}

/** A repository with a generated server, and then a change of the document. */
async function repository(): Promise<string> {
  const cwd = await folderWith({ "gen-bench.config.yaml": CONFIG, "api.yaml": DOCUMENT });
  git(cwd, "init", "--quiet", "--initial-branch=main");
  expect((await genBench([], { cwd })).code).toBe(0);
  git(cwd, "add", "--all");
  git(cwd, "commit", "--quiet", "--message=one");
  await writeFile(join(cwd, "api.yaml"), EDITED);
  return cwd;
}

async function withoutGit(cwd: string): Promise<Record<string, string>> {
  const all = Object.entries(await contents(cwd));
  return Object.fromEntries(all.filter(([path]) => !path.startsWith(".git/")));
}

describe("after a change of the document", () => {
  let cwd = "";
  beforeEach(async () => {
    cwd = await repository();
  });

  test("--check says which files, and because of what", async () => {
    const before = await withoutGit(cwd);
    const checked = await genBench(["--check"], { cwd });
    expect(checked.code).toBe(1);
    const lines = checked.out.trimEnd().split("\n");
    expect(lines).toContain("stale: out/fastify/schema.sql (the document changed)");
    expect(lines.every((line) => line.endsWith("(the document changed)"))).toBe(true);
    expect(await withoutGit(cwd)).toEqual(before);
    const json = await genBench(["--check", "--format", "json"], { cwd });
    expect(JSON.parse(json.out)).toContainEqual({
      file: "out/fastify/schema.sql",
      state: "change",
      because: "the document changed",
    });
  });

  test("--diff is what a run does: git applies it", async () => {
    await rm(join(cwd, "out/fastify/README.md"));
    const diff = await genBench(["--diff"], { cwd, environment: { FORCE_COLOR: "" } });
    expect(diff.code).toBe(0);
    expect(diff.out).toMatch(/^diff --git a\/out\/fastify\//);
    expect(diff.out).not.toContain("\u001b");
    const patch = join(cwd, ".git/patch");
    await writeFile(patch, diff.out);
    git(cwd, "apply", patch);
    const { "out/fastify/.gen-bench.json": _, ...applied } = await withoutGit(cwd);
    git(cwd, "checkout", "--quiet", "out");
    expect((await genBench([], { cwd })).code).toBe(0);
    const { "out/fastify/.gen-bench.json": __, ...written } = await withoutGit(cwd);
    expect(applied).toEqual(written);
    expect((await genBench(["--check", "--diff"], { cwd })).code).toBe(0);
  });

  test("--dry-run lists what a run then does", async () => {
    const before = await withoutGit(cwd);
    const dry = await genBench(["--dry-run"], { cwd });
    expect(dry.code).toBe(0);
    expect(await withoutGit(cwd)).toEqual(before);
    expect((await genBench([], { cwd })).code).toBe(0);
    const after = await withoutGit(cwd);
    const listed = dry.out.trimEnd().split("\n");
    const expected = Object.keys(after)
      .filter((path) => path.startsWith("out/") && !path.endsWith(".gen-bench.json"))
      .map((path) => `${before[path] === after[path] ? "keep" : "change"} ${path}`);
    expect(listed.map((line) => line.replace(/ +/, " ")).toSorted()).toEqual(expected.toSorted());
  });

  test("--dry-run ends as the run would", async () => {
    await writeFile(join(cwd, "out/fastify/README.md"), "mine\n");
    await copyFile(join(cwd, "api.yaml"), join(cwd, "out/fastify/extra.yaml"));
    const dry = await genBench(["--dry-run"], { cwd });
    expect(dry.code).toBe(1);
    expect(dry.out).toMatch(/^edited {2}out\/fastify\/README\.md$/m);
    expect(dry.out).not.toContain("extra.yaml");
    const forced = await genBench(["--dry-run", "--force"], { cwd });
    expect([forced.code, forced.out]).toEqual([
      0,
      expect.stringMatching(/^change {2}out.*README/m),
    ]);
  });

  test("--format markdown is a comment that marks what breaks clients", async () => {
    const { code, out } = await genBench(["--diff", "--format", "markdown"], { cwd });
    expect(code).toBe(0);
    expect(out).toContain("1 change since `HEAD`, **1 of them breaks clients**");
    expect(out).toContain("| 💥 breaking | schema `Note` | `title` has maxLength 50, not 100 |");
    expect(out).toMatch(/^\| fastify \| `out\/fastify` \| \d+ \| \+\d+ −\d+ \|$/m);
    expect(out).toMatch(/^\| `out\/fastify\/schema\.sql` \| {2}\| \+1 −1 \|$/m);
  });

  test("--base compares with what a revision would generate, whatever is on the disk", async () => {
    await rm(join(cwd, "out"), { recursive: true });
    const diff = await genBench(["--diff", "--base", "main"], { cwd });
    expect(diff.code).toBe(0);
    expect(diff.out).toMatch(/^-.*varchar\(100\)/m);
    expect(diff.out).toMatch(/^\+.*varchar\(50\)/m);
    const checked = await genBench(["--check", "--base", "main"], { cwd });
    expect([checked.code, checked.out]).toEqual([
      1,
      "breaking: Note: `title` has maxLength 50, not 100\n",
    ]);
    git(cwd, "commit", "--all", "--quiet", "--message=two");
    expect((await genBench(["--check", "--base", "HEAD"], { cwd })).code).toBe(0);
  });
});

describe("usage", () => {
  test.each([
    [["--base", "main"], /--base goes with --diff or --check/],
    [["--format", "markdown"], /--format markdown goes with --diff/],
    [["--diff", "--format", "json"], /--format json goes with/],
    [["--diff", "--base", "nowhere"], /git knows no revision "nowhere"/],
  ])("%j", async (args, says) => {
    const cwd = await folderWith({ "gen-bench.config.yaml": CONFIG, "api.yaml": DOCUMENT });
    git(cwd, "init", "--quiet");
    const { code, out, talk } = await genBench(args, { cwd });
    expect(talk).toMatch(says);
    expect([code, out]).toEqual([2, ""]);
  });
});
