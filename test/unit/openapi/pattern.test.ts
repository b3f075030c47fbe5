import { describe, expect, it } from "vitest";
import { checkPattern } from "../../../src/openapi/schema/pattern.js";

describe("patterns that every language can match", () => {
  it.each([
    "^[a-z]+$",
    "^[\\p{L}\\p{N}_.@+-]+$",
    "\\P{Lu}",
    "\\w\\d\\s\\b",
    "(?:a|b){2,5}?",
    "(?<year>[0-9]{4})",
    "a{1000}",
    "[^\\u0000]",
    "\\u{1F600}",
    "",
  ])("%s", (pattern) => {
    expect(checkPattern(pattern)).toBeNull();
  });
});

describe("patterns that are no ECMA-262 with the flag u", () => {
  it.each(["[a", "(", "a{2,1}", "\\-", "(?i)a", "\\p{Nope}", "*"])("%s", (pattern) => {
    expect(checkPattern(pattern)?.kind).toBe("invalid");
  });
});

describe("patterns beyond RE2", () => {
  it.each([
    ["(?=a)", "lookahead"],
    ["(?<!a)b", "lookbehind"],
    ["(a)\\1", "back-reference"],
    ["(?<n>a)\\k<n>", "back-reference"],
    ["a{1001}", "repetitions"],
    ["(?:a{50}){50}", "repetitions"],
    ["\\p{Script=Greek}", "property"],
    ["\\p{Alphabetic}", "property"],
    ["\\p{Letter}", "property"],
    ["\\p{gc=L}", "property"],
    ["[]", "empty class"],
    ["\\ud800", "surrogate"],
  ])("%s", (pattern, construct) => {
    const problem = checkPattern(pattern);
    expect(problem?.kind).toBe("unsupported");
    expect(problem?.kind === "unsupported" && problem.construct).toContain(construct);
  });
});
