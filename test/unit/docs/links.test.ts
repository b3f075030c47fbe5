/** Pages for people: where their links lead, and whether they know every command and flag. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { COMMANDS, GENERAL, UNNAMED } from "../../../src/cli/grammar.js";

const root = join(import.meta.dirname, "../../..");
const docs = readdirSync(join(root, "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`);
const pages = ["README.md", "CONTRIBUTING.md", "templates/README.md", ...docs];

/** Without what only looks like a link or a heading. */
function textOf(page: string): string {
  return readFileSync(join(root, page), "utf8").replaceAll(
    /^(?: {0,3}```|~~~)[^]*?^ {0,3}(?:```|~~~)$/gm,
    "",
  );
}

/** As GitHub makes anchors of headings. */
function anchorsOf(page: string): readonly string[] {
  const seen = new Map<string, number>();
  return [...textOf(page).matchAll(/^#{1,6} (.*)$/gm)].map(([, heading = ""]) => {
    const anchor = heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .replaceAll(/\s/g, "-");
    const count = seen.get(anchor) ?? 0;
    seen.set(anchor, count + 1);
    return count === 0 ? anchor : `${anchor}-${count}`;
  });
}

describe.each(pages)("%s", (page) => {
  const links = [
    ...textOf(page)
      .replaceAll(/`[^`\n]*`/g, "")
      .matchAll(/\]\(([^)\s]+)\)/g),
  ].map(([, link = ""]) => link);

  test("leads to what is there", () => {
    const broken = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? page : relative(root, join(root, dirname(page), path));
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !anchorsOf(target).includes(anchor);
    });
    expect(broken).toEqual([]);
  });
});

test("docs/README.md lists every page", () => {
  const index = textOf("docs/README.md");
  const missing = docs.filter(
    (page) => page !== "docs/README.md" && !index.includes(`(${page.slice("docs/".length)})`),
  );
  expect(missing).toEqual([]);
});

describe("the command line", () => {
  const all = pages.map((page) => readFileSync(join(root, page), "utf8")).join("\n");

  test.each(Object.keys(COMMANDS))("%s is described", (command) => {
    expect(all.includes(`gen-bench ${command}`)).toBe(true);
  });

  test.each(
    [...new Set([UNNAMED, ...Object.values(COMMANDS)].flatMap((one) => Object.keys(one)))]
      .filter((name) => !(name in GENERAL))
      .toSorted(),
  )("--%s is described", (name) => {
    expect(new RegExp(`--${name}(?![\\w-])`).test(all)).toBe(true);
  });
});
