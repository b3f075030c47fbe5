import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { EnvironmentError } from "../../../src/diagnostics/errors.js";
import {
  buildProject,
  requireCommands,
  runCommand,
  type Toolchain,
} from "../../../src/toolchain/index.js";
import { folderWith } from "../output/folder.js";

const APPEND = `
import { appendFileSync, mkdirSync } from "node:fs";
mkdirSync("modules", { recursive: true });
appendFileSync("steps.txt", process.argv[2] + "\\n");
`;

const TOOLCHAIN: Toolchain = {
  requires: [{ command: "node", versionArgs: ["--version"] }],
  install: ["node", "step.mjs", "install"],
  build: ["node", "step.mjs", "build"],
  start: ["node", "server.mjs"],
  checks: [],
  installs: "modules",
  lockFiles: ["lock"],
};

async function steps(folder: string): Promise<string[]> {
  return (await readFile(join(folder, "steps.txt"), "utf8")).trim().split("\n");
}

describe("buildProject", () => {
  test("installs again only when the lock file changes or the installed folder is gone", async () => {
    const folder = await folderWith({ "step.mjs": APPEND, lock: "1" });
    const build = (): Promise<void> => buildProject(folder, TOOLCHAIN);
    await build();
    await build();
    expect(await steps(folder)).toEqual(["install", "build", "build"]);
    await writeFile(join(folder, "lock"), "2");
    await build();
    await rm(join(folder, "modules"), { recursive: true });
    await build();
    expect((await steps(folder)).slice(3)).toEqual(["install", "build", "install", "build"]);
  });

  test("installs every time where the manifest does not say what decides", async () => {
    const folder = await folderWith({ "step.mjs": APPEND });
    const { installs: _, lockFiles: __, ...rest } = TOOLCHAIN;
    await buildProject(folder, { ...rest, build: [] });
    await buildProject(folder, { ...rest, build: [] });
    expect(await steps(folder)).toEqual(["install", "install"]);
  });

  test("an install that failed is not taken for done", async () => {
    const folder = await folderWith({
      "step.mjs": `${APPEND}process.exit(process.argv[2] === "install" ? 1 : 0);`,
      lock: "1",
    });
    await expect(buildProject(folder, TOOLCHAIN)).rejects.toThrow(EnvironmentError);
    await writeFile(join(folder, "step.mjs"), APPEND);
    await buildProject(folder, TOOLCHAIN);
    expect(await steps(folder)).toEqual(["install", "install", "build"]);
  });
});

describe("runCommand", () => {
  test("a failure tells the code and the last lines of both streams", async () => {
    const script = `console.log("first"); console.error("second"); process.exit(7)`;
    const attempt = runCommand(["node", "-e", script], { cwd: "." });
    await expect(attempt).rejects.toThrow(EnvironmentError);
    await expect(attempt).rejects.toThrow(/ended with code 7[^]*first\nsecond$/);
  });

  test("a command that is not there is named", async () => {
    await expect(runCommand(["no-such-command"], { cwd: "." })).rejects.toThrow(
      /`no-such-command` could not be started/,
    );
  });

  test("ends when the signal aborts, with the signal's reason", async () => {
    const controller = new AbortController();
    const attempt = runCommand(["node", "-e", "setTimeout(() => {}, 60_000)"], {
      cwd: ".",
      signal: controller.signal,
    });
    const reason = new Error("enough");
    setTimeout(() => controller.abort(reason), 50);
    await expect(attempt).rejects.toBe(reason);
  });
});

describe("requireCommands", () => {
  test("names what is missing", async () => {
    await requireCommands("Some", TOOLCHAIN);
    const requires = [...TOOLCHAIN.requires, { command: "no-such-command", versionArgs: [] }];
    await expect(requireCommands("Some", { ...TOOLCHAIN, requires })).rejects.toThrow(
      /^Some needs no-such-command, /,
    );
  });
});
