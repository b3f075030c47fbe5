/** TypeScript output is formatted as Prettier would: projects may check it with theirs. */
import { format as prettier } from "prettier";
import { describe, expect, test } from "vitest";
import { typescript } from "../../src/languages/typescript/index.js";
import { createEngine } from "../../src/render/engine.js";
import { planFiles } from "../../src/render/plan.js";
import { chooseFiles } from "../../src/render/render.js";
import { lowerSql } from "../../src/sql/index.js";
import { discoverTargets, loadFolders } from "../../src/targets/index.js";
import { documentCases } from "../documents.js";
import { lowered } from "../support.js";

const targets = discoverTargets().filter(({ language }) => language === "typescript");
const PARSERS: Readonly<Record<string, string>> = { ts: "typescript", json: "json" };

function byPrettier(path: string, text: string): Promise<string> | string {
  const parser = PARSERS[path.slice(path.lastIndexOf(".") + 1)];
  return parser === undefined ? text : prettier(text, { parser, printWidth: 100 });
}

describe.each(documentCases())("the servers of the document $name", (document) => {
  test("are what Prettier would make of them", { timeout: 120_000 }, async () => {
    const api = lowered(document);
    const seen = new Set<string>();
    for (const target of targets) {
      const view = await typescript.view({ api, sql: lowerSql(api), target });
      const plan = planFiles(loadFolders(target));
      const engine = createEngine(plan.templates, plan.partials);
      for (const { path, template, scope } of chooseFiles(plan, view).rendered) {
        const text = engine.render(template, scope);
        if (seen.has(text)) continue;
        seen.add(text);
        const formatted = await typescript.format(path, text);
        expect(formatted, `${target.name} ${path}`).toBe(await byPrettier(path, text));
      }
    }
    expect(seen.size).toBeGreaterThan(30);
  });
});

test.each([
  ["config.json", '{"b": [1,2], "a": ["x"]}'],
  ["package.json", '{"scripts": {}, "name": "x", "files": ["a", "b"]}'],
  ["tsconfig.json", '{ "files": [] , /* why */ "b": {\n"c": null}}'],
])("%s is only formatted", async (path, text) => {
  expect(await typescript.format(path, text)).toBe(await byPrettier(path, text));
});

test("a text that is no TypeScript is refused, with its place", async () => {
  const text = 'const é = "😀";\nconst x = ;';
  await expect(typescript.format("src/x.ts", text)).rejects.toThrow("Unexpected token (2:11)");
});
