import { describe, expect, test } from "vitest";
import { isOutputPath, pathProblem } from "../../../src/output/paths.js";

describe("isOutputPath", () => {
  test.each([
    ["a", true],
    ["src/a.ts", true],
    [".env.example", true],
    ["src/[id].ts", true],
    ["", false],
    ["/a", false],
    ["a/", false],
    ["a//b", false],
    ["./a", false],
    ["a/../b", false],
    ["..", false],
    ["a\\b", false],
    ["C:a", false],
    ["a\0", false],
  ])("%j → %j", (path, expected) => {
    expect(isOutputPath(path)).toBe(expected);
  });
});

describe("pathProblem", () => {
  test.each<[readonly string[], RegExp | null]>([
    [["a", "b/a", "b/c"], null],
    [["a", "../b"], /"\.\.\/b" is no path/],
    [["a/b.ts", "A/B.ts"], /a\/b\.ts and A\/B\.ts are one file/],
    [["a", "a/b"], /a is a file and, for a\/b, a folder/],
  ])("%j → %s", (paths, expected) => {
    const problem = pathProblem(paths);
    if (expected === null) expect(problem).toBeNull();
    else expect(problem).toMatch(expected);
  });
});
