/** Files of handlers are the user's: what is missing is added where gofmt would have it, and nothing is moved. */
import { describe, expect, test } from "vitest";
import { handlers } from "../../../../src/languages/go/handler-files.js";

const method = (name: string, from = "custom") =>
  `func (h *Handlers) ${name}(ctx context.Context, in *${from}.${name}Input) (${from}.${name}Answer, error) {`;

const stub = (name: string) =>
  `// ${name} answers GET /${name}.\n${method(name)}\n\treturn custom.NotImplemented{}, nil\n}\n`;

const IMPORTS = 'import (\n\t"context"\n\n\t"server/internal/custom"\n)\n';

const begins = `package handlers\n\n${IMPORTS}\n${stub("One")}\n${stub("Two")}`;

const inWindows = (text: string) => text.replaceAll("\n", "\r\n");

const lacking = (...others: readonly string[]) => handlers.lacking?.(begins, others);

const written = (name: string, from = "custom") =>
  `${method(name, from)}\n\treturn ${from}.${name}204{}, nil\n}\n`;

describe("names", () => {
  test("are those of methods with the types of a custom operation", () => {
    const text = [
      "package handlers",
      "",
      "func (h *Handlers) One(",
      "\tctx context.Context,",
      "\tin *custom.OneInput,",
      ") (custom.OneAnswer, error) {",
      "}",
      "",
      written("Two", "api"),
      "func (h *Handlers) helper(ctx context.Context, in *custom.OneInput) error {\n}\n",
      "func (h *Handlers) Close() {\n}\n",
      `func (h *Other) ${method("Other").slice("func (h *Handlers) ".length)}\n}\n`,
      `/*\n${written("Commented")}*/`,
      `// ${method("Remarked")}`,
      `const text = \`\n${written("Quoted")}\``,
    ].join("\n");
    expect(handlers.names(text)).toEqual(["One", "Two"]);
  });
});

describe("a file that lacks nothing", () => {
  test.each([
    ["as it begins", begins],
    ["without final newline", begins.trimEnd()],
    ["with line ends of Windows", inWindows(begins)],
    ["that has methods of other types", `${begins.replace("*custom.OneInput", "any")}// end`],
  ])("%s stays byte for byte", async (_, text) => {
    expect(await handlers.complete(text, begins)).toBe(text);
  });
});

describe("a stub", () => {
  test.each<readonly [string, string, string]>([
    [
      "stands behind all that is there",
      `package handlers\n\n${IMPORTS}\n${written("Two")}\nvar last = 1\n`,
      `package handlers\n\n${IMPORTS}\n${written("Two")}\nvar last = 1\n\n${stub("One")}`,
    ],
    [
      "begins on a line of its own",
      `package handlers\n\n${IMPORTS}\n${written("Two").trimEnd()}`,
      `package handlers\n\n${IMPORTS}\n${written("Two")}\n${stub("One")}`,
    ],
    [
      "comes with imports, which are sorted into those that are there",
      `package handlers\n\nimport (\n\t"bytes"\n\t"errors"\n\n\t"github.com/a/b"\n\n\tapi "server/internal/custom"\n\t"server/internal/postgres"\n)\n\n${written("Two", "api")}`,
      `package handlers\n\nimport (\n\t"bytes"\n\t"context"\n\t"errors"\n\n\t"github.com/a/b"\n\n\t"server/internal/custom"\n\tapi "server/internal/custom"\n\t"server/internal/postgres"\n)\n\n${written("Two", "api")}\n${stub("One")}`,
    ],
    [
      "makes groups of imports where there are none of the kind",
      `package handlers\n\nimport (\n\t"github.com/a/b"\n)\n\n${written("Two")}`,
      `package handlers\n\nimport (\n\t"context"\n\n\t"github.com/a/b"\n\n\t"server/internal/custom"\n)\n\n${written("Two")}\n${stub("One")}`,
    ],
    [
      "stands first among its kind, before comments of others",
      `package handlers\n\nimport (\n\t// why\n\t"errors"\n\n\t"server/internal/custom"\n)\n\n${written("Two")}`,
      `package handlers\n\nimport (\n\t"context"\n\t// why\n\t"errors"\n\n\t"server/internal/custom"\n)\n\n${written("Two")}\n${stub("One")}`,
    ],
    [
      "needs no parentheses",
      `package handlers\n\nimport "context"\n\n${written("Two")}`,
      `package handlers\n\nimport "context"\nimport "server/internal/custom"\n\n${written("Two")}\n${stub("One")}`,
    ],
    [
      "needs nothing but a package",
      "// Package handlers is mine.\npackage handlers\n\nfunc (h *Handlers) Two() {\n}\n",
      `// Package handlers is mine.\npackage handlers\n\nimport "context"\nimport "server/internal/custom"\n\nfunc (h *Handlers) Two() {\n}\n\n${stub("One")}`,
    ],
  ])("%s", async (_, found, wanted) => {
    expect(await handlers.complete(found, begins)).toBe(wanted);
  });

  test("stands in a file that was emptied as it did at first", async () => {
    expect(await handlers.complete("", begins)).toBe(begins);
    expect(await handlers.complete("// Mine.\n\n", begins)).toBe(`// Mine.\n\n${begins}`);
  });

  test("has the line ends of its file", async () => {
    const found = `package handlers\n\n${IMPORTS}\n${written("Two")}`;
    const wanted = `${found}\n${stub("One")}`;
    expect(await handlers.complete(inWindows(found), begins)).toBe(inWindows(wanted));
  });
});

describe("what other files of the package have", () => {
  test("is not begun once more", () => {
    expect(lacking("package handlers\n")).toBe(begins);
    expect(lacking(written("One"))).toBe(`package handlers\n\n${IMPORTS}\n${stub("Two")}`);
    expect(lacking(written("One"), written("Two"))).toBeNull();
  });

  test("may be the type itself", () => {
    const type =
      "package handlers\n\n// Handlers is here.\ntype Handlers struct {\n\ta int\n}\n\n// New is called.\nfunc New() *Handlers {\n\treturn nil\n}\n";
    expect(handlers.lacking?.(type, ["type Handlers struct{}\n\nfunc New() {}\n"])).toBeNull();
    expect(handlers.lacking?.(type, ["// type Handlers struct{}\n"])).toBe(type);
  });
});
