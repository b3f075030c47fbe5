import { describe, expect, it } from "vitest";
import { createReporter, printDiagnostics } from "../../../src/diagnostics/index.js";
import { nearest } from "../../../src/diagnostics/suggest.js";

const source = { file: "api.yaml", text: "first: 1\r\n\tsecond: two\nthird: 3\n" };

describe("a reporter", () => {
  it("sorts by place and leaves duplicates out", () => {
    const { report, diagnostics, failed } = createReporter(source);
    report("name-not-text", { line: 3, column: 1 }, {});
    report("no-operations", { line: 2, column: 5 }, {});
    expect(failed()).toBe(true);
    report("name-not-text", { line: 3, column: 1 }, {});
    report("name-not-text", { line: 2, column: 2 }, {});
    expect(diagnostics().map(({ line, column, code }) => [line, column, code])).toEqual([
      [2, 2, "name-not-text"],
      [2, 5, "no-operations"],
      [3, 1, "name-not-text"],
    ]);
  });

  it("fails for errors only, and drops a warning at the place of an error", () => {
    const { report, diagnostics, failed } = createReporter(source);
    report("no-operations", { line: 1, column: 1 }, {});
    expect(failed()).toBe(false);
    report("name-not-text", { line: 1, column: 1 }, {});
    expect(diagnostics().map(({ code }) => code)).toEqual(["name-not-text"]);
  });

  it("keeps text of the document from ending the line or speaking to the terminal", () => {
    const { report, diagnostics } = createReporter(source);
    report(
      "unknown-role",
      { line: 1, column: 1 },
      { scheme: "a\u001B[31m", role: "b\nc\u202E", suggestion: "" },
    );
    expect(diagnostics()[0]?.message).toBe(
      'the security scheme "a\\u001b[31m" has no role "b\\u000ac\\u202e"',
    );
  });

  it("stops counting at a thousand", () => {
    const { report, diagnostics } = createReporter(source);
    for (let column = 1; column < 3000; column += 1)
      report("name-not-text", { line: 1, column }, {});
    expect(diagnostics()).toHaveLength(1000);
  });
});

function printed(color = false, limit = 50): string {
  const { report, diagnostics } = createReporter(source);
  report("no-operations", { line: 2, column: 2 }, {});
  report("name-not-text", { line: 3, column: 1 }, {});
  return printDiagnostics(diagnostics(), { color, limit });
}

describe("the printer", () => {
  it("shows place, code, problem, source line with a caret, and the remedy", () => {
    expect(printed()).toBe(
      [
        "api.yaml:2:2  no-operations  the path has no operation",
        "  2 |  second: two",
        "    |  ^",
        "  Add one, or remove the path.",
        "",
        "api.yaml:3:1  name-not-text  a name has to be a text",
        "  3 | third: 3",
        "    | ^",
        "  Write a plain or quoted name before the colon.",
        "",
        "1 error, 1 warning",
        "",
      ].join("\n"),
    );
  });

  it("has colours only when told", () => {
    expect(printed()).not.toContain("\u001B");
    expect(printed(true)).toContain("\u001B[31mname-not-text\u001B[0m");
  });

  it("counts what a limit hides", () => {
    expect(printed(false, 1)).toMatch(/\n1 error, 1 warning \(1 not shown\)\n$/);
    expect(printed(false, 1)).not.toContain("name-not-text");
  });

  it("prints nothing for nothing", () => {
    expect(printDiagnostics([])).toBe("");
  });

  it("shows a window of a long line with the caret under the place", () => {
    const text = `{"${"x".repeat(400)}": broken, "${"y".repeat(400)}": 1}`;
    const { report, diagnostics } = createReporter({ file: "one.json", text });
    report("name-not-text", { line: 1, column: text.indexOf("broken") + 1 }, {});
    const [, line = "", caret = ""] = printDiagnostics(diagnostics()).split("\n");
    expect(line.length).toBeLessThan(125);
    expect(line.slice(caret.indexOf("^")).startsWith("broken")).toBe(true);
  });
});

describe("the nearest word", () => {
  it.each([
    ["usernmae", ["username", "password"], "username"],
    ["Role", ["role"], "role"],
    ["colour", ["username", "role"], null],
    ["x", ["a", "b"], null],
    ["creatd", ["created", "updated"], "created"],
  ])("of %s in %j is %s", (word, candidates, expected) => {
    expect(nearest(word, candidates)).toBe(expected);
  });
});
