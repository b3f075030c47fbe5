/** Installs and builds a generated project; an install is skipped where the one that is there fits the lock files. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./command.js";
import type { Toolchain } from "./toolchain.js";

export interface BuildOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told before each step that is really run, e.g. `installing`. */
  readonly onStep?: ((step: "installing" | "building") => void) | undefined;
}

/**
 * @param folder the generated project
 * @throws EnvironmentError when a step fails, with the last lines that it printed
 */
export async function buildProject(
  folder: string,
  toolchain: Toolchain,
  options: BuildOptions = {},
): Promise<void> {
  if (toolchain.install.length > 0 && !(await isInstalled(folder, toolchain))) {
    options.onStep?.("installing");
    await runCommand(toolchain.install, {
      cwd: folder,
      environment: QUIET_INSTALL,
      signal: options.signal,
    });
    await stampInstall(folder, toolchain);
  }
  if (toolchain.build.length > 0) {
    options.onStep?.("building");
    await runCommand(toolchain.build, { cwd: folder, signal: options.signal });
  }
}

/**
 * npm reads these (https://docs.npmjs.com/cli/using-npm/config); others ignore them. Packages that are in the cache
 * are not asked for again, and nothing is reported to anybody.
 */
const QUIET_INSTALL = {
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_update_notifier: "false",
  npm_config_prefer_offline: "true",
} as const;

/** Stands in the installed folder itself, so that it goes when the folder goes. */
const STAMP_FILE = ".gen-bench-installed";

async function isInstalled(folder: string, toolchain: Toolchain): Promise<boolean> {
  if (toolchain.installs === undefined || toolchain.lockFiles === undefined) return false;
  try {
    const stamp = await readFile(join(folder, toolchain.installs, STAMP_FILE), "utf8");
    return stamp === (await lockDigest(folder, toolchain));
  } catch {
    return false;
  }
}

async function stampInstall(folder: string, toolchain: Toolchain): Promise<void> {
  if (toolchain.installs === undefined) return;
  const stamp = await lockDigest(folder, toolchain);
  await writeFile(join(folder, toolchain.installs, STAMP_FILE), stamp);
}

/** Also of the command and the machine: binaries in an installed folder are made for one runtime. */
async function lockDigest(folder: string, toolchain: Toolchain): Promise<string> {
  const hash = createHash("sha256");
  hash.update(JSON.stringify([toolchain.install, process.platform, process.arch, process.version]));
  for (const file of toolchain.lockFiles ?? []) {
    const text = await readFile(join(folder, file), "utf8");
    hash.update(JSON.stringify([file, text]));
  }
  return hash.digest("hex");
}
