import { chmod, mkdir, rm, stat, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EnvironmentError, UsageError } from "../../../src/diagnostics/errors.js";
import {
  EditedError,
  isCurrent,
  LEDGER_FILE,
  type Output,
  planOutput,
  updateOutput,
} from "../../../src/output/index.js";
import { contents, folderWith } from "./folder.js";

type Files = Readonly<Record<string, string>>;

function output(folder: string, files: Files): Output {
  return { folder, files: new Map(Object.entries(files)), made: new Map() };
}

async function plan(folder: string, files: Files) {
  return planOutput(output(folder, files));
}

async function write(folder: string, files: Files, force = false): Promise<void> {
  await updateOutput([output(folder, files)], { force });
}

/** Path → state. */
async function states(folder: string, files: Files): Promise<Record<string, string>> {
  const { files: planned } = await plan(folder, files);
  return Object.fromEntries(planned.map(({ path, state }) => [path, state]));
}

async function userFiles(folder: string): Promise<Record<string, string>> {
  const { [LEDGER_FILE]: _, ...rest } = await contents(folder);
  return rest;
}

describe("planOutput", () => {
  test("tells each file's state", async () => {
    const folder = await folderWith();
    const old = {
      same: "1\n",
      changes: "1\n",
      goes: "1\n",
      edited: "1\n",
      gone: "1\n",
      "x/y": "1\n",
    };
    await write(folder, old);
    await writeFile(join(folder, "edited"), "mine\n");
    await writeFile(join(folder, "x/y"), "mine\n");
    await writeFile(join(folder, "foreign"), "mine\n");
    await writeFile(join(folder, "alike"), "1\n");
    await rm(join(folder, "gone"));
    const wanted = {
      same: "1\n",
      changes: "2\n",
      edited: "2\n",
      gone: "1\n",
      foreign: "1\n",
      alike: "1\n",
      fresh: "1\n",
    };
    expect(await states(folder, wanted)).toEqual({
      same: "keep",
      changes: "change",
      goes: "delete",
      edited: "edited",
      gone: "add",
      foreign: "foreign",
      alike: "keep",
      fresh: "add",
      // No longer generated, but a person has worked on it.
      "x/y": "edited",
    });
  });

  test("is current only when ledger and files are", async () => {
    const folder = await folderWith({ a: "1\n" });
    expect(isCurrent(await plan(folder, { a: "1\n" }))).toBe(false);
    await write(folder, { a: "1\n" });
    expect(isCurrent(await plan(folder, { a: "1\n" }))).toBe(true);
    expect(isCurrent(await plan(folder, { a: "2\n" }))).toBe(false);
    expect(isCurrent(await plan(folder, {}))).toBe(false);
  });

  test("a checkout with CRLF is no edit", async () => {
    const folder = await folderWith();
    await write(folder, { a: "1\n2\n", b: "1\n" });
    const ledger = (await contents(folder))[LEDGER_FILE] ?? "";
    await writeFile(join(folder, "a"), "1\r\n2\r\n");
    await writeFile(join(folder, "b"), "1\r\n");
    await writeFile(join(folder, LEDGER_FILE), ledger.replaceAll("\n", "\r\n"));
    expect(await states(folder, { a: "1\n2\n", b: "2\n" })).toEqual({ a: "keep", b: "change" });
    expect(isCurrent(await plan(folder, { a: "1\n2\n", b: "1\n" }))).toBe(true);
  });

  test("makes nothing", async () => {
    const folder = await folderWith();
    await plan(join(folder, "out"), { "a/b": "1\n" });
    expect(await contents(folder)).toEqual({});
  });

  test("refuses a folder that is a file, and a file below one", async () => {
    const folder = await folderWith({ out: "text" });
    await expect(plan(join(folder, "out"), { a: "1\n" })).rejects.toThrow(UsageError);
    await expect(plan(join(folder, "out/deeper"), { a: "1\n" })).rejects.toThrow(UsageError);
  });

  test("refuses a damaged ledger, unless forced", async () => {
    const folder = await folderWith({ [LEDGER_FILE]: "{", a: "mine\n" });
    expect(isCurrent(await plan(folder, { a: "mine\n" }))).toBe(false);
    await expect(write(folder, { a: "1\n" })).rejects.toThrow(/damaged/);
    expect((await contents(folder))["a"]).toBe("mine\n");
    await write(folder, { a: "1\n" }, true);
    expect(isCurrent(await plan(folder, { a: "1\n" }))).toBe(true);
  });

  test("refuses to go through a link that leads elsewhere", async () => {
    const elsewhere = await folderWith();
    const folder = await folderWith();
    await symlink(elsewhere, join(folder, "src"));
    await expect(plan(folder, { "src/a": "1\n" })).rejects.toThrow(/symbolic link/);
  });

  test("a path that leads out of the folder is our own bug", async () => {
    const folder = await folderWith();
    await expect(plan(folder, { "../a": "1\n" })).rejects.toThrow(/generated paths/);
  });
});

