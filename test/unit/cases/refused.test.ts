/** Documents that must be refused, each with a diagnostic on the line that is marked `# <- here`. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lowerDocument } from "../../../src/openapi/index.js";

const folder = join(import.meta.dirname, "../../cases/refused");

test.each(readdirSync(folder).filter((name) => /\.ya?ml$/.test(name)))("%s", (name) => {
  const text = readFileSync(join(folder, name), "utf8");
  const { api, diagnostics } = lowerDocument({ file: name, text });
  expect(api).toBeNull();
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const marked = text
    .split("\n")
    .flatMap((line, index) => (line.includes("# <- here") ? [index + 1] : []));
  const places = errors.map(({ code, line }) => `${line} ${code}`);
  for (const line of marked) {
    expect(
      places.some((place) => place.startsWith(`${line} `)),
      places.join(", "),
    ).toBe(true);
  }
  expect(errors.length).toBeGreaterThan(0);
});
