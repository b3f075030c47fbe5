/** The document that `gen-bench init` writes is one to learn from: nothing about it is warned of. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lowerDocument } from "../../../src/openapi/index.js";

test("the starter document is served as it is", () => {
  const file = "spec/starter.yaml";
  const { api, diagnostics } = lowerDocument({ file, text: readFileSync(file, "utf8") });
  expect(diagnostics).toEqual([]);
  expect(api?.operations.map(({ behavior }) => behavior.kind)).toEqual([
    "constant",
    "list",
    "create",
    "retrieve",
    "replace",
    "delete",
  ]);
});
