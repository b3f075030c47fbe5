import { describe, expect, test } from "vitest";
import { formatTable } from "../../../src/cli/table.js";

describe("formatTable", () => {
  test("aligns columns, without spaces at the ends of lines", () => {
    expect(
      formatTable([
        ["A", "LONG", "C"],
        ["é→x", "b", ""],
      ]),
    ).toBe("A    LONG  C\né→x  b\n");
  });

  test("colours take no room", () => {
    expect(
      formatTable([
        ["\u001b[1mA\u001b[22m", "b"],
        ["AA", "b"],
      ]),
    ).toBe("\u001b[1mA\u001b[22m   b\nAA  b\n");
  });

  test("no rows are no text", () => {
    expect(formatTable([])).toBe("");
  });
});
