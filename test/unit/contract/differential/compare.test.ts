import { describe, expect, test } from "vitest";
import { compare, groupsOf, oddOnes } from "../../../../src/contract/differential/compare.js";
import type { Played } from "../../../../src/contract/differential/play.js";

function played(answers: readonly string[], rows: readonly string[] = []): Played {
  const request = {
    method: "GET",
    target: "/",
    headers: [],
    body: Buffer.alloc(0),
    chunked: false,
  };
  return {
    answers: answers.map((text) => ({ request, status: 200, text })),
    tables: [{ table: "things", rows }],
  };
}

describe("the first difference", () => {
  test("is none where all is equal", () => {
    expect(compare([played(["a", "b"], ["1"]), played(["a", "b"], ["1"])])).toBeNull();
  });
  test("is that of an answer", () => {
    const found = compare([played(["a", "b", "c"]), played(["a", "x", "y"])]);
    expect(found).toEqual({ at: 1, what: "the answer", texts: ["b", "x"] });
  });
  test.each([
    [
      ["1", "2"],
      ["1", "3"],
      ["2", "3"],
    ],
    [["1"], ["1", "3"], ["no such row", "3"]],
    [["1", "2"], ["1"], ["2", "no such row"]],
  ])("is that of a row where all answers are equal: %j %j", (one, other, texts) => {
    expect(compare([played(["a"], one), played(["a"], other)])).toEqual({
      at: null,
      what: "the table things",
      texts,
    });
  });
});

describe("the odd one", () => {
  test.each([
    [["a", "a", "b"], ["three"]],
    [["b", "a", "a"], ["one"]],
    [
      ["a", "b", "a", "c", "a"],
      ["two", "four"],
    ],
    [["a", "b"], []],
    [["a", "b", "c"], []],
    [["a", "a", "b", "b"], []],
  ])("of %j is %j", (texts, expected) => {
    const names = ["one", "two", "three", "four", "five"].slice(0, texts.length);
    expect(oddOnes(groupsOf(names, texts))).toEqual(expected);
  });
});
