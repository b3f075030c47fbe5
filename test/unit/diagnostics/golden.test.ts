/**
 * Every code of the catalogue in a document or configuration of its own: a folder of test/cases/diagnostics named after
 * the code, with the text and what is printed for it. `UPDATE_GOLDEN=1` writes what is printed now.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readConfig } from "../../../src/config/index.js";
import {
  catalogue,
  LINT_RULES,
  printDiagnostics,
  type Diagnostic,
} from "../../../src/diagnostics/index.js";
import { lintFiles, lowerDocument, singleFile } from "../../../src/openapi/index.js";

const folder = fileURLToPath(new URL("../../cases/diagnostics/", import.meta.url));
const update = process.env["UPDATE_GOLDEN"] === "1";
const codes = Object.keys(catalogue).toSorted();
const names = readdirSync(folder).toSorted();

/** What is wrong with the document, else with the configuration of a case. */
function read(name: string): {
  readonly refused: boolean;
  readonly diagnostics: readonly Diagnostic[];
} {
  const document = join(folder, name, "input.yaml");
  if (existsSync(document)) {
    const source = { file: "input.yaml", text: readFileSync(document, "utf8") };
    const { api, diagnostics } = LINT_RULES.includes(name)
      ? lintFiles(singleFile(source))
      : lowerDocument(source);
    return { refused: api === null, diagnostics };
  }
  const file = "gen-bench.config.yaml";
  const { config, diagnostics } = readConfig(
    { file, text: readFileSync(join(folder, name, file), "utf8") },
    [{ name: "fastify", aliases: ["fast"] }],
  );
  return { refused: config === null, diagnostics };
}

describe("diagnostics", () => {
  it("have a case each, and each case a code", () => {
    expect(names).toEqual(codes);
  });

  it.each(names)("%s", (name) => {
    const { refused, diagnostics } = read(name);
    const printed = printDiagnostics(diagnostics);
    const expected = join(folder, name, "expected.txt");
    if (update) writeFileSync(expected, printed);
    expect(diagnostics.map(({ code }) => code)).toContain(name);
    expect(refused).toBe(diagnostics.some(({ severity }) => severity === "error"));
    if (LINT_RULES.includes(name)) {
      expect(new Set(diagnostics.map(({ code }) => code))).toEqual(new Set([name]));
    }
    expect(existsSync(expected) ? readFileSync(expected, "utf8") : "").toBe(printed);
  });
});
