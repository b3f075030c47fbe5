import { describe, expect, test } from "vitest";
import type { Json } from "../../../src/model/index.js";
import { interpolate, VariableError, type Scope } from "../../../src/contract/variables.js";

const scope: Scope = {
  fixed: { run: "r1", "boss.name": "Ann", x: "fixed" },
  saved: new Map<string, Json>([
    ["id", 7],
    ["list", [1, "a"]],
    ["hostile", "${run}"],
    ["nothing", null],
    ["x", "saved"],
  ]),
  rows: [{ x: "outer", path: "/things/${id}", odd: "ä /" }, { x: "inner" }],
};

describe("variables", () => {
  test.each<[Json, Json]>([
    ["plain", "plain"],
    ["${id}", 7],
    ["${id|text}", "7"],
    ["<${id}>", "<7>"],
    ["${id}${id}", "77"],
    ["${id+1}", 8],
    ["/${id-10}", "/-3"],
    ["${list}", [1, "a"]],
    ["a${list}", 'a[1,"a"]'],
    ["${nothing}", null],
    ["${x}", "inner"],
    ["${path}", "/things/7"],
    ["${boss.name|lower}", "ann"],
    ["${boss.name|upper}", "ANN"],
    ["${odd|percent}", "%C3%A4%20%2F"],
    ["${hostile}", "${run}"],
    ["$${run}", "${run}"],
    ["$1 $ { ${run}", "$1 $ { r1"],
    [{ "${run}": ["${id}", { a: "${run}" }] }, { r1: [7, { a: "r1" }] }],
    [JSON.parse('{"__proto__":"${run}"}') as Json, JSON.parse('{"__proto__":"r1"}') as Json],
  ])("%j → %j", (value, expected) => {
    expect(interpolate(value, scope)).toEqual(expected);
  });

  test.each(["${nope}", "a ${nope}", "${run+1}", "${run|shout}", "${boss}", "${constructor}"])(
    "%s is refused",
    (text) => {
      expect(() => interpolate(text, scope)).toThrow(VariableError);
    },
  );

  test("a circle is refused", () => {
    expect(() => interpolate("${a}", { ...scope, rows: [{ a: "${b}", b: "${a}" }] })).toThrow(
      /circle/,
    );
  });
});