describe("writeOutput", () => {
  test("adds, changes, deletes, and removes folders that became empty", async () => {
    const folder = await folderWith({ "mine/notes.txt": "mine\n" });
    await write(folder, { a: "1\n", "x/y/z": "1\n", "mine/gone": "1\n" });
    await write(folder, { a: "2\n", b: "1\n" });
    expect(await userFiles(folder)).toEqual({ a: "2\n", b: "1\n", "mine/notes.txt": "mine\n" });
  });

  test("a folder may take the place of a file", async () => {
    const folder = await folderWith();
    await write(folder, { routes: "1\n" });
    await write(folder, { "routes/a": "1\n" });
    expect(await userFiles(folder)).toEqual({ "routes/a": "1\n" });
  });

  test("and a file that of a folder, if nothing else is in it", async () => {
    const folder = await folderWith();
    await write(folder, { "routes/a": "1\n", "routes/b/c": "1\n" });
    await write(folder, { routes: "1\n" });
    expect(await userFiles(folder)).toEqual({ routes: "1\n" });
    await write(folder, { "routes/a": "1\n" });
    await writeFile(join(folder, "routes/mine"), "mine\n");
    await expect(write(folder, { routes: "1\n" })).rejects.toThrow(/something else is there/);
    expect(await userFiles(folder)).toEqual({ "routes/a": "1\n", "routes/mine": "mine\n" });
  });

  test("a second run writes nothing", async () => {
    const folder = await folderWith();
    await write(folder, { a: "1\n", "b/c": "1\n" });
    const before = await Promise.all(
      ["a", "b/c", LEDGER_FILE, "."].map((path) => stat(join(folder, path))),
    );
    await write(folder, { a: "1\n", "b/c": "1\n" });
    const after = await Promise.all(
      ["a", "b/c", LEDGER_FILE, "."].map((path) => stat(join(folder, path))),
    );
    expect(after.map(({ ino, mtimeMs }) => [ino, mtimeMs])).toEqual(
      before.map(({ ino, mtimeMs }) => [ino, mtimeMs]),
    );
  });

  test("an edited file stops the run before anything is written, and force takes ours", async () => {
    const folder = await folderWith();
    await write(folder, { a: "1\n", b: "1\n", stale: "1\n" });
    await writeFile(join(folder, "b"), "mine\n");
    await writeFile(join(folder, "stale"), "mine\n");
    const before = await contents(folder);
    const attempt = write(folder, { a: "2\n", b: "2\n" });
    await expect(attempt).rejects.toThrow(EditedError);
    await expect(attempt).rejects.toThrow(/2 generated files were edited[^]*\/b\n[^]*\/stale/);
    expect(await contents(folder)).toEqual(before);
    await write(folder, { a: "2\n", b: "2\n" }, true);
    expect(await userFiles(folder)).toEqual({ a: "2\n", b: "2\n" });
  });

  test("files that were not generated are not overwritten without force", async () => {
    const folder = await folderWith({ "README.md": "mine\n", other: "mine\n" });
    await expect(write(folder, { "README.md": "1\n" })).rejects.toThrow(UsageError);
    expect(await contents(folder)).toEqual({ "README.md": "mine\n", other: "mine\n" });
    await write(folder, { "README.md": "1\n" }, true);
    expect(await userFiles(folder)).toEqual({ "README.md": "1\n", other: "mine\n" });
  });

  test("a link in a file's place is replaced, and what it leads to stays", async () => {
    const elsewhere = await folderWith({ text: "mine\n" });
    const folder = await folderWith();
    await symlink(join(elsewhere, "text"), join(folder, "a"));
    await write(folder, { a: "1\n" }, true);
    expect(await contents(elsewhere)).toEqual({ text: "mine\n" });
    expect(await userFiles(folder)).toEqual({ a: "1\n" });
  });

  test("what other programs keep in the folder stays", async () => {
    const folder = await folderWith();
    await write(folder, { "src/a": "1\n" });
    await mkdir(join(folder, "node_modules/x"), { recursive: true });
    await writeFile(join(folder, "node_modules/x/index.js"), "");
    await writeFile(join(folder, ".env"), "A=1\n");
    await write(folder, { "src/b": "1\n" });
    expect(Object.keys(await userFiles(folder))).toEqual([
      ".env",
      "node_modules/x/index.js",
      "src/b",
    ]);
  });

  test("a run that fails half way leaves all folders as they were", async () => {
    const first = await folderWith();
    const second = await folderWith();
    await write(first, { a: "1\n", gone: "1\n" });
    await write(second, { a: "1\n", b: "1\n" });
    const fresh = await folderWith();
    // Nobody can make a file with a name of so many bytes.
    const outputs = [
      output(join(fresh, "a/b"), { a: "1\n" }),
      output(first, { a: "2\n", "new/b": "1\n" }),
      output(second, { a: "2\n", b: "1\n", [`deep/${"c".repeat(300)}`]: "1\n" }),
    ];
    const before = [await contents(first), await contents(second)];
    await expect(updateOutput(outputs, { force: false })).rejects.toThrow(EnvironmentError);
    expect(await contents(fresh)).toEqual({});
    expect([await contents(first), await contents(second)]).toEqual(before);
  });

  test("a folder that cannot be made is the environment's fault", async () => {
    // No user may make a folder there, root neither.
    await expect(write("/proc/gen-bench/out", { a: "1\n" })).rejects.toThrow(EnvironmentError);
  });

  test("nor one without permission", async () => {
    const folder = await folderWith();
    await chmod(folder, 0o555);
    // Root may write anywhere, and so becomes somebody else for as long as it takes.
    const root = process.getuid?.() === 0;
    if (root) process.seteuid?.(65_534);
    try {
      await expect(write(folder, { a: "1\n" })).rejects.toThrow(EnvironmentError);
    } finally {
      if (root) process.seteuid?.(0);
    }
  });

  test("what a killed run left behind is removed", async () => {
    const folder = await folderWith({ ".gen-bench-staging-ab/0.new": "x" });
    await write(folder, { a: "1\n" });
    expect(await userFiles(folder)).toEqual({ a: "1\n" });
    // Also where nothing is to be written.
    await mkdir(join(folder, ".gen-bench-staging-cd"));
    await write(folder, { a: "1\n" });
    expect(await userFiles(folder)).toEqual({ a: "1\n" });
  });
});
