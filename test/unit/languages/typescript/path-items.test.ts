/** Paths in the order in which a router tries them, each with what becomes of the methods that it does not have. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { settleNames } from "../../../../src/languages/typescript/names.js";
import { pathItems } from "../../../../src/languages/typescript/path-items.js";
import { lowered } from "../../../support.js";

/** `url allow` of each path of each tag. */
function itemsOf(file: string): Readonly<Record<string, string[]>> {
  const { tags } = settleNames(lowered({ file, text: readFileSync(file, "utf8") }));
  const items = pathItems(
    tags,
    tags.map(() => []),
    "path-to-regexp",
  );
  return Object.fromEntries(
    tags.map(({ tag }, index) => [
      tag,
      items[index]?.map(({ url, allow }) => `${url} ${allow || "elsewhere"}`) ?? [],
    ]),
  );
}

test("literal segments come first, and nobody takes what belongs to a later tag", () => {
  expect(itemsOf("test/cases/crossing/openapi.yaml")).toEqual({
    areas: [
      '"/north" elsewhere',
      '"/north/state" elsewhere',
      '"/north/:part" elsewhere',
      '"/:area" "DELETE, GET, HEAD, OPTIONS"',
      '"/:area/:part" "GET, HEAD, OPTIONS"',
    ],
    north: [
      '"/north" "GET, HEAD, OPTIONS, PUT"',
      '"/north/state" elsewhere',
      '"/north/:part" "GET, HEAD, OPTIONS"',
    ],
    state: ['"/north/state" "OPTIONS, POST"', '"/north/" "GET, HEAD, OPTIONS"'],
  });
});

test("signs that the router knows are taken as they are", () => {
  const urls = Object.values(itemsOf("test/cases/hostile/openapi.yaml")).flat();
  expect(urls).toContain(String.raw`"/\\(x\\)" "GET, HEAD, OPTIONS"`);
  expect(urls).toContain(String.raw`"/a\\:b" "GET, HEAD, OPTIONS"`);
  expect(urls).toContain(String.raw`"/\\*" "GET, HEAD, OPTIONS"`);
});
