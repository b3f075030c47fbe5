/** Handlers of custom operations are the user's: written once, completed, shared, and never lost. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contents, folderWith } from "../unit/output/folder.js";
import { genBench } from "./command.js";

const operation = (path: string, tag = "jobs", action = "action: custom") => `  ${path}:
    post:
      tags: [${tag}]
      operationId: ${path.slice(1)}
      x-gen-bench: { ${action} }
      responses: { "204": { description: Done. } }
`;
const document = (...operations: readonly string[]) =>
  `openapi: 3.1.0\ninfo: { title: Jobs, version: "1" }\npaths:\n${operations.join("")}`;
const CONFIG = "document: api.yaml\ntargets: { fastify: a, hono: b }\n";
const SHARED = `${CONFIG}handlers: mine\n`;
const WRITTEN = `// mine\r\nimport type { Run } from "./custom.js";\r\nexport const run: Run = async () => ({ status: 204 });\r\n`;

describe("in each project", () => {
  test("a stub is written once, and a run says so", async () => {
    const cwd = await folderWith({ "api.yaml": document(operation("/run")) });
    const run = ["--spec", "api.yaml", "--target", "fastify", "--out", "out"];
    const first = await genBench(run, { cwd });
    const file = join("out", "src", "handlers", "jobs.ts");
    expect(first.code).toBe(0);
    expect(first.talk).toContain(
      `${file}: write these handlers, which answer 501 until then: run\n`,
    );
    expect(await readFile(join(cwd, file), "utf8")).toContain("export const run: Run");
    await writeFile(join(cwd, file), WRITTEN);
    const check = await genBench([...run, "--check"], { cwd });
    expect([check.code, check.out]).toEqual([0, ""]);
    expect((await genBench(run, { cwd })).talk).not.toContain("handlers");
    expect(await readFile(join(cwd, file), "utf8")).toBe(WRITTEN);
  });

  test("a new operation gets a stub, one that is gone is told of, and no line is lost", async () => {
    const cwd = await folderWith({
      "api.yaml": document(operation("/run"), operation("/stop")),
      "out/src/handlers/jobs.ts": WRITTEN,
    });
    const run = ["--spec", "api.yaml", "--target", "fastify", "--out", "out"];
    const file = join("out", "src", "handlers", "jobs.ts");
    const planned = await genBench([...run, "--dry-run"], { cwd });
    expect(planned.out).toContain(`change  ${file}\n`);
    expect(planned.talk).toContain(`${file}: stubs to add: stop\n`);
    const diff = await genBench([...run, "--diff"], { cwd });
    expect(diff.out).toContain("+export const stop: Stop");
    expect((await contents(cwd))[file]).toBe(WRITTEN);
    await genBench(run, { cwd });
    const completed = (await contents(cwd))[file] ?? "";
    expect(completed.startsWith(WRITTEN.replace("{ Run }", "{ Run, Stop }"))).toBe(true);
    expect(completed).not.toMatch(/[^\r]\n/);
    await writeFile(join(cwd, "api.yaml"), document(operation("/stop", "others")));
    const { code, talk } = await genBench(run, { cwd });
    expect(code).toBe(0);
    expect(talk).toContain(`warning: ${file}: nothing calls run, `);
    const other = join("out", "src", "handlers", "others.ts");
    expect(talk).toContain(`warning: ${file}: stop is looked for in ${other}; move it there\n`);
    expect((await contents(cwd))[file]).toBe(completed);
    expect((await contents(cwd))[other]).toContain("export const stop: Stop");
  });
});

describe("in one folder", () => {
  test("they are copied into every project, with what they import", async () => {
    const cwd = await folderWith({
      "api.yaml": document(operation("/run")),
      "gen-bench.config.yaml": SHARED,
      "mine/jobs.ts": WRITTEN,
      "mine/deep/help.ts": "export const help = 1;\n",
      "mine/jobs.test.ts": "not to be copied\n",
    });
    expect((await genBench([], { cwd })).code).toBe(0);
    const files = await contents(cwd);
    expect(files["mine/jobs.ts"]).toBe(WRITTEN);
    expect(files["mine/custom.ts"]).toContain("export type Run = ");
    for (const project of ["a", "b"]) {
      const copy = files[`${project}/src/handlers/jobs.ts`] ?? "";
      expect(copy).toMatch(/^\/\/ Code generated .*\.\.\/mine\/jobs\.ts\. DO NOT EDIT\.\n/);
      expect(copy).toContain(WRITTEN.replaceAll("\r\n", "\n"));
      expect(files[`${project}/src/handlers/deep/help.ts`]).toContain("help = 1");
      expect(files[`${project}/src/handlers/custom.ts`]).toBe(files["mine/custom.ts"]);
      expect(files[`${project}/src/handlers/jobs.test.ts`]).toBeUndefined();
    }
    expect((await genBench(["--check"], { cwd })).code).toBe(0);
    await writeFile(join(cwd, "mine/jobs.ts"), WRITTEN.replace("// mine", "// ours"));
    const stale = await genBench(["--check"], { cwd });
    expect(stale.code).toBe(1);
    const copy = join("a", "src", "handlers", "jobs.ts");
    expect(stale.out).toContain(`stale: ${copy} (the handlers changed)\n`);
    expect((await genBench([], { cwd })).code).toBe(0);
    await writeFile(join(cwd, copy), "export {};\n");
    const edited = await genBench([], { cwd });
    expect(edited.code).toBe(1);
    expect(edited.talk).toContain(`${copy} (a copy: edit ${join("mine", "jobs.ts")})`);
  });

  test("what projects had of their own stays until somebody moves it", async () => {
    const cwd = await folderWith({
      "api.yaml": document(operation("/run")),
      "gen-bench.config.yaml": CONFIG,
    });
    await genBench([], { cwd });
    await writeFile(join(cwd, "a/src/handlers/jobs.ts"), WRITTEN);
    await writeFile(join(cwd, "gen-bench.config.yaml"), SHARED);
    const { code, talk } = await genBench([], { cwd });
    expect(code).toBe(2);
    expect(talk).toContain(join("a", "src", "handlers", "jobs.ts"));
    expect((await contents(cwd))["a/src/handlers/jobs.ts"]).toBe(WRITTEN);
    // And back: the copies become the projects' own.
    expect((await genBench(["--force"], { cwd })).code).toBe(0);
    await writeFile(join(cwd, "mine/jobs.ts"), WRITTEN);
    await genBench([], { cwd });
    await writeFile(join(cwd, "gen-bench.config.yaml"), CONFIG);
    expect((await genBench([], { cwd })).code).toBe(0);
    const own = (await contents(cwd))["b/src/handlers/jobs.ts"] ?? "";
    expect(own).toBe(WRITTEN.replaceAll("\r\n", "\n"));
  });
});

const inGo = (name: string) => join("out", "internal", "handlers", `${name}.go`);

describe("in Go", () => {
  const run = ["--spec", "api.yaml", "--target", "chi", "--out", "out"];

  test("stubs are methods, which may stand in any file of the package", async () => {
    const cwd = await folderWith({ "api.yaml": document(operation("/run"), operation("/stop")) });
    const first = await genBench(run, { cwd });
    expect(first.talk).toContain(
      `${inGo("jobs")}: write these handlers, which answer 501 until then: Run, Stop\n`,
    );
    const begun = (await contents(cwd))[inGo("jobs")] ?? "";
    expect(begun).toContain("return custom.NotImplemented{}, nil\n");
    const written = begun.replaceAll("custom.NotImplemented{}", "custom.Run204{}");
    await writeFile(join(cwd, inGo("jobs")), written);
    await writeFile(join(cwd, inGo("handlers")), "package handlers\n\n// Mine.\n");
    const tags = [operation("/run", "others"), operation("/stop"), operation("/wait")];
    await writeFile(join(cwd, "api.yaml"), document(...tags));
    const second = await genBench(run, { cwd });
    expect(second.talk).toContain(`${inGo("jobs")}: write these handlers, which answer 501 until`);
    expect(second.talk).not.toContain("warning");
    const files = await contents(cwd);
    expect(files[inGo("jobs")]?.startsWith(`${written}\n// Wait answers POST /wait.\n`)).toBe(true);
    expect(files[inGo("others")]).toBeUndefined();
    expect(files[inGo("handlers")]).toBe("package handlers\n\n// Mine.\n");
    expect((await genBench([...run, "--check"], { cwd })).code).toBe(0);
    await writeFile(join(cwd, "api.yaml"), document(operation("/run", "others")));
    const third = await genBench(run, { cwd });
    expect(third.talk).toContain(`warning: ${inGo("jobs")}: nothing calls Stop, `);
    expect((await contents(cwd))[inGo("jobs")]).toBe(files[inGo("jobs")]);
  });

  test("they lie beside those in TypeScript, and copies are generated code to Go's tools", async () => {
    const cwd = await folderWith({
      "api.yaml": document(operation("/run")),
      "gen-bench.config.yaml": SHARED.replace("hono: b", "chi: b"),
      "mine/help.go": "package handlers\n\nconst help = 1\n",
    });
    expect((await genBench([], { cwd })).code).toBe(0);
    const files = await contents(cwd);
    expect(Object.keys(files).filter((path) => /^mine\/.*\.(?:go|ts)$/.test(path))).toEqual([
      "mine/custom.ts",
      "mine/handlers.go",
      "mine/help.go",
      "mine/jobs.go",
      "mine/jobs.ts",
    ]);
    for (const name of ["handlers", "help", "jobs"]) {
      // https://go.dev/s/generatedcode
      const copy = files[`b/internal/handlers/${name}.go`] ?? "";
      expect(copy).toMatch(/^\/\/ Code generated .* DO NOT EDIT\.\n\n/);
      expect(copy).toContain(files[`mine/${name}.go`] ?? "?");
    }
    expect(Object.keys(files).some((path) => /^(?:a\/.*\.go|b\/.*\.ts)$/.test(path))).toBe(false);
    expect((await genBench(["--check"], { cwd })).code).toBe(0);
  });
});
