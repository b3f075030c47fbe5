/** Handlebars must never leave an empty place in silence. */
import { describe, expect, test } from "vitest";
import { createEngine } from "../../../src/render/engine.js";
import { planFiles } from "../../../src/render/plan.js";
import { render } from "../../../src/render/render.js";

function print(source: string, view: object, partials: Record<string, string> = {}): string {
  const engine = createEngine(new Map([["t", source]]), new Map(Object.entries(partials)));
  return engine.render("t", view);
}

describe("what is missing is an error that names the template", () => {
  test.each([
    "{{absent}}",
    "{{#if absent}}x{{/if}}",
    "{{#unless absent}}x{{/unless}}",
    "{{#each absent}}x{{/each}}",
    "{{item.absent}}",
    "{{> absent}}",
    "{{> inner}}",
  ])("%s", (source) => {
    expect(() => print(source, { item: {} }, { inner: "{{absent}}" })).toThrow(/^Template t: /);
  });
});

test("nothing is escaped", () => {
  expect(print("{{a}}", { a: "<&\"'`=>" })).toBe("<&\"'`=>");
});

test("a view may hold neither null nor undefined", () => {
  const plan = planFiles([]);
  expect(() => render(plan, { a: [{ b: null }] })).toThrow("view.a[0].b is null");
  expect(() => render(plan, { a: undefined })).toThrow("view.a is undefined");
});

const folder = (
  files: Record<string, string>,
  conditions = {},
  copies: Record<string, string> = {},
) => ({
  static: new Map(Object.entries(copies)),
  files: new Map(Object.entries(files)),
  partials: new Map<string, string>(),
  conditions,
  own: [],
});

describe("a plan", () => {
  test("renders a file for each item, under the item's own name", () => {
    const plan = planFiles([
      folder({ "src/[tag].ts.hbs": "{{title}} of {{api}}", "[tag]/[tag].md.hbs": "{{title}}" }),
    ]);
    const { rendered } = render(plan, {
      api: "A",
      tags: [
        { file: "users", title: "Users" },
        { file: "$&", title: "Odd" },
      ],
    });
    expect([...rendered]).toEqual([
      ["src/users.ts", "Users of A"],
      ["src/$&.ts", "Odd of A"],
      ["users/users.md", "Users"],
      ["$&/$&.md", "Odd"],
    ]);
  });
  test("a more special folder replaces, whether copied or rendered", () => {
    const plan = planFiles([
      folder({ "a.ts.hbs": "general" }, {}, { "b.ts": "general" }),
      folder({ "b.ts.hbs": "special" }, {}, { "a.ts": "special" }),
    ]);
    const { copied, rendered } = render(plan, {});
    expect([...copied]).toEqual([["a.ts", "special"]]);
    expect([...rendered]).toEqual([["b.ts", "special"]]);
  });
  test("conditions leave files out; an empty list does not hold", () => {
    const conditions = { "a.ts": "auth", "b.ts": "auth", "src/[tag].ts": "checks" };
    const plan = planFiles([
      folder({ "a.ts.hbs": "", "src/[tag].ts.hbs": "" }, conditions, { "b.ts": "" }),
    ]);
    const view = {
      auth: false,
      tags: [
        { file: "x", checks: [] },
        { file: "y", checks: [1] },
      ],
    };
    const { copied, rendered } = render(plan, view);
    expect([...copied.keys(), ...rendered.keys()]).toEqual(["src/y.ts"]);
    expect(() => render(plan, { tags: [] })).toThrow('asks for "auth"');
  });
  test("a condition of a file that is not there is a mistake", () => {
    expect(() => planFiles([folder({ "a.ts.hbs": "" }, { "b.ts": "auth" })])).toThrow(
      "Template b.ts: stands under conditions, but there is no such file",
    );
  });
});
