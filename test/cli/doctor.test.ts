/** What is here and what is not, with what to do about it. */
import { expect, test } from "vitest";
import { folderWith } from "../unit/output/folder.js";
import { genBench } from "./command.js";

interface Report {
  readonly healthy: boolean;
  readonly findings: readonly {
    readonly name: string;
    readonly found: boolean;
    readonly neededBy: readonly string[];
    readonly remedy: string;
  }[];
}

test("what is here has a version, and nothing to do", async () => {
  const cwd = await folderWith();
  const json = await genBench(["doctor", "--format", "json"], { cwd });
  const { healthy, findings } = JSON.parse(json.out) as Report;
  expect(findings.find(({ name }) => name === "node")).toMatchObject({ found: true, remedy: "" });
  expect(findings.find(({ name }) => name === "database")).toMatchObject({ found: true });
  expect(healthy).toBe(findings.every(({ found }) => found));
  const text = await genBench(["doctor"], { cwd });
  expect(text.out).toMatch(/✓ +node +\d+\.\d+\.\d+ +for \w+/);
  expect(text.out).toMatch(/✓ +database +PostgreSQL \d+\.\d+, embedded +for up, /);
  expect([json.code, text.code]).toEqual(healthy ? [0, 0] : [1, 1]);
});

test("what is missing has a remedy, and the exit code is 1", async () => {
  const cwd = await folderWith();
  // Node itself is named by its path, and needs no PATH. Nothing listens on port 1.
  const environment = { PATH: cwd, DATABASE_URL: "postgres://127.0.0.1:1/none" };
  const json = await genBench(["doctor", "--format", "json"], { cwd, environment });
  const { healthy, findings } = JSON.parse(json.out) as Report;
  expect(healthy).toBe(false);
  expect(findings.length).toBeGreaterThan(1);
  for (const { found, neededBy, remedy } of findings) {
    expect(found).toBe(false);
    expect(neededBy.length).toBeGreaterThan(0);
    expect(remedy).not.toBe("");
  }
  const text = await genBench(["doctor"], { cwd, environment });
  expect(text.out).toMatch(/✗ +node +not found[^]*\nnode: Install node /);
  expect(text.out).toMatch(/\ndatabase: Start it, or correct DATABASE_URL/);
  expect([json.code, text.code]).toEqual([1, 1]);
});
