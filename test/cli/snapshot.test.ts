/** What is committed below generated/ is what the generator makes of the shipped document. */
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { genBench } from "./command.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

test("gen-bench --check finds nothing", async () => {
  const { code, out } = await genBench(["--check"], { cwd: ROOT });
  // The remedy is `npm run generate`, and a look at what it changes.
  expect(out).toBe("");
  expect(code).toBe(0);
});
