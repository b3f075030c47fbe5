/**
 * What a stranger gets: `npm install` of the packed tarball in an empty folder, and then every command from it. The tests
 * follow each other as the days of a project do.
 */
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { emptyFolder, installed, npm, pack, remove, type Packed, type Result } from "./packed.js";

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
  return installed(cwd, ["gen-bench", ...args], { GEN_BENCH_HOME: join(folder, "home") });
}

async function edit(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(cwd, path), "utf8");
  expect(text).toContain(from);
  await writeFile(join(cwd, path), text.replace(from, to));
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

describe("an installed package", () => {
  beforeAll(async () => {
    // `npm init` knows no name for such a folder.
    await writeFile(join(cwd, "package.json"), '{ "private": true }\n');
    await npm(
      ["install", "--save-dev", "--no-audit", "--no-fund", "--prefer-offline", packed.tarball],
      cwd,
    );
  });

  test("needs no build and no tools of ours", async () => {
    const own = await readdir(join(cwd, "node_modules"));
    expect(own).toContain("gen-bench");
    for (const tool of ["esbuild", "vitest", "oxlint", "ts-morph", "playwright-core"]) {
      expect(own).not.toContain(tool);
    }
  });

  test("begins with init, unasked", async () => {
    const help = await run("--help");
    expect([help.code, help.talk]).toEqual([0, ""]);
    expect(help.out).toMatch(/gen-bench init/);
    const begun = await installed(cwd, [
      "npx",
      "gen-bench",
      "init",
      "--target",
      "fastify",
      "--out",
      "servers",
    ]);
    expect(begun).toMatchObject({ code: 0, out: "" });
    expect(begun.talk).toMatch(/^wrote openapi\.yaml\nwrote gen-bench\.config\.yaml\nnext: /);
    const named = /\$schema=(\S+)/.exec(await readFile(join(cwd, "gen-bench.config.yaml"), "utf8"));
    expect(JSON.parse(await readFile(join(cwd, named?.[1] ?? ""), "utf8"))).toHaveProperty(
      "properties",
    );
  });

  test("generates, and is current then", async () => {
    expect(await run("--check")).toMatchObject({ code: 1 });
    expect(await run()).toMatchObject({ code: 0, out: "" });
    expect(await run("--check")).toMatchObject({ code: 0 });
    const server = await readdir(join(cwd, "servers/fastify"));
    expect(server).toEqual(
      expect.arrayContaining(["package.json", "src", "openapi.json", ".gitignore"]),
    );
  });

  test("takes a checkout with line ends of Windows for no edit", async () => {
    for (const path of ["openapi.yaml", "gen-bench.config.yaml", "servers/fastify/src/app.ts"]) {
      const text = await readFile(join(cwd, path), "utf8");
      await writeFile(join(cwd, path), text.replaceAll("\n", "\r\n"));
    }
    expect(await run("--check")).toMatchObject({ code: 0 });
  });

  test("regenerates after an edit, and shows it before", async () => {
    await edit("openapi.yaml", "maxLength: 100 }", "maxLength: 60 }");
    const check = await run("--check");
    expect(check.code).toBe(1);
    expect(check.out + check.talk).toMatch(/schema\.sql.*the document changed/);
    const diff = await run("--diff");
    expect(diff.code).toBe(0);
    expect(diff.out).toMatch(/^\+.*varchar\(60\)/m);
    expect((await run()).talk).toMatch(/servers\/fastify: \d+ changed/);
    expect(await run("--check")).toMatchObject({ code: 0 });
  });

  test("looks at a document: lint, explain", async () => {
    const lint = await run("lint", "--strict");
    expect(lint.code).toBe(1);
    expect(lint.out).toMatch(/^openapi\.yaml:\d+:\d+ {2}write-restricted {2}/m);
    const explained = await run("explain", "--format", "json");
    expect(JSON.parse(explained.out)).toHaveLength(6);
  });

  test("says what is here, and completes", async () => {
    const doctor = await run("doctor", "--format", "json");
    expect([0, 1]).toContain(doctor.code);
    expect(JSON.parse(doctor.out)).toBeTruthy();
    const completion = await run("completion", "bash");
    expect([completion.code, completion.out]).toEqual([0, expect.stringContaining("gen-bench")]);
  });

  test("begins templates for a framework of one's own", async () => {
    expect((await run("new-target", "koa", "--from", "express")).code).toBe(0);
    const made = await run("--target", "koa", "--templates", "templates", "--out", "koa");
    expect(made).toMatchObject({ code: 0 });
    expect(await readdir(join(cwd, "koa"))).toContain("package.json");
  });

  test("serves a server on a database of its own", { timeout: 240_000 }, async () => {
    const up = await run("up", "--target", "fastify", "--once");
    expect(up.talk).not.toMatch(/error/);
    expect([up.code, up.out]).toEqual([0, expect.stringMatching(/^API +http:/m)]);
  });

  test("checks a server against its contract", { timeout: 240_000 }, async () => {
    const contract = await run("contract", "--target", "fastify");
    expect(contract.out).toMatch(/\d+ passed/);
    expect(contract.code).toBe(0);
  });
});
