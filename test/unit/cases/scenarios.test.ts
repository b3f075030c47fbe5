/** The scenarios of the test documents fit the format, ours under other names too. */
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { loadContract, readContractFiles } from "../../../src/contract/index.js";
import { renameScenarios } from "../../cases/renamed/rename.js";

const folders = readdirSync("test/cases", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isDirectory() && basename(entry.name) === "contract")
  .map((entry) => `${entry.parentPath}/${entry.name}`);

describe("scenarios of", () => {
  it.each(folders)("%s", async (folder) => {
    const { features, problems } = loadContract(await readContractFiles(folder));
    expect(problems).toEqual([]);
    expect(features.length).toBeGreaterThan(0);
  });

  it("our own document, renamed", async () => {
    const sources = await readContractFiles("spec/contract");
    const ours = loadContract(sources);
    const renamed = loadContract(
      sources.map(({ file, text }) => ({ file, text: renameScenarios(text) })),
    );
    expect(renamed.problems.map(({ message }) => message)).toEqual(
      ours.problems.map(({ message }) => message),
    );
    expect(renamed.features.map(({ scenarios }) => scenarios.length)).toEqual(
      ours.features.map(({ scenarios }) => scenarios.length),
    );
  });
});
