/**
 * Whether the tools of a language accept generated projects: many of them at once, with what one of them installed, and
 * without building anything.
 */
import { mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { updateOutput } from "../../src/output/index.js";
import type { Target } from "../../src/targets/index.js";
import { installDependencies } from "../../src/toolchain/index.js";
import type { Files } from "./outcome.js";

/** What is wrong with each project; those that are accepted are not among them. */
export type Verdicts = ReadonlyMap<string, string>;

export interface Checker {
  /** @param projects files by a name that can be that of a folder, and that no other name begins with */
  check(projects: ReadonlyMap<string, Files>): Promise<Verdicts>;
}

/**
 * @param installed a folder where the target's dependencies are installed, or will be
 * @param folder where projects are written; empty, or not there
 */
export async function createChecker(
  target: Target,
  { installed, folder, sample }: { installed: string; folder: string; sample: Files },
): Promise<Checker> {
  // With its ledger, so that whoever uses the folder next knows what to take away.
  await updateOutput([{ folder: installed, files: sample, made: new Map() }], { force: true });
  await installDependencies(installed, target.toolchain);
  await mkdir(folder, { recursive: true });
  switch (target.language) {
    case "typescript":
      return typescriptChecker(installed, folder);
    case "go":
      return goChecker(folder);
    default:
      return ownChecker(target, installed);
  }
}

/** Each project with its own tsconfig.json, all in one process; packages are found in a folder around them. */
async function typescriptChecker(installed: string, folder: string): Promise<Checker> {
  const modules = join(installed, "node_modules");
  await symlink(modules, join(folder, "node_modules"));
  const compiler = join(modules, "typescript", "bin", "tsc");
  return {
    async check(projects) {
      const names = [...projects.keys()];
      for (const [name, files] of projects) {
        const code = [...files].filter(([path]) => !path.startsWith("docs/"));
        await writeProject(join(folder, name), new Map(code));
      }
      const { code, output } = await run(
        [process.execPath, compiler, "-b", "--pretty", "false", ...names],
        folder,
      );
      const found = new Map<string, string>();
      for (const line of output.split("\n")) {
        const name = names.find((one) => line.startsWith(`${one}/`));
        if (name !== undefined) found.set(name, `${found.get(name) ?? ""}${line}\n`);
      }
      if (code !== 0 && found.size === 0) throw new Error(`tsc ended with ${code}: ${output}`);
      for (const name of names) await rm(join(folder, name), { recursive: true });
      return found;
    },
  };
}

/** One after the other in the same folder, so that packages that stay as they were are in Go's cache. */
function goChecker(folder: string): Checker {
  return {
    async check(projects) {
      const found = new Map<string, string>();
      for (const [name, files] of projects) {
        await writeProject(folder, files);
        const vet = await run(["go", "vet", "./..."], folder);
        const format = await run(["gofmt", "-d", "."], folder);
        const problem = (vet.code === 0 ? "" : vet.output) + format.output;
        if (problem !== "") found.set(name, problem);
      }
      return found;
    },
  };
}

/** A language that has no quicker way: what the target itself says. */
function ownChecker({ toolchain }: Target, installed: string): Checker {
  return {
    async check(projects) {
      const found = new Map<string, string>();
      for (const [name, files] of projects) {
        await updateOutput([{ folder: installed, files, made: new Map() }], { force: true });
        for (const command of toolchain.checks) {
          const { code, output } = await run(command, installed);
          if (code !== 0) found.set(name, output);
        }
      }
      return found;
    },
  };
}

/** Leaves the folder with just these files; one that is as it should be is not touched. */
async function writeProject(folder: string, files: Files): Promise<void> {
  const present = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of present) {
    const path = join(entry.parentPath, entry.name);
    const inside = path.slice(folder.length + 1).replaceAll("\\", "/");
    if (entry.isFile() && !files.has(inside)) await rm(path);
  }
  for (const [path, text] of files) {
    const at = join(folder, path);
    const before = await readFile(at, "utf8").catch(() => null);
    if (before === text) continue;
    await mkdir(dirname(at), { recursive: true });
    await writeFile(at, text);
  }
}

/** Output and errors together. */
function run(
  command: readonly string[],
  cwd: string,
): Promise<{ code: number | null; output: string }> {
  const [name = "", ...args] = command;
  const child = spawn(name, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (output += part));
  child.stderr.setEncoding("utf8").on("data", (part: string) => (output += part));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}
