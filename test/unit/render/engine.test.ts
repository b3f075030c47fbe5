/** Handlebars must never leave an empty place in silence. */
import { describe, expect, test } from "vitest";
import { createEngine } from "../../../src/render/engine.js";
import { planFiles, type Plan } from "../../../src/render/plan.js";
import { chooseFiles, renderFile, type View } from "../../../src/render/render.js";

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
  expect(() => chooseFiles(plan, { a: [{ b: null }] })).toThrow("view.a[0].b is null");
  expect(() => chooseFiles(plan, { a: undefined })).toThrow("view.a is undefined");
});

test.each([[new Map()], [new Set()], [() => 1], [new Date()]])(
  "a view holds plain data, not %s",
  (value) => {
    expect(() => chooseFiles(planFiles([]), { a: value })).toThrow(/^view.a is (no plain|a func)/);
  },
);

async function render(plan: Plan, view: View) {
  const { copied, rendered } = chooseFiles(plan, view);
  const engine = createEngine(plan.templates, plan.partials);
  const texts = rendered.map(async (file): Promise<[string, string]> => [
    file.path,
    await renderFile(file, plan, () => Promise.resolve(engine)),
  ]);
  return { copied, rendered: await Promise.all(texts) };
}

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
  test("renders a file for each item, under the item's own name", async () => {
    const plan = planFiles([
      folder({ "src/[tag].ts.hbs": "{{title}} of {{api}}", "[tag]/[tag].md.hbs": "{{title}}" }),
    ]);
    const { rendered } = await render(plan, {
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
  test("a more special folder replaces, whether copied or rendered", async () => {
    const plan = planFiles([
      folder({ "a.ts.hbs": "general" }, {}, { "b.ts": "general" }),
      folder({ "b.ts.hbs": "special" }, {}, { "a.ts": "special" }),
    ]);
    const { copied, rendered } = await render(plan, {});
    expect([...copied]).toEqual([["a.ts", "special"]]);
    expect([...rendered]).toEqual([["b.ts", "special"]]);
  });
  test("conditions leave files out; an empty list does not hold", async () => {
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
    const { copied, rendered } = await render(plan, view);
    expect([...copied.keys(), ...rendered.map(([path]) => path)]).toEqual(["src/y.ts"]);
    expect(() => chooseFiles(plan, { tags: [] })).toThrow('asks for "auth"');
  });
  test("a condition of a file that is not there is a mistake", () => {
    expect(() => planFiles([folder({ "a.ts.hbs": "" }, { "b.ts": "auth" })])).toThrow(
      "Template b.ts: stands under conditions, but there is no such file",
    );
  });
});
