/** What the documentation shows is true: its documents are served, its tables made, its scenarios well formed. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";
import { loadContract } from "../../../src/contract/index.js";
import { printDiagnostics } from "../../../src/diagnostics/index.js";
import { loadLanguage } from "../../../src/languages/index.js";
import type { Api } from "../../../src/model/index.js";
import { lowerDocument } from "../../../src/openapi/index.js";
import { createEngine } from "../../../src/render/engine.js";
import { lowerSql } from "../../../src/sql/index.js";
import { discoverTargets, loadFolders } from "../../../src/targets/index.js";

const root = join(import.meta.dirname, "../../..");

/** A fenced block of a page, with the line that it begins on. */
interface Block {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  readonly text: string;
}

const pages = [
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
  "templates/README.md",
  "CONTRIBUTING.md",
];

const textOf = (page: string): string => readFileSync(join(root, page), "utf8");

function blocksOf(page: string): Block[] {
  const text = textOf(page);
  return [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    page,
    line: text.slice(0, match.index).split("\n").length,
    language: match[1] ?? "",
    text: match[2] ?? "",
  }));
}

const blocks = pages.flatMap(blocksOf);

function lower(block: Block): Api {
  const { api, diagnostics } = lowerDocument({
    file: `${block.page}:${block.line}`,
    text: block.text,
  });
  expect(printDiagnostics(diagnostics)).toBe("");
  if (api === null) throw new Error("a document without diagnostics has a model");
  return api;
}

const documents = blocks.filter(
  ({ language, text }) => language === "yaml" && text.startsWith("openapi:"),
);

describe("documents", () => {
  test("there are some", () => {
    expect(documents.length).toBeGreaterThanOrEqual(2);
  });

  test.each(documents)("$page:$line is served as it is", (block) => {
    expect(lower(block).operations).not.toEqual([]);
  });

  test.each(documents)("$page:$line makes the tables shown after it", (block) => {
    const shown = blocks.find(
      ({ page, line, language }) => page === block.page && line > block.line && language === "sql",
    );
    expect(lowerSql(lower(block)).schema).toBe(shown?.text);
  });
});

test("the first document does what the page says", () => {
  const [first] = documents;
  if (first === undefined) throw new Error("there is no document");
  expect(lower(first).operations.map(({ behavior }) => behavior.kind)).toEqual([
    "constant",
    "list",
    "create",
    "retrieve",
    "replace",
    "delete",
  ]);
});

test("the second document does what the page says", () => {
  const [, second] = documents;
  if (second === undefined) throw new Error("there is no second document");
  expect(lower(second).operations.map(({ behavior }) => behavior.kind)).toEqual([
    "create",
    "login",
    "currentUser",
    "list",
    "create",
    "delete",
  ]);
});

test("scenarios are well formed, and know their accounts and expectations", () => {
  const sources = blocks.flatMap(({ page, line, text }) => {
    const name = /^# contract\/(\S+\.yaml)\n/.exec(text)?.[1];
    return name === undefined ? [] : [{ file: `${page}-${line}/${name}`, text }];
  });
  const { features, problems } = loadContract(sources);
  expect(problems).toEqual([]);
  expect(features.flatMap(({ scenarios }) => scenarios).length).toBeGreaterThan(3);
});

describe("the example of a target", () => {
  const page = "templates/README.md";
  const ofTarget = (language: string): Block[] =>
    blocks.filter((block) => block.page === page && block.language === language);

  test("has a target.json that is accepted", () => {
    const validate = new Ajv({ allErrors: true }).compile(
      JSON.parse(textOf("templates/target.schema.json")) as object,
    );
    const [manifest] = ofTarget("json");
    validate(JSON.parse(manifest?.text ?? "null"));
    expect(validate.errors ?? []).toEqual([]);
  });

  test.each(documents)("has templates that print a server for $page:$line", async (document) => {
    const api = lower(document);
    const target = discoverTargets().find(({ language }) => language === "typescript");
    if (target === undefined) throw new Error("there is no TypeScript target");
    const language = await loadLanguage("typescript");
    const view = await language.view({ api, sql: lowerSql(api), target });
    const partials = new Map(
      loadFolders(target)
        .slice(0, 2)
        .flatMap((folder) => [...folder.partials])
        .map(([path, text]) => [path.replace(/\.hbs$/, ""), text]),
    );
    const templates = ofTarget("handlebars");
    const engine = createEngine(
      new Map(templates.map(({ text }, index) => [String(index), text])),
      partials,
    );
    expect(templates).toHaveLength(2);
    for (const tag of view["tags"] as readonly object[]) {
      for (const index of templates.keys()) {
        const printed = engine.render(String(index), { ...view, ...tag });
        await expect(language.format("example.ts", printed)).resolves.toContain("export function");
      }
    }
  });
});

/** GitHub's anchor of a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");
}

describe("links", () => {
  const links = pages.flatMap((page) =>
    [...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => ({
      page,
      link: match[1] ?? "",
    })),
  );

  test.each(links.filter(({ link }) => !/^https?:/.test(link)))(
    "$page: $link leads somewhere",
    ({ page, link }) => {
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : join(dirname(page), path);
      expect(existsSync(join(root, target)), target).toBe(true);
      if (anchor === undefined) return;
      const headings = [...textOf(target).matchAll(/^#+ (.*)$/gm)].map((match) => match[1] ?? "");
      expect(headings.map(anchorOf)).toContain(anchor);
    },
  );
});
