/** What gen-bench.config.yaml says is what a run without arguments does. */
import { mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contents, folderWith } from "../unit/output/folder.js";
import { genBench } from "./command.js";
import { SMALL } from "./documents.js";

const LEDGER = ".gen-bench.json";

async function firstTarget(): Promise<string> {
  const { out } = await genBench(["targets", "--format", "json"], { cwd: "." });
  const [first] = JSON.parse(out) as { name: string }[];
  return first?.name ?? "";
}

describe("gen-bench without arguments", () => {
  test("generates all that the configuration names, relative to its own folder", async () => {
    const target = await firstTarget();
    const cwd = await folderWith({
      "api/small.yaml": SMALL,
      "api/gen-bench.config.json": JSON.stringify({
        document: "small.yaml",
        targets: { [target]: "../one/server" },
        database: "sql",
      }),
    });
    await mkdir(join(cwd, "else"));
    const run = ["--config", "../api/gen-bench.config.json"];
    const first = await genBench(run, { cwd: join(cwd, "else") });
    expect(first).toMatchObject({ code: 0, out: "" });
    expect(await readdir(join(cwd, "one/server"))).toContain(LEDGER);
    expect(await readdir(join(cwd, "api/sql"))).toContain(LEDGER);
    expect(await readdir(join(cwd, "else"))).toEqual([]);
    const before = await contents(cwd);
    // From the folder of the configuration nothing has to be named.
    expect((await genBench(["--check"], { cwd: join(cwd, "api") })).code).toBe(0);
    expect(await contents(cwd)).toEqual(before);
  });

  test("a target that is named goes where the configuration says, and no other is touched", async () => {
    const target = await firstTarget();
    const cwd = await folderWith({
      "small.yaml": SMALL,
      "gen-bench.config.yaml": `document: small.yaml\nout: servers\ntargets: [${target}]\ndatabase: sql\n`,
    });
    const { code, talk } = await genBench(["--target", target], { cwd });
    expect([code, talk]).toEqual([0, expect.stringContaining(`${join("servers", target)}: `)]);
    expect((await readdir(cwd)).toSorted()).toEqual(
      ["gen-bench.config.yaml", "servers", "small.yaml"].toSorted(),
    );
  });

  test("other commands take its document", async () => {
    const cwd = await folderWith({
      "small.yaml": SMALL,
      "gen-bench.config.yaml": "document: small.yaml\ntargets: all\n",
    });
    const { out, code } = await genBench(["explain", "--format", "json"], { cwd });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject([{ operation: "GET /ping" }]);
  });

  test.each([
    [
      "gen-bench.config.yaml",
      "targets: all\ndocumnt: a\n",
      /:2:1 {2}unknown-setting[^]*"document"/,
    ],
    ["gen-bench.config.yaml", "targets: [rails]\n", /:1:11 {2}unknown-target[^]*no target "rails"/],
    ["gen-bench.config.yml", "targets: {\n", /\.yml:\d+:\d+ {2}invalid-yaml/],
    ["gen-bench.config.json", `{ "document": "a.yaml" }`, /needs "targets"/],
  ])("%s: %j is refused with its place, and nothing is written", async (file, text, says) => {
    const cwd = await folderWith({ [file]: text });
    const { code, out, talk } = await genBench([], { cwd });
    expect(talk).toMatch(says);
    expect(talk).toContain("nothing was written");
    expect([code, out]).toEqual([2, ""]);
    expect(await contents(cwd)).toEqual({ [file]: text });
  });

  test.each<[Readonly<Record<string, string>>, readonly string[], RegExp]>([
    [{}, ["--config", "no.yaml"], /there is no configuration no\.yaml/],
    [{ "gen-bench.config.yaml": "", "gen-bench.config.json": "" }, [], /both gen-bench.*Keep one/s],
    [{ "gen-bench.config.yaml": "targets: all\n" }, ["--out", "x"], /--out goes with --target/],
  ])("%j %j", async (files, args, says) => {
    const { code, talk } = await genBench(args, { cwd: await folderWith(files) });
    expect(talk).toMatch(says);
    expect(code).toBe(2);
  });
});

describe("gen-bench init", () => {
  test("in an empty folder: silent, and what it writes can be generated", async () => {
    const cwd = await folderWith();
    const { code, out, talk } = await genBench(["init", "api", "--all", "--out", "srv"], { cwd });
    expect([code, out]).toEqual([0, ""]);
    expect(talk).toBe(
      `wrote api/openapi.yaml\nwrote api/gen-bench.config.yaml\nnext: cd api && gen-bench\n`,
    );
    const config = await readFile(join(cwd, "api/gen-bench.config.yaml"), "utf8");
    expect(config).toMatch(/^document: openapi\.yaml\nout: srv\ntargets: all\n$/m);
    const generated = await genBench([], { cwd: join(cwd, "api") });
    expect(generated.talk).not.toMatch(/warning|error/);
    expect(generated.code).toBe(0);
  });

  test("without a terminal it asks nothing", async () => {
    const cwd = await folderWith();
    expect((await genBench(["init"], { cwd })).code).toBe(0);
    expect(Object.keys(await contents(cwd))).toEqual(["gen-bench.config.yaml", "openapi.yaml"]);
  });

  test("a document that is there is used", async () => {
    const target = await firstTarget();
    const cwd = await folderWith({ "docs/my api.yaml": SMALL });
    const args = ["init", "new", "--spec", "docs/my api.yaml", "--target", target];
    expect((await genBench(args, { cwd })).code).toBe(0);
    expect(await readdir(join(cwd, "new"))).toEqual(["gen-bench.config.yaml"]);
    const generated = await genBench([], { cwd: join(cwd, "new") });
    expect([generated.code, generated.talk]).toEqual([0, expect.stringMatching(/added/)]);
  });

  test.each<[Readonly<Record<string, string>>, readonly string[], RegExp]>([
    [{ "gen-bench.config.json": "{}" }, [], /gen-bench\.config\.json is here already/],
    [{}, ["--spec", "no.yaml"], /there is no document no\.yaml/],
    [{}, ["--target", "rails"], /unknown target "rails"/],
    [{ file: "" }, ["file"], /is not a folder/],
  ])("overwrites nothing: %j %j", async (files, args, says) => {
    const cwd = await folderWith(files);
    const { code, talk } = await genBench(["init", ...args], { cwd });
    expect(talk).toMatch(says);
    expect(code).toBe(2);
    expect(await contents(cwd)).toEqual(files);
  });
});
