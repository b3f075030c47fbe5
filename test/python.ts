/** Python environments of the tests, each made once in the cache folder and kept. */
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { folders } from "../src/database/index.js";

const call = promisify(execFile);

export interface Environment {
  /** Absolute path of a program of the environment, e.g. `python`. */
  readonly program: (name: string) => string;
}

/**
 * A virtual environment with these packages (pip requirements) from PyPI, or why there is none.
 * @param name of its folder
 */
export async function virtualEnvironment(
  name: string,
  packages: readonly string[],
): Promise<Environment | { readonly missing: string }> {
  const folder = join(folders().cache, `python-${name}`);
  const windows = process.platform === "win32";
  const program = (file: string) =>
    windows ? join(folder, "Scripts", `${file}.exe`) : join(folder, "bin", file);
  const marker = join(folder, "complete");
  try {
    if ((await readFile(marker, "utf8").catch(() => "")) !== packages.join(" ")) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      await call("python3", ["-m", "venv", folder]);
      const quietly = ["install", "--quiet", "--disable-pip-version-check"];
      await call(program("python"), ["-m", "pip", ...quietly, ...packages]);
      await writeFile(marker, packages.join(" "));
    }
    await call(program("python"), ["--version"]);
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
    return { missing: reason };
  }
  return { program };
}
