/** The editor of documents itself: what it makes can be made again, and it hands on what it was given. */
import { describe, expect, test } from "vitest";
import { documentCases } from "../documents.js";
import { applyEdits, editsByPart, editTree, planEdits } from "../edits/index.js";
import { renameWord } from "../edits/rename.js";
import { copyOf, parseTree, printTree, type Tree } from "../edits/tree.js";

const documents = documentCases();
const [own] = documents;
if (own === undefined) throw new Error("our own document is missing");

describe("a tree", () => {
  test.each(documents)("of $name is the same after it was printed", ({ text }) => {
    const tree = parseTree(text);
    expect(parseTree(printTree(tree))).toEqual(tree);
  });

  test("keeps names and texts that other formats stumble over", () => {
    const odd = [
      "__proto__",
      "200",
      "",
      "a: b",
      "null",
      "\ud800",
      "\u0000",
      "\u2028",
      "# no",
      " x ",
    ];
    const tree = new Map(odd.map((name) => [name, name]));
    const again = parseTree(printTree(tree));
    expect([...again]).toEqual(odd.map((name) => [name, name]));
  });
});

describe("edits", () => {
  const all = Object.entries(editsByPart).flatMap(([part, edits]) =>
    Object.keys(edits).map((name) => ({ part, name })),
  );

  test.each(all)("$part, $name: changes the document as it says", ({ part, name }) => {
    const base = parseTree(own.text);
    const changed = Array.from({ length: 12 }, (_, seed) => {
      const tree = copyOf(base);
      const said = editTree(tree, { part, name, seed });
      const same = inOrder(tree) === inOrder(base);
      if (said === null) expect(same).toBe(true);
      return said !== null && !same;
    });
    expect(changed).toContain(true);
  });

  test("are the same for the same seed, and others for another", () => {
    const plans = [1, 2, 3, 4].map((seed) => planEdits(own.text, seed));
    expect([1, 2, 3, 4].map((seed) => planEdits(own.text, seed))).toEqual(plans);
    expect(new Set(plans.map((plan) => JSON.stringify(plan))).size).toBe(plans.length);
  });

  test("can be left out one by one", () => {
    const plan = [
      { part: "operations", name: "unname operations", seed: 1 },
      { part: "operations", name: "untag operations", seed: 2 },
    ];
    const { text } = applyEdits(own.text, plan.slice(1));
    expect(text).toContain("operationId:");
    expect(text).not.toContain("tags: [");
    expect(applyEdits(own.text, plan).text).not.toContain("operationId:");
  });

  test("rename a field with all that means it", () => {
    const tree = parseTree(own.text);
    renameWord(tree, "year", "released in");
    const text = printTree(tree);
    expect(text).not.toMatch(/\byear\b/);
    expect(text.match(/released in/g)?.length).toBeGreaterThan(3);
  });
});

/** Deep equality of maps does not see the order of their entries. */
function inOrder(tree: Tree): string {
  return JSON.stringify(tree, (_, value: unknown) => (value instanceof Map ? [...value] : value));
}
