/** Routers with the paths in the order in which they are to be tried. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { RouterView } from "../../../../src/languages/typescript/routers.js";
import { view } from "../../../../src/languages/typescript/view.js";
import type { Api } from "../../../../src/model/index.js";
import { lowerSql } from "../../../../src/sql/index.js";
import { lowered } from "../../../support.js";

async function routersOf(api: Api): Promise<readonly RouterView[]> {
  const target = { title: "Any", port: 1, pathStyle: "path-to-regexp" } as const;
  const made = await view({ api, sql: lowerSql(api), target });
  return made["routers"] as RouterView[];
}

function fromFile(file: string): Api {
  return lowered({ file, text: readFileSync(file, "utf8") });
}

/** Tags and paths, each path with a constant answer. */
function fromPaths(paths: readonly (readonly [tag: string, path: string, method?: string])[]): Api {
  const items = paths.map(([tag, path, method = "get"]) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const parameters = names.map(
      (name) => `{ name: ${name}, in: path, required: true, schema: { type: string } }`,
    );
    const response = `{ description: a, content: { application/json: { schema: { const: a } } } }`;
    return `  ${path}: { ${method}: { tags: [${tag}], parameters: [${parameters.join(", ")}], responses: { "200": ${response} } } }`;
  });
  return lowered({
    file: "paths.yaml",
    text: `openapi: 3.1.0\ninfo: { title: t, version: "1" }\npaths:\n${items.join("\n")}\n`,
  });
}

const shortly = (routers: readonly RouterView[]) =>
  routers.map(({ file, plugin, pathItems }) => [file, plugin, ...pathItems.map(({ url }) => url)]);

test("one for each tag, in the document's order", async () => {
  expect(
    shortly(
      await routersOf(
        fromPaths([
          ["b", "/b"],
          ["a", "/a/{x}"],
          ["b", "/b/{x}"],
        ]),
      ),
    ),
  ).toEqual([
    ["b", "bRoutes", '"/b"', '"/b/:x"'],
    ["a", "aRoutes", '"/a/:x"'],
  ]);
});

test("literal segments go before parameters, whatever their tags", async () => {
  const api = fromPaths([
    ["a", "/{x}"],
    ["a", "/{x}/{y}"],
    ["b", "/me"],
    ["a", "/i/{y}"],
    ["b", "/i/we"],
  ]);
  expect(shortly(await routersOf(api))).toEqual([
    ["b", "bRoutes", '"/me"', '"/i/we"'],
    ["a", "aRoutes", '"/:x"', '"/i/:y"', '"/:x/:y"'],
  ]);
});

test("two tags that cover paths of each other have three routers", async () => {
  const api = fromPaths([
    ["a", "/a/{x}"],
    ["a", "/b/me"],
    ["b", "/b/{x}"],
    ["b", "/a/me"],
  ]);
  expect(shortly(await routersOf(api))).toEqual([
    ["a", "aRoutes", '"/b/me"'],
    ["b", "bRoutes", '"/b/:x"', '"/a/me"'],
    ["a2", "aRoutes2", '"/a/:x"'],
  ]);
});

test("a path has all its methods in one place, with imports from all their tags", async () => {
  const routers = await routersOf(fromFile("test/cases/crossing/openapi.yaml"));
  const [north] = routers.filter(({ title }) => title === "areas");
  expect(north?.pathItems.map(({ url, allow }) => [url, allow])).toContainEqual([
    '"/north"',
    '"GET, HEAD, OPTIONS, PUT"',
  ]);
  expect(north?.operationImports.map(({ file }) => file)).toEqual(["areas", "north"]);
});

test("signs that the router knows are taken as they are", async () => {
  const routers = await routersOf(fromFile("test/cases/hostile/openapi.yaml"));
  const urls = routers.flatMap(({ pathItems }) => pathItems.map(({ url }) => url));
  expect(urls).toEqual(
    expect.arrayContaining([String.raw`"/\\(x\\)"`, String.raw`"/a\\:b"`, String.raw`"/\\*"`]),
  );
});

test("Hono takes a colon or a star literally within an expression only", async () => {
  const api = fromPaths([
    ["a", "/a:b"],
    ["a", "/*"],
    ["a", "/a.b/{x}"],
  ]);
  const target = { title: "Any", port: 1, pathStyle: "hono" } as const;
  const { routers } = await view({ api, sql: lowerSql(api), target });
  expect(shortly(routers as RouterView[])).toEqual([
    ["a", "aRoutes", '"/:literal0{a:b}"', String.raw`"/:literal0{\\*}"`, '"/a.b/:x"'],
  ]);
});
