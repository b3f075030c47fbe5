import { describe, expect, test } from "vitest";
import {
  isDate,
  isDateTime,
  isEmail,
  isUuid,
} from "../../../../templates/typescript/_language/static/src/formats.js";
import {
  maxLength,
  minLength,
  multipleOf,
  pattern,
} from "../../../../templates/typescript/_language/static/src/rules.js";

describe("lengths count code points", () => {
  test.each([
    ["", 0],
    ["é", 1],
    ["e\u0301", 2],
    ["\u{1f600}\u{1f600}", 2],
  ])("%j has %i", (value, length) => {
    expect(minLength(length, "").holds(value)).toBe(true);
    expect(minLength(length + 1, "").holds(value)).toBe(false);
    expect(maxLength(length, "").holds(value)).toBe(true);
    if (length > 0) expect(maxLength(length - 1, "").holds(value)).toBe(false);
  });
});

describe("multipleOf works on decimal texts", () => {
  test.each([
    [4.35, 0.01, true],
    [4.355, 0.01, false],
    [0.3, 0.1, true],
    [1e21, 3, false],
    [3e21, 3, true],
    [1e-7, 1e-7, true],
    [-6, 3, true],
    [0, 7, true],
    [7, 2.5, false],
  ])("%d of %d: %s", (value, step, expected) => {
    expect(multipleOf(step, "").holds(value)).toBe(expected);
  });
});

test("a pattern is looked for anywhere and keeps no state", () => {
  const rule = pattern(/b/u, "");
  expect([rule.holds("abc"), rule.holds("abc"), rule.holds("ac")]).toEqual([true, true, false]);
});

describe("formats", () => {
  test.each<[check: (text: string) => boolean, good: string[], bad: string[]]>([
    [
      isDate,
      ["2024-02-29", "0001-01-01", "9999-12-31", "2000-02-29"],
      [
        "2023-02-29",
        "1900-02-29",
        "0000-01-01",
        "2024-13-01",
        "2024-00-10",
        "2024-01-32",
        "2024-1-1",
        "2024-01-01T",
      ],
    ],
    [
      isDateTime,
      ["2024-01-31T23:59:59Z", "2024-01-31t00:00:00.123456789z", "2024-01-31T00:00:00-23:59"],
      [
        "2024-01-31",
        "2024-01-31T24:00:00Z",
        "2024-01-31T23:59:60Z",
        "2024-01-31T00:00:00",
        "2024-01-31 00:00:00Z",
        "2024-01-31T00:00:00+24:00",
        "2024-01-31T00:00:00.Z",
        "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01",
      ],
    ],
    [
      isUuid,
      ["00000000-0000-0000-0000-000000000000", "F47AC10B-58CC-4372-A567-0E02B2C3D479"],
      [
        "f47ac10b58cc4372a5670e02b2c3d479",
        "{f47ac10b-58cc-4372-a567-0e02b2c3d479}",
        "g47ac10b-58cc-4372-a567-0e02b2c3d479",
      ],
    ],
    [
      isEmail,
      ["a@b", "a.b+c@example.org", "o'neil@x-y.example", "a@1"],
      ["a", "a@", "@b", "a b@c", "a@-b", "a@b-", "a@b..c", "a@b.c.", "é@b", `a@${"x".repeat(64)}`],
    ],
  ])("%o", (check, good, bad) => {
    for (const text of good) expect([text, check(text)]).toEqual([text, true]);
    for (const text of bad) expect([text, check(text)]).toEqual([text, false]);
  });
});
