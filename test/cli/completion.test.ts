/** Completion as shells do it: the printed script in the shell itself, which asks the real command. */
import { execFileSync, spawnSync } from "node:child_process";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { folderWith } from "../unit/output/folder.js";
import { genBench } from "./command.js";

const BIN = fileURLToPath(new URL("../../bin/gen-bench.js", import.meta.url));

/** Completes `gen-bench contract --target f`, with the script in the file `script`. */
const ASK: Readonly<Record<string, string>> = {
  bash: `source ./script
    complete -p gen-bench >&2 || exit 1
    COMP_WORDS=(gen-bench contract --target f) COMP_CWORD=3
    _gen_bench && echo "\${COMPREPLY[@]}"`,
  // What zsh does with an answer needs its line editor; what is handed to it does not.
  zsh: `compdef() { true }; _describe() { print -r -- "\${(@P)2}" }; _files() { print files }
    source ./script
    words=(gen-bench contract --target f) CURRENT=4
    _gen_bench`,
  fish: `source ./script; complete --do-complete "gen-bench contract --target f"`,
};

test.for(Object.entries(ASK))("%s completes a target", async ([shell, ask], { skip }) => {
  const cwd = await folderWith();
  const { out, code } = await genBench(["completion", shell], { cwd });
  expect(code).toBe(0);
  skip(spawnSync(shell, ["-c", "true"]).status !== 0, `${shell} not found`);
  await folderFor(cwd, out);
  const PATH = `${join(cwd, "bin")}${delimiter}${process.env["PATH"] ?? ""}`;
  const answer = execFileSync(shell, ["-c", ask], {
    cwd,
    env: { ...process.env, PATH, HOME: cwd },
  });
  expect(answer.toString()).toMatch(/^fastify\b/);
});

/** The script, and the command under its name. */
async function folderFor(cwd: string, script: string): Promise<void> {
  await writeFile(join(cwd, "script"), script);
  await mkdir(join(cwd, "bin"));
  const command = join(cwd, "bin", "gen-bench");
  await writeFile(command, `#!/bin/sh\nexec "${process.execPath}" "${BIN}" "$@"\n`);
  await chmod(command, 0o755);
}

test("a shell that is not known is refused", async () => {
  const { code, talk } = await genBench(["completion", "tcsh"], { cwd: await folderWith() });
  expect(talk).toMatch(/bash/);
  expect(code).toBe(2);
});
