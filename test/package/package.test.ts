/**
 * What a stranger gets: the packed tarball, installed in an empty folder, and every command from there. The tests follow
 * each other: first the page that one begins with, command by command, then what it does not say.
 */
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { patternOf, stepsOf } from "./console.js";
import { emptyFolder, installed, pack, remove, shell, type Packed, type Result } from "./packed.js";

/** Bytes of the tarball. Most of it are the pages of Swagger UI and ReDoc. */
const MOST_BYTES = 2_200_000;

let folder = "";
let cwd = "";
let packed: Packed;

beforeAll(async () => {
  folder = await emptyFolder();
  cwd = await emptyFolder();
  packed = await pack(folder);
});

afterAll(async () => {
  await run("db", "stop");
  await remove(folder);
  await remove(cwd);
});

/** The command of the package. */
function run(...args: readonly string[]): Promise<Result> {
  return installed(cwd, args, { GEN_BENCH_HOME: join(folder, "home") });
}

describe("the tarball", () => {
  test("holds what is needed, and nothing else", () => {
    const folders = new Set(packed.files.map((path) => path.split("/")[0]));
    expect([...folders].toSorted()).toEqual(
      [
        "LICENSE",
        "README.md",
        "bin",
        "dist",
        "docs",
        "package.json",
        "spec",
        "templates",
      ].toSorted(),
    );
    const outside = packed.files.filter((path) => !path.startsWith("templates/"));
    expect(outside.filter((path) => /\.(?:map|ts|test\.\w+)$|(?:^|\/)\./.test(path))).toEqual([]);
  });

  test("is small", () => {
    console.log(`the package has ${packed.files.length} files and ${packed.size} bytes`);
    expect(packed.size).toBeLessThan(MOST_BYTES);
  });

  test("says what it is", async () => {
    const manifest = JSON.parse(
      await readFile(join(folder, "copy/package.json"), "utf8"),
    ) as Record<string, object>;
    for (const field of [
      "name",
      "version",
      "description",
      "keywords",
      "author",
      "license",
      "engines",
    ]) {
      expect(manifest[field], field).toBeTruthy();
    }
    expect(manifest["bin"]).toEqual({ "gen-bench": "bin/gen-bench.js" });
    // npm runs these where the package is installed.
    for (const script of ["preinstall", "install", "postinstall"]) {
      expect(Object.keys(manifest["scripts"] ?? {})).not.toContain(script);
    }
  });
});

/** The page, as somebody follows it who has nothing but npm. */
describe("docs/getting-started.md", async () => {
  const page = await readFile(join(import.meta.dirname, "../../docs/getting-started.md"), "utf8");

  beforeAll(() => writeFile(join(cwd, "package.json"), '{ "private": true }\n'));

  test.each(stepsOf(page))("$heading: $command", { timeout: 240_000 }, async (step) => {
    // It need not be published to be tried.
    const command = step.command.replace(/^(npm install .*) gen-bench$/, `$1 '${packed.tarball}'`);
    const { out } = await shell(cwd, command, join(folder, "home"));
    expect(out).toMatch(patternOf(step.answer));
  });
});

describe("what was installed", () => {
  test("needs no build and no tools of ours", async () => {
    const own = await readdir(join(cwd, "node_modules"));
    expect(own).toContain("gen-bench");
    for (const tool of ["esbuild", "vitest", "oxlint", "playwright-core"]) {
      expect(own).not.toContain(tool);
    }
  });

  test("gives an editor the schema of the configuration", async () => {
    const named = /\$schema=(\S+)/.exec(await readFile(join(cwd, "gen-bench.config.yaml"), "utf8"));
    const schema: unknown = JSON.parse(await readFile(join(cwd, named?.[1] ?? ""), "utf8"));
    expect(schema).toHaveProperty("properties");
  });

  test("takes a checkout with line ends of Windows for no edit", async () => {
    for (const path of ["openapi.yaml", "gen-bench.config.yaml", "servers/fastify/src/app.ts"]) {
      const text = await readFile(join(cwd, path), "utf8");
      await writeFile(join(cwd, path), text.replaceAll("\n", "\r\n"));
    }
    expect(await run("--check")).toMatchObject({ code: 0 });
  });

  test("tells what it finds by the exit code", async () => {
    expect((await run("lint", "--strict")).code).toBe(1);
    const explained = await run("explain", "--format", "json");
    expect(JSON.parse(explained.out)).toHaveLength(6);
    const doctor = await run("doctor", "--format", "json");
    expect([0, 1]).toContain(doctor.code);
    expect(JSON.parse(doctor.out)).toBeTruthy();
  });

  test("helps, and completes", async () => {
    const help = await run("--help");
    expect([help.code, help.talk]).toEqual([0, ""]);
    expect(help.out).toMatch(/gen-bench init/);
    const completion = await run("completion", "bash");
    expect([completion.code, completion.out]).toEqual([0, expect.stringContaining("gen-bench")]);
  });

  test("begins templates for a framework of one's own", async () => {
    expect((await run("new-target", "koa", "--from", "express")).code).toBe(0);
    const made = await run("--target", "koa", "--templates", "templates", "--out", "koa");
    expect(made).toMatchObject({ code: 0 });
    expect(await readdir(join(cwd, "koa"))).toContain("package.json");
  });
});
