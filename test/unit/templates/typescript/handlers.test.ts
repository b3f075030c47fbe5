/** The types of handlers let right answers through and no others. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Project } from "ts-morph";
import { describe, expect, it } from "vitest";
import { generate } from "../../../../src/generate.js";
import { discoverTargets } from "../../../../src/targets/index.js";
import { documentCases } from "../../../documents.js";
import { lowered } from "../../../support.js";

const source = documentCases().find(({ name }) => name === "statistics");
const target = discoverTargets().find(({ language }) => language === "typescript");
if (source === undefined || target === undefined) throw new Error("nothing to generate");
const { files, own } = await generate({ api: lowered(source), target });
const [[file = "", stub = ""] = []] = [...own].filter(([path]) => path.endsWith("/movies.ts"));
const types = files.get(file.replace("movies.ts", "custom.ts")) ?? "";

const project = new Project({
  useInMemoryFileSystem: true,
  compilerOptions: { strict: true, module: 199, moduleResolution: 99, target: 10 },
});
project.createSourceFile("custom.ts", types);

function problems(text: string): string {
  const written = project.createSourceFile("movies.ts", text, { overwrite: true });
  return written
    .getPreEmitDiagnostics()
    .map((diagnostic) => {
      const message = diagnostic.getMessageText();
      return typeof message === "string" ? message : message.getMessageText();
    })
    .join("\n");
}

const returning = (answer: string) =>
  `import type { ImportMovies } from "./custom.js";\nexport const importMovies: ImportMovies = async ({ body, caller }) => (${answer});\n`;
const movie = '{ id: caller.id, title: body.movies[0]!.title, genre: "", year: 1, creator: "" }';

it("are what the example has beside its handlers", () => {
  const folder = dirname(source.file);
  expect(readFileSync(join(folder, "handlers", "custom.ts"), "utf8")).toBe(types);
});

describe("a handler compiles", () => {
  it.each([
    ["as it begins", stub],
    ["with the body of a status", returning(`{ status: 201, body: { imported: [${movie}] } }`)],
    ["with that of another status", returning('{ status: 409, body: { detail: "no" } }')],
  ])("%s", (_, text) => {
    expect(problems(text)).toBe("");
  });

  it.each([
    ["with a status that is not documented", '{ status: 200, body: { imported: [] } }', "200"],
    ["with the body of another status", '{ status: 201, body: { detail: "no" } }', "imported"],
    ["without the body", "{ status: 201 }", "body"],
    [
      "with a property of another type",
      `{ status: 201, body: { imported: [{ ...${movie}, year: "1" }] } }`,
      "year",
    ],
    ["with a part of the request that it does not take", "{ status: 201, body: path }", "path"],
  ])("not %s", (_, answer, name) => {
    expect(problems(returning(answer))).not.toBe("");
    expect(problems(returning(answer))).toContain(name);
  });
});
