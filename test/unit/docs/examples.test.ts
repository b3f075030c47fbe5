/** What the documentation shows is true: its documents are served, its tables made, its scenarios well formed. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadContract } from "../../../src/contract/index.js";
import { printDiagnostics } from "../../../src/diagnostics/index.js";
import { generate } from "../../../src/generate.js";
import type { Api } from "../../../src/model/index.js";
import { lowerDocument } from "../../../src/openapi/index.js";
import { lowerSql } from "../../../src/sql/index.js";
import { discoverTargets, shippedTemplates } from "../../../src/targets/index.js";

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
  "examples/koa/README.md",
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

/** Files that a page shows: a link in bold, and below it a block with all of the text. */
const quotes = pages.flatMap((page) =>
  [...textOf(page).matchAll(/^\*\*\[`.+`\]\((\S+)\)\*\*\n\n```\w*\n([\s\S]*?)^```$/gm)].map(
    (match) => ({
      page,
      file: join(dirname(page), match[1] ?? ""),
      text: match[2] ?? "",
    }),
  ),
);

describe("files that are shown", () => {
  test("there are some", () => expect(quotes.length).toBeGreaterThanOrEqual(4));

  test.each(quotes)("$page shows $file as it is", ({ file, text }) => {
    expect(text).toBe(textOf(file));
  });
});

describe("the example of a target", () => {
  const templates = join(root, "examples", "koa", "templates");
  const [target] = discoverTargets([shippedTemplates(), templates]).filter(({ folder }) =>
    folder.startsWith(templates),
  );

  test.each(documents)("prints a server for $page:$line", async (document) => {
    if (target === undefined) throw new Error("there is no target in the example");
    const { files } = await generate({ api: lower(document), target });
    expect([...files.keys()]).toEqual(expect.arrayContaining(["src/app.ts", "src/server.ts"]));
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
