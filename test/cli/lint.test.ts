/** `gen-bench lint`, with the real command. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { folderWith } from "../unit/output/folder.js";
import { genBench } from "./command.js";
import { SMALL } from "./documents.js";

const ROOT = join(import.meta.dirname, "../..");

describe("gen-bench lint", () => {
  test("tells what is lacking, and is content unless it is strict", async () => {
    const cwd = await folderWith({
      "openapi.yaml": SMALL,
      "gen-bench.config.yaml": "document: openapi.yaml\ntargets: all\n",
    });
    const { code, out, talk } = await genBench(["lint"], { cwd });
    expect([code, talk]).toEqual([0, ""]);
    expect(out).toMatch(
      /^openapi\.yaml:5:5 {2}operation-summary {2}GET \/ping has no summary\n {2}5 \|/m,
    );
    expect(out).toMatch(/\n\d+ hints\n$/);
    expect((await genBench(["lint", "--strict"], { cwd })).code).toBe(1);
  });

  test("leaves out rules that are turned off", async () => {
    const cwd = await folderWith({
      "openapi.yaml": SMALL,
      "gen-bench.config.yaml":
        "document: openapi.yaml\ntargets: all\nlint:\n  operation-summary: off\n  operation-tags: off\n",
    });
    const off = ["--off", "operation-operationId", "--off", "info-description"];
    expect(await genBench(["lint", "--strict", ...off], { cwd })).toEqual({
      code: 0,
      out: "",
      talk: "openapi.yaml: nothing found\n",
    });
    const unknown = await genBench(["lint", "--off", "operation-sumary"], { cwd });
    expect(unknown.code).toBe(2);
    expect(unknown.talk).toMatch(/no rule "operation-sumary", did you mean operation-summary\?/);
  });

  test("knows no rule in a configuration that there is not", async () => {
    const cwd = await folderWith({
      "openapi.yaml": SMALL,
      "gen-bench.config.yaml":
        "document: openapi.yaml\ntargets: all\nlint: { operation-tag: off }\n",
    });
    const { code, talk } = await genBench(["lint"], { cwd });
    expect(code).toBe(2);
    expect(talk).toMatch(/gen-bench\.config\.yaml:3:9 {2}unknown-setting[^]*"operation-tags"/);
  });

  test("speaks to programs and to GitHub", async () => {
    const cwd = await folderWith({ "openapi.yaml": SMALL });
    const json = await genBench(["lint", "--spec", "openapi.yaml", "--format", "json"], { cwd });
    expect(JSON.parse(json.out)).toContainEqual({
      code: "operation-summary",
      severity: "hint",
      file: "openapi.yaml",
      line: 5,
      column: 5,
      message: "GET /ping has no summary",
      remedy: "Add `summary`, one line that lists of operations show.",
      source: SMALL.split("\n")[4],
    });
    const github = await genBench(["lint", "--spec", "openapi.yaml", "--format", "github"], {
      cwd,
    });
    expect(github.out).toContain(
      "::notice file=openapi.yaml,line=5,col=5,title=operation-summary::GET /ping has no summary. Add",
    );
  });

  test("shows the errors of a document as ever", async () => {
    const cwd = await folderWith({ "openapi.yaml": SMALL.replace("paths:", "pahts:") });
    const { code, out } = await genBench(["lint", "--spec", "openapi.yaml"], { cwd });
    expect(code).toBe(2);
    expect(out).toMatch(/^openapi\.yaml:\d+:\d+ {2}no-paths {2}/m);
  });

  test("finds nothing in the document that is shipped, and in the starter that anybody may write", async () => {
    const shipped = await genBench(["lint", "--strict"], { cwd: ROOT });
    expect([shipped.code, shipped.out]).toEqual([0, ""]);
    const starter = ["--spec", "spec/starter.yaml", "--off", "write-restricted"];
    expect((await genBench(["lint", "--strict", ...starter], { cwd: ROOT })).code).toBe(0);
  });

  test("explain speaks to programs, as its page says", async () => {
    const { code, out } = await genBench(["explain", "--format", "json"], { cwd: ROOT });
    const rows = JSON.parse(out) as object[];
    const page = await readFile(join(ROOT, "docs/vocabulary.md"), "utf8");
    const [paragraph = ""] = /With `--format json` [^]*?\n\n/.exec(page) ?? [];
    const named = [
      "operation",
      "id",
      "behavior",
      "resource",
      "filters",
      "paging",
      "access",
      "because",
    ];
    expect(code).toBe(0);
    for (const row of rows) expect(Object.keys(row)).toEqual(named);
    for (const name of named) expect(paragraph).toContain(`\`${name}\``);
  });

  test("has a page with every rule", async () => {
    const { LINT_RULES, catalogue } = await import("../../src/diagnostics/index.js");
    const page = await readFile(join(ROOT, "docs/lint.md"), "utf8");
    const rows = [...page.matchAll(/^\| `([\w-]+)` +\| (\w+) /gm)].map(([, rule, severity]) => [
      rule,
      severity,
    ]);
    const expected = Object.entries(catalogue).filter(([rule]) => LINT_RULES.includes(rule));
    expect(rows).toEqual(expected.map(([rule, { severity }]) => [rule, severity]));
  });
});
