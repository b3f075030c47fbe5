/** Files that are the user's: written once, completed, and in no ledger. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  EditedError,
  isCurrent,
  LEDGER_FILE,
  planOutput,
  updateOutput,
  type Output,
} from "../../../src/output/index.js";
import { announced } from "../../../src/output/write.js";
import { contents, folderWith } from "./folder.js";

/** What lacks the line `stub` gets it at its end. */
function output(
  folder: string,
  own: readonly string[],
  files: Readonly<Record<string, string>> = { a: "1\n" },
): Output {
  const file = {
    text: "begin\nstub\n",
    complete: async (found: string) => (found.includes("stub") ? found : `${found}stub\n`),
  };
  return {
    folder,
    files: new Map(Object.entries(files)),
    own: new Map(own.map((path) => [path, file])),
    made: new Map(),
  };
}

const COPIED = { a: "1\n", "own/x": "copy stub\n" };

const write = (one: Output, force = false) => updateOutput([one], { force });

async function states(one: Output): Promise<Record<string, string>> {
  const { files } = await planOutput(one);
  return Object.fromEntries(files.map(({ path, state }) => [path, state]));
}

describe("a file of the user", () => {
  test("is written once, and no ledger knows it", async () => {
    const folder = await folderWith();
    expect(await states(output(folder, ["own/x"]))).toEqual({ a: "add", "own/x": "add" });
    await write(output(folder, ["own/x"]));
    expect((await contents(folder))["own/x"]).toBe("begin\nstub\n");
    expect(await readFile(join(folder, LEDGER_FILE), "utf8")).not.toContain("own/x");
    expect(isCurrent(await planOutput(output(folder, ["own/x"])))).toBe(true);
  });

  test("is never an edit, and stays when nothing asks for it any more, even with --force", async () => {
    const folder = await folderWith();
    await write(output(folder, ["own/x"]));
    await writeFile(join(folder, "own/x"), "mine stub\r\n");
    expect(isCurrent(await planOutput(output(folder, ["own/x"])))).toBe(true);
    await write(output(folder, ["own/x"], { a: "2\n" }), true);
    await write(output(folder, [], { a: "3\n" }), true);
    expect((await contents(folder))["own/x"]).toBe("mine stub\r\n");
  });

  test("gets what it lacks, in its own line ends, and nothing else is changed", async () => {
    const folder = await folderWith({ "own/x": "mine\r\n" });
    expect(await states(output(folder, ["own/x"]))).toEqual({ a: "add", "own/x": "change" });
    await write(output(folder, ["own/x"]));
    expect((await contents(folder))["own/x"]).toBe("mine\r\nstub\n");
  });

  test("is not touched by a run that stops", async () => {
    const folder = await folderWith();
    await write(output(folder, []));
    await writeFile(join(folder, "a"), "edited\n");
    const wanted = output(folder, ["own/x"], { a: "2\n" });
    await expect(write(wanted)).rejects.toThrow(EditedError);
    expect(Object.keys(await contents(folder))).toEqual([LEDGER_FILE, "a"]);
  });

  test("that was generated before becomes the user's and leaves the ledger", async () => {
    const folder = await folderWith();
    await write(output(folder, [], COPIED));
    await write(output(folder, ["own/x"]));
    await write(output(folder, []));
    expect((await contents(folder))["own/x"]).toBe("copy stub\n");
  });
});

test("what a run announces, which may be killed then, has no file of the user", async () => {
  const folder = await folderWith({ "own/x": "mine\n" });
  const { files, pending } = announced(await planOutput(output(folder, ["own/x", "own/y"])));
  expect([...files.keys(), ...pending.keys()]).toEqual(["a"]);
});

test("a copy that was edited says where it is to be edited", async () => {
  const folder = await folderWith();
  const wanted = { ...output(folder, []), copies: new Map([["a", "handlers/a.ts"]]) };
  await write(wanted);
  await writeFile(join(folder, "a"), "edited\n");
  await expect(write(wanted)).rejects.toThrow("a (a copy: edit handlers/a.ts)");
});

test("files with other endings are left to whom they belong", async () => {
  const folder = await folderWith();
  const all = {
    ...output(folder, []),
    files: new Map(Object.entries({ "a.ts": "1\n", "b.go": "1\n" })),
  };
  await write(all);
  const some = { ...output(folder, []), files: new Map([["a.ts", "2\n"]]), endings: [".ts"] };
  await write(some);
  expect(await contents(folder)).toMatchObject({ "a.ts": "2\n", "b.go": "1\n" });
  await write({ ...all, files: new Map([["a.ts", "2\n"]]) });
  expect(Object.keys(await contents(folder))).toEqual([LEDGER_FILE, "a.ts"]);
});
