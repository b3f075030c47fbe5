/** A template is rendered again where something that it can see has changed, and only there. */
import { describe, expect, test } from "vitest";
import { mentionsOf } from "../../../src/render/mentions.js";
import { planFiles } from "../../../src/render/plan.js";

function digest(
  source: string,
  scope: Readonly<Record<string, unknown>>,
  partials: Readonly<Record<string, string>> = {},
): string {
  const plan = planFiles([
    {
      static: new Map(),
      files: new Map([["t.hbs", source]]),
      partials: new Map(Object.entries(partials)),
      conditions: {},
      own: [],
    },
  ]);
  return mentionsOf(plan).digest("t", scope);
}

const view = { a: "1", b: [{ c: 1 }], "odd name": 1 };

describe("a change of the view counts", () => {
  test.each([
    ["where it is printed", "{{a}}", {}],
    ["in a condition", "{{#if a}}x{{/if}}", {}],
    ["as an argument", "{{lookup x a}}", {}],
    ["in a name that is worked out", "{{lookup . x}}", {}],
    ["in a loop over the view", "{{#each this}}{{this}}{{/each}}", {}],
    ["in a loop over the root", "{{#each @root}}{{this}}{{/each}}", {}],
    ["in a loop over what is around", "{{#each b}}{{#each ..}}{{this}}{{/each}}{{/each}}", {}],
    ["in a partial", "{{> p .}}", { p: "{{a}}" }],
    ["by a longer path", "{{@root.a.x}}", {}],
  ])("%s", (_, source, partials: Readonly<Record<string, string>>) => {
    expect(digest(source, { ...view, a: "2" }, partials)).not.toBe(digest(source, view, partials));
  });

  test("inside of what is mentioned", () => {
    const source = "{{#each b}}{{c}}{{/each}}";
    expect(digest(source, { ...view, b: [{ c: 2 }] })).not.toBe(digest(source, view));
  });

  test("under a name that cannot be mentioned as a word", () => {
    expect(digest("{{[odd name]}}", { ...view, "odd name": 2 })).not.toBe(
      digest("{{[odd name]}}", view),
    );
  });
});

describe("nothing else does", () => {
  test.each([["{{b}}"], ["a {{#each b}}{{c}}{{/each}} a"], ['{{> (lookup . "b") .}}']])(
    "%s",
    (source) => {
      expect(digest(source, { ...view, a: "2" })).toBe(digest(source, view));
    },
  );
});

test("a change of the template or of a partial counts", () => {
  const all = [
    digest("{{b}}", view),
    digest("{{b}} ", view),
    digest("{{b}}", view, { p: "x" }),
    digest("{{b}}", view, { p: "y" }),
  ];
  expect(new Set(all).size).toBe(4);
});
