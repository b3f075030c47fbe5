/** What is asked on a terminal. `script` (util-linux) gives the command one. */
import { spawn, spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { contents, folderWith } from "../unit/output/folder.js";
import { commandEnvironment } from "./command.js";

const BIN = fileURLToPath(new URL("../../bin/gen-bench.js", import.meta.url));
const hasScript = spawnSync("script", ["--version"]).stdout?.includes("util-linux") ?? false;

interface Session {
  readonly code: number | null;
  readonly screen: string;
}

/** Runs the command on a terminal of its own, and types each answer when its question has appeared. */
function onTerminal(
  cwd: string,
  args: readonly string[],
  answers: readonly (readonly [question: string, answer: string])[],
): Promise<Session> {
  const command = [process.execPath, BIN, ...args].map((word) => `'${word}'`).join(" ");
  const child = spawn("script", ["--quiet", "--return", "--command", command, "/dev/null"], {
    cwd,
    env: { ...commandEnvironment(), CI: "", TERM: "xterm" },
  });
  const left = [...answers];
  let screen = "";
  let unread = "";
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    screen += chunk;
    unread += chunk;
    const [next] = left;
    if (next === undefined || !unread.includes(next[0])) return;
    left.shift();
    unread = "";
    child.stdin.write(next[1]);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, screen }));
  });
}

describe.skipIf(!hasScript)("gen-bench init on a terminal", () => {
  test("asks what flags leave open, and asks again when it is told nonsense", async () => {
    const cwd = await folderWith();
    const { code, screen } = await onTerminal(
      cwd,
      ["init"],
      [
        ["Which", "fastfy\n"],
        ["Which", "fastify, fastify\n"],
        ["Folder", "\n"],
      ],
    );
    expect(screen).toMatch(/unknown target "fastfy", did you mean fastify\?/);
    expect(code).toBe(0);
    expect(await readFile(join(cwd, "gen-bench.config.yaml"), "utf8")).toMatch(
      /out: servers\ntargets:\n {2}- fastify\n$/,
    );
  });

  test("asks nothing where flags say all", async () => {
    const cwd = await folderWith();
    const { code, screen } = await onTerminal(cwd, ["init", "--all", "--out", "a"], []);
    expect(screen).not.toContain("Which");
    expect(code).toBe(0);
  });

  test.each([
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ])("%s ends it, and nothing was written", async (_, key) => {
    const cwd = await folderWith();
    const { code } = await onTerminal(cwd, ["init"], [["Which", key]]);
    expect(code).toBe(130);
    expect(await contents(cwd)).toEqual({});
  });
});
