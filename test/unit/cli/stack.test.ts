/** Stacks are told with the places of the sources. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { sourceStack } from "../../../src/cli/stack.js";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "gen-bench-stack-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

test("a place in a bundle becomes that in its source", () => {
  const root = folder();
  // AAAA: line 1, column 1 there is line 1, column 1 of the source; AACA: from column 11 it is line 2.
  const map = { version: 3, sources: ["../src/x.ts"], names: [], mappings: "AAAA,UACA" };
  writeFileSync(join(root, "x.js.map"), JSON.stringify(map));
  const url = pathToFileURL(join(root, "x.js")).href;
  const source = new URL("../src/x.ts", url).href;
  expect(sourceStack(`Error: e\n    at f (${url}:1:3)\n    at ${url}:1:12`)).toBe(
    `Error: e\n    at f (${source}:1:1)\n    at ${source}:2:1`,
  );
});

test("a place without a map stays", () => {
  const stack = `Error: e\n    at f (${pathToFileURL(join(folder(), "y.js")).href}:1:3)\n    at node:fs:1:1`;
  expect(sourceStack(stack)).toBe(stack);
});
