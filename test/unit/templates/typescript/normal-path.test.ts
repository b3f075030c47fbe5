/** One spelling for equal paths, in generated servers and in the routes that are generated for them. */
import { describe, expect, test } from "vitest";
import { escapedPath } from "../../../../src/languages/escapes.js";
import { normalPath } from "../../../../templates/typescript/_node/static/src/normal-path.js";

const PATHS = [
  ["/", "/"],
  ["/a-b_c.d~e/1", "/a-b_c.d~e/1"],
  ["/%61%2D%7e", "/a-~"],
  ["/a%2fb%2F", "/a%2Fb%2F"],
  ["/a%252Fb", "/a%252Fb"],
  ["/%c3%a9", "/%C3%A9"],
  ["/%40@%3a:", "/%40@%3A:"],
  ["/it's(a)!*", "/it's(a)!*"],
  ["/%27%28", "/'("],
  ["/%7Ca|b", "/%7Ca%7Cb"],
  ["/[x]", "/%5Bx%5D"],
  ["/%00", "/%00"],
  ["//%2E%2e/.", "//../."],
] as const;

describe.each(PATHS)("%s", (path, normal) => {
  test("is normalised", () => expect(normalPath(path)).toBe(normal));
  test("stays as it is then", () => expect(normalPath(normal)).toBe(normal));
  test("is spelled the same in a route", () => expect(escapedPath(path)).toBe(normal));
});

test("a path of the document may hold any letter", () => {
  expect(escapedPath("/é x")).toBe(normalPath("/%C3%A9%20x"));
});

test.each(["/%", "/a%2", "/%zz", "/%FF", "/%C3%28", "/%ED%A0%80", "/%C3x%A9"])(
  "%s is broken",
  (path) => expect(normalPath(path)).toBeUndefined(),
);
