/** Names that come with the name of an operation are taken by it. */
import { expect, test } from "vitest";
import { settleNames } from "../../../../src/languages/go/names.js";
import { lowered } from "../../../support.js";

const constant = (operationId: string) => `
    get:
      operationId: ${operationId}
      tags: [docs]
      responses:
        "200":
          description: Fine.
          content: { application/json: { schema: { const: fine } } }`;

/** The names that operations of these ids get, in their order. */
function namesOf(ids: readonly string[]): string[] {
  const paths = ids.map((id, index) => `  /p${index}:${constant(id)}`).join("\n");
  const text = `openapi: 3.1.0\ninfo: { title: Names, version: "1" }\npaths:\n${paths}\n`;
  const { tags } = settleNames(lowered({ file: "names.yaml", text }));
  return tags.flatMap(({ operations }) => operations.map(({ exported }) => String(exported)));
}

test.each([
  [
    ["users", "readUsers"],
    ["Users", "ReadUsers2"],
  ],
  [
    ["readUsers", "users"],
    ["ReadUsers", "Users2"],
  ],
  [
    ["users", "usersQuery"],
    ["Users", "UsersQuery2"],
  ],
  [
    ["type", "error", "new"],
    ["Type2", "Error2", "New2"],
  ],
  [["2nd"], ["N2nd"]],
])("%j are %j", (ids, names) => {
  expect(namesOf(ids)).toEqual(names);
});

test("a tag never takes the file of a template", () => {
  const text = `openapi: 3.1.0\ninfo: { title: Names, version: "1" }\npaths:\n  /p:${constant("one")}\n`;
  const { tags } = settleNames(lowered({ file: "names.yaml", text }));
  expect(tags.map(({ file }) => String(file))).toEqual(["docs2"]);
});
