/** What earlier runs made: remembered by what it was made from, and never in the way. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { openPack, prune } from "../../../src/cache/index.js";

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), "gen-bench-cache-"));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

/** What is asked for, one text after the other; those that had to be made are marked. */
async function ask(file: string, names: readonly string[], generator = "build"): Promise<string[]> {
  const pack = openPack(file, generator);
  const made: string[] = [];
  for (const name of names) {
    const text = await pack.remember(["text", name], () => {
      made.push(name);
      return Promise.resolve(`text of ${name}`);
    });
    expect(text).toBe(`text of ${name}`);
  }
  pack.save();
  return made;
}

describe("a pack", () => {
  test("gives what it was given, in the next run", async () => {
    const file = join(folder(), "pack");
    expect(await ask(file, ["a", "b", "a"])).toEqual(["a", "b"]);
    expect(await ask(file, ["a", "b", "c"])).toEqual(["c"]);
  });

  test("forgets what the last run did not ask for", async () => {
    const file = join(folder(), "pack");
    await ask(file, ["a", "b"]);
    expect(await ask(file, ["b"])).toEqual([]);
    expect(await ask(file, ["a", "b"])).toEqual(["a"]);
  });

  test("is not that of another build", async () => {
    const file = join(folder(), "pack");
    await ask(file, ["a"]);
    expect(await ask(file, ["a"], "other")).toEqual(["a"]);
  });

  test.each([
    ["cut off", (bytes: Buffer) => bytes.subarray(0, bytes.length - 5)],
    ["empty", () => Buffer.alloc(0)],
    [
      "another text",
      (bytes: Buffer) => Buffer.from(bytes.toString().replace("text of a", "txet of a")),
    ],
    ["a flipped bit", (bytes: Buffer) => bytes.with(100, (bytes[100] ?? 0) ^ 1)],
    ["no text", () => Buffer.from([0xff, 0xfe, 0x0a, 0xff])],
  ])("that is damaged (%s) is as none", async (_, damage) => {
    const file = join(folder(), "pack");
    await ask(file, ["a", "b"]);
    writeFileSync(file, damage(readFileSync(file)));
    expect(await ask(file, ["a", "b"])).toEqual(["a", "b"]);
    expect(await ask(file, ["a", "b"])).toEqual([]);
  });

  test("that cannot be written is no error, and leaves nothing behind", async () => {
    const root = folder();
    writeFileSync(join(root, "file"), "");
    expect(await ask(join(root, "file", "pack"), ["a"])).toEqual(["a"]);
    expect(readdirSync(root)).toEqual(["file"]);
  });

  test("does not remember what could not be made", async () => {
    const pack = openPack(join(folder(), "pack"), "build");
    await expect(pack.remember(["a"], () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    pack.save();
    expect(await pack.remember(["b"], () => Promise.resolve("b"))).toBe("b");
  });
});

/** Files of these sizes, from the oldest to the latest. */
function filled(sizes: Readonly<Record<string, number>>): string {
  const root = folder();
  for (const [index, [name, size]] of Object.entries(sizes).entries()) {
    writeFileSync(join(root, name), "x".repeat(size));
    utimesSync(join(root, name), index, index);
  }
  return root;
}

describe("pruning", () => {
  test.each([
    ["number", { bytes: 1000, files: 2 }, ["b", "c"]],
    ["size", { bytes: 25, files: 10 }, ["b", "c"]],
    ["neither", { bytes: 30, files: 3 }, ["a", "b", "c"]],
  ])("removes the oldest beyond a %s", (_, bounds, left) => {
    const root = filled({ a: 10, b: 10, c: 10 });
    prune(root, bounds);
    expect(readdirSync(root).toSorted()).toEqual(left);
  });

  test("of a folder that is not there is no error", () => {
    prune(join(folder(), "none"), { bytes: 1, files: 1 });
  });
});
