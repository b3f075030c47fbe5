/** Workflows to copy are YAML, and the commands in them are ones that there are. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { GENERATE_OPTIONS } from "../../../src/cli/commands/generate.js";

const folder = "docs/ci";

test.each(readdirSync(folder))("%s", (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  expect(typeof parse(text)).toBe("object");
  const commands = [...text.matchAll(/npx gen-bench (.*)/g)].map(([, rest]) => rest ?? "");
  expect(commands.some((command) => command.startsWith("--check"))).toBe(true);
  const options = commands.flatMap((command) => command.match(/(?<=--)[a-z-]+/g) ?? []);
  expect(Object.keys(GENERATE_OPTIONS)).toEqual(expect.arrayContaining(options));
});
