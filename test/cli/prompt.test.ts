/** What is asked on a terminal. `script` (util-linux) gives the command one. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { contents, folderWith } from "../unit/output/folder.js";
import { hasTerminal, onTerminal } from "./command.js";

describe.skipIf(!hasTerminal)("gen-bench init on a terminal", () => {
  test("asks what flags leave open, and asks again when it is told nonsense", async () => {
    const cwd = await folderWith();
    const { code, screen } = await onTerminal(
      ["init"],
      [
        ["Which", "fastfy\n"],
        ["Which", "fastify, fastify\n"],
        ["Folder", "\n"],
      ],
      { cwd },
    );
    expect(screen).toMatch(/unknown target "fastfy", did you mean fastify\?/);
    expect(code).toBe(0);
    expect(await readFile(join(cwd, "gen-bench.config.yaml"), "utf8")).toMatch(
      /out: servers\ntargets:\n {2}- fastify\n$/,
    );
  });

  test("asks nothing where flags say all", async () => {
    const cwd = await folderWith();
    const { code, screen } = await onTerminal(["init", "--all", "--out", "a"], [], { cwd });
    expect(screen).not.toContain("Which");
    expect(code).toBe(0);
  });

  test.each([
    ["Ctrl-C", "\u0003"],
    ["Ctrl-D", "\u0004"],
  ])("%s ends it, and nothing was written", async (_, key) => {
    const cwd = await folderWith();
    const { code } = await onTerminal(["init"], [["Which", key]], { cwd });
    expect(code).toBe(130);
    expect(await contents(cwd)).toEqual({});
  });
});
