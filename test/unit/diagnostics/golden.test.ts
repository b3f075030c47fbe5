/**
 * Every code of the catalogue in a document of its own: a folder of test/cases/diagnostics named after the code, with
 * the document and what is printed for it. `UPDATE_GOLDEN=1` writes what is printed now.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { catalogue, printDiagnostics } from "../../../src/diagnostics/index.js";
import { lowerDocument } from "../../../src/openapi/index.js";

const folder = fileURLToPath(new URL("../../cases/diagnostics/", import.meta.url));
const update = process.env["UPDATE_GOLDEN"] === "1";
const codes = Object.keys(catalogue).toSorted();
const names = readdirSync(folder).toSorted();

describe("diagnostics", () => {
  it("have a case each, and each case a code", () => {
    expect(names).toEqual(codes);
  });

  it.each(names)("%s", (name) => {
    const text = readFileSync(join(folder, name, "input.yaml"), "utf8");
    const { api, diagnostics } = lowerDocument({ file: "input.yaml", text });
    const printed = printDiagnostics(diagnostics);
    const expected = join(folder, name, "expected.txt");
    if (update) writeFileSync(expected, printed);
    expect(diagnostics.map(({ code }) => code)).toContain(name);
    expect(api === null).toBe(diagnostics.some(({ severity }) => severity === "error"));
    expect(existsSync(expected) ? readFileSync(expected, "utf8") : "").toBe(printed);
  });
});
