/** One edit of a document, and what it means for clients: `!` is a change that breaks them. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compareApis } from "../../../src/changes/index.js";
import { lowered } from "../../support.js";

const file = "spec/starter.yaml";
const text = readFileSync(file, "utf8");

function changes(before: string, after: string): string[] {
  return compareApis(lowered({ file, text: before }), lowered({ file, text: after })).map(
    ({ breaking, subject, text: what }) => `${breaking ? "! " : ""}${subject.name}: ${what}`,
  );
}

const TITLE = "title: { type: string, minLength: 1, maxLength: 100 }";

const ROWS: readonly (readonly [string, string, string, readonly string[], readonly string[]])[] = [
  ["a comment", "# A small API", "# An API", [], []],
  [
    "a longer text",
    "maxLength: 100 }",
    "maxLength: 200 }",
    ["Note: `title` has maxLength 200, not 100"],
    ["! Note: `title` has maxLength 100, not 200"],
  ],
  [
    "a pattern",
    TITLE,
    `title: { type: string, minLength: 1, maxLength: 100, pattern: "^a|b\`$" }`,
    ["! Note: `title` has to match `^a|b'$`"],
    ["Note: `title` need not match `^a|b'$` any more"],
  ],
  [
    "a property that a request may leave out",
    TITLE,
    `${TITLE}\n        mood: { type: string, default: calm }`,
    ["Note: `mood` is new"],
    ["! Note: `mood` is gone"],
  ],
  [
    "null",
    "text: { type: [string",
    "text: { type: [integer",
    ["! Note: `text` is integer instead of string"],
    ["! Note: `text` is string instead of integer"],
  ],
  [
    "a wider type",
    "done: { type: boolean, default: false }",
    'done: { type: [boolean, "null"], default: false }',
    ["! Note: `done` may be null"],
    ["! Note: `done` may no longer be null"],
  ],
  [
    "another default",
    "default: 20 }",
    "default: 30 }",
    ["GET /notes: `page_size` has the default `30`"],
    ["GET /notes: `page_size` has the default `20`"],
  ],
  [
    "an operation",
    '    delete:\n      operationId: deleteNote\n      tags: [notes]\n      summary: Throw a note away\n      responses:\n        "204": { description: It is gone. }\n        "404": { $ref: "#/components/responses/Missing" }\n',
    "",
    ["! DELETE /notes/{id}: is gone"],
    ["DELETE /notes/{id}: is new"],
  ],
  [
    "a filter",
    "        - name: done\n          in: query\n          description: Only notes that are done, or only those that are not.\n          schema: { type: boolean }\n",
    "",
    ["! GET /notes: query parameter `done` is gone"],
    ["GET /notes: query parameter `done` is new"],
  ],
];

describe.each(ROWS)("%s", (_, from, to, there, back) => {
  test("and back", () => {
    expect(text).toContain(from);
    const edited = text.replace(from, () => to);
    expect(changes(text, edited)).toEqual(there);
    expect(changes(edited, text)).toEqual(back);
  });
});

test("another name for a path's parameter is no change", () => {
  const api = lowered({ file, text });
  const renamed = {
    ...api,
    operations: api.operations.map((operation) => ({
      ...operation,
      segments: operation.segments.map((one) =>
        one.kind === "literal" ? one : { ...one, name: "key" },
      ),
      parameters: operation.parameters.map((one) =>
        one.in === "path" ? { ...one, name: "key" } : one,
      ),
    })),
  };
  expect(compareApis(api, renamed)).toEqual([]);
});
