import { describe, expect, it } from "vitest";
import { child, entriesOf, locate, parseSource, toJson } from "../../../src/source/index.js";

function parse(text: string): ReturnType<typeof parseSource> {
  return parseSource({ file: "x.yaml", text });
}

function json(text: string): unknown {
  const { root, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  return root === null ? undefined : toJson(root);
}

function codes(text: string): string[] {
  return parse(text).diagnostics.map(({ line, column, code }) => `${line}:${column} ${code}`);
}

describe("texts that are read", () => {
  it.each([
    ["YAML", "a: 1\nb: [x, true, null, ~]\n", { a: 1, b: ["x", true, null, null] }],
    ["JSON", '{"a": 1.5e3, "b": ["x", {"c": null}]}', { a: 1500, b: ["x", { c: null }] }],
    ["JSON indented with tabs", '{\n\t"a": [\n\t\t1,\n\t\t2\n\t]\n}\n', { a: [1, 2] }],
    ["JSON escapes", '{"a": "\\u00e9\\ud83d\\ude00\\/\\n"}', { a: "é😀/\n" }],
    ["line ends of Windows", "a: 1\r\nb:\r\n  - 2\r\n", { a: 1, b: [2] }],
    ["a byte-order mark", "\uFEFFa: 1\n", { a: 1 }],
    ["block texts", "a: |\n  one\n  two\nb: >-\n  one\n  two\n", { a: "one\ntwo\n", b: "one two" }],
    [
      "anchors and aliases",
      "a: &x { b: 1 }\nc: *x\nd: [*x, *x]\n",
      { a: { b: 1 }, c: { b: 1 }, d: [{ b: 1 }, { b: 1 }] },
    ],
    [
      "words of YAML 1.1 as text",
      "a: yes\nb: off\nc: 012\nd: 2026-01-31\n",
      { a: "yes", b: "off", c: 12, d: "2026-01-31" },
    ],
    [
      "names that look like numbers",
      "200: a\n1.0: b\ntrue: c\n",
      { "200": "a", "1.0": "b", true: "c" },
    ],
    ["negative zero", "a: -0\n", { a: 0 }],
    ["one scalar", "text\n", "text"],
  ])("%s", (_, text, expected) => {
    expect(json(text)).toEqual(expected);
  });

  it.each([["", "\n\n", "# only a comment\n"]])("are empty without a value: %j", (text) => {
    expect(parse(text)).toEqual({ root: null, diagnostics: [] });
  });

  it("keep the order of names, also of those that look like integers", () => {
    const { root } = parse("b: 1\n10: 2\n2: 3\na: 4\n");
    expect(entriesOf(root ?? undefined).map(({ name }) => name)).toEqual(["b", "10", "2", "a"]);
  });

  it("make __proto__ a property", () => {
    const value = json('{"__proto__": {"a": 1}, "b": 2}') as object;
    expect(Object.keys(value)).toEqual(["__proto__", "b"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe("positions", () => {
  const { root } = parse("\uFEFFa:\r\n  b: [x, y]\r\n  'c/d':\r\n    e: 1\r\n");
  it.each([
    ["", 1, 1],
    ["/a", 1, 1],
    ["/a/b", 2, 3],
    ["/a/b/1", 2, 10],
    ["/a/c~1d", 3, 3],
    ["/a/c~1d/e", 4, 5],
    ["/a/c~1d/missing/more", 3, 3],
  ])("of %j are %i:%i", (pointer, line, column) => {
    if (root === null) throw new Error("not read");
    expect(locate(root, pointer).place).toMatchObject({ line, column });
  });

  it("of a value are its own", () => {
    expect(child(child(root ?? undefined, "a"), "b")?.place).toMatchObject({ line: 2, column: 6 });
  });
});

describe("texts that are refused", () => {
  it.each([
    ["a tab as indentation", "a:\n\tb: 1\n", ["2:1 invalid-yaml"]],
    ["a name twice", "a: 1\nb: 2\na: 3\n", ["3:1 duplicate-name"]],
    ["a name twice in two spellings", '200: 1\n"200": 2\n', ["2:1 duplicate-name"]],
    ["a name twice in JSON", '{"a": 1, "a": 2}', ["1:10 duplicate-name"]],
    ["several documents", "a: 1\n---\nb: 2\n", ["2:1 multiple-documents"]],
    ["an unknown alias", "a: *nobody\n", ["1:4 unknown-alias"]],
    ["a merge key", "a: &x { b: 1 }\nc:\n  <<: *x\n", ["3:3 merge-key"]],
    ["an unknown tag", "a: !thing 1\n", ["1:4 invalid-yaml"]],
    ["an alias inside itself", "a: &x [1, *x]\n", ["1:11 alias-of-itself"]],
    ["infinity", "a: .inf\n", ["1:4 not-json"]],
    ["an object as a name", "{ a: 1 }: 2\n", ["1:1 name-not-text"]],
    ["half a character", 'a: "\\ud800"\n', ["1:4 lone-surrogate"]],
  ])("%s", (_, text, expected) => {
    expect(codes(text)).toEqual(expected);
    expect(parse(text).root).toBeNull();
  });

  it("for nesting that would end the stack, without an exception", () => {
    expect(codes("[".repeat(100_000))[0]).toContain("nesting-too-deep");
    expect(codes(`${"[".repeat(600)}${"]".repeat(600)}`)[0]).toContain("nesting-too-deep");
  });

  it("for aliases of aliases that stand for billions, quickly and once", () => {
    const lines = ["a0: &a0 [1,1,1,1,1,1,1,1,1,1]"];
    for (let i = 1; i < 12; i += 1) {
      lines.push(`a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(",")}]`);
    }
    const start = performance.now();
    expect(codes(lines.join("\n"))).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
