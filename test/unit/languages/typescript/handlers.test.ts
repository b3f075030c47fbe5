import { describe, expect, it } from "vitest";
import { handlers } from "../../../../src/languages/typescript/handlers.js";

const BEGINS = `/** things */
import type { A, B } from "./custom.js";

/** First */
export const a: A = async () => ({
  status: 501,
});

/** Second */
export const b: B = async () => ({ status: 501 });
`;
const STUB = "/** Second */\nexport const b: B = async () => ({ status: 501 });\n";

describe("names of handlers", () => {
  it("are those of constants whose type is imported from custom.js", () => {
    expect(handlers.names(BEGINS)).toEqual(["a", "b"]);
    expect(handlers.names("export const a: A = 1;\nexport const b = 2;\n")).toEqual([]);
  });
});

describe("a file that lacks a handler", () => {
  it.each([
    [
      "has its type put into the list",
      'import type { A } from "./custom.js";\n\nexport const a: A = mine; // why\n',
      `import type { A, B } from "./custom.js";\n\nexport const a: A = mine; // why\n\n${STUB}`,
    ],
    [
      "keeps a list over several lines",
      'import type {\n    A,\n} from "./custom.js";\nexport   const a : A=mine',
      `import type {\n    A,\n    B,\n} from "./custom.js";\nexport   const a : A=mine\n\n${STUB}`,
    ],
    [
      "says that it is a type where the list has values",
      'import { type A } from "./custom.js";\nexport const a: A = mine;\n',
      `import { type A, type B } from "./custom.js";\nexport const a: A = mine;\n\n${STUB}`,
    ],
    [
      "gets an import of its own behind the others",
      '// mine\nimport x from "x";\n\nexport function a() {}\n',
      `// mine\nimport x from "x";\nimport type { B } from "./custom.js";\n\nexport function a() {}\n\n${STUB}`,
    ],
    [
      "gets one on top where there is none",
      "export async function a() {}\n",
      `import type { B } from "./custom.js";\n\nexport async function a() {}\n\n${STUB}`,
    ],
    [
      "may have handlers from elsewhere",
      'export { x as a } from "./mine.js";\n',
      `import type { B } from "./custom.js";\n\nexport { x as a } from "./mine.js";\n\n${STUB}`,
    ],
  ])("%s", async (_, found, completed) => {
    expect(await handlers.complete(found, BEGINS)).toBe(completed);
    expect(await handlers.complete(completed, BEGINS)).toBe(completed);
  });

  it("keeps its line ends and its byte-order mark", async () => {
    const found = '\ufeffimport type { A } from "./custom.js";\n\nexport const a: A = mine;\n';
    const windows = found.replaceAll("\n", "\r\n");
    const completed = await handlers.complete(windows, BEGINS);
    expect(completed).toBe(
      `${found.replace("{ A }", "{ A, B }")}\n${STUB}`.replaceAll("\n", "\r\n"),
    );
  });

  it("gets those that it lacks in their order, and is left alone when it has all", async () => {
    expect(handlers.names(await handlers.complete("", BEGINS))).toEqual(["a", "b"]);
    const odd = "export const b = 1\r\n\n  export const  a=2";
    const all = "export const b = 1\r\n\nexport const a=2 // no newline";
    expect(await handlers.complete(all, BEGINS)).toBe(all);
    expect(await handlers.complete(odd, BEGINS)).toBe(odd);
  });

  it("does not take a name in a comment for a handler", async () => {
    const found =
      '// export const b\nimport type { A } from "./custom.js";\nexport const a: A = x;\n';
    expect(await handlers.complete(found, BEGINS)).toContain(STUB);
  });
});
