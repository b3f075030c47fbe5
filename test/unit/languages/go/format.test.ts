import { describe, expect, test } from "vitest";
import { format } from "../../../../src/languages/go/format.js";

const formatted = (lines: readonly string[]): Promise<string> => format("a.go", lines.join("\n"));

test("text of another language is left alone", async () => {
  expect(await format("README.md", "a  \n\n\n\nb")).toBe("a  \n\n\n\nb");
});

/** A file with these imports. */
const file = (imports: readonly string[], body: string): Promise<string> =>
  formatted(["package a", "", "import (", ...imports.map((one) => `\t${one}`), ")", "", body, ""]);

describe("imports", () => {
  test("those that are not used go", async () => {
    const imports = ['"fmt"', '"net/http"', '"github.com/go-chi/chi/v5"', '_ "embed"', 'db "a/b"'];
    expect(await file(imports, "var _ = chi.NewRouter(db.X)")).toBe(
      'package a\n\nimport (\n\t"github.com/go-chi/chi/v5"\n\t_ "embed"\n\tdb "a/b"\n)\n\nvar _ = chi.NewRouter(db.X)\n',
    );
  });

  test("what a string or a comment says is no use", async () => {
    expect(
      await file(['"fmt"'], '// fmt.Println\nvar a = "fmt.Print" + `fmt.Print`'),
    ).not.toContain('"fmt"\n');
  });
});

test("fields of structs stand below each other", async () => {
  const text = ["type a struct {", "\tID int64", "\tUsername *string", "", "\tB bool", "}", ""];
  expect(await formatted(text)).toBe(
    ["type a struct {", "\tID       int64", "\tUsername *string", "", "\tB bool", "}", ""].join(
      "\n",
    ),
  );
});

test("empty lines do not run, but for those in raw strings", async () => {
  const text = ["func a() {", "", "\tb()  ", "", "", "", "\tc(`", "", "", "", "x`)", "", "}", ""];
  expect(await formatted(text)).toBe(
    ["func a() {", "\tb()", "", "\tc(`", "", "", "", "x`)", "}", ""].join("\n"),
  );
});

test.each([
  [92, "{}"],
  [93, "{\n}"],
])("a function whose name has %d letters ends with %j", async (letters, body) => {
  const name = "f".repeat(letters);
  expect(await formatted([`func ${name}() {}`, ""])).toBe(`func ${name}() ${body}\n`);
});
