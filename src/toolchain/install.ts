/** Installs and builds a generated project; an install is skipped where the one that is there fits the lock files. */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./command.js";
import type { Toolchain } from "./toolchain.js";

/**
 * Installs what the project depends on, and builds it.
 * @param folder the generated project
 * @throws EnvironmentError when a step fails, with what it printed
 */
export async function buildProject(
  folder: string,
  toolchain: Toolchain,
  signal?: AbortSignal,
): Promise<void> {
  await installDependencies(folder, toolchain, signal);
  await compileProject(folder, toolchain, signal);
}

/**
 * @returns false when what is installed fits the lock files already
 * @throws EnvironmentError when it fails, with what it printed
 */
export async function installDependencies(
  folder: string,
  toolchain: Toolchain,
  signal?: AbortSignal,
): Promise<boolean> {
  const { install } = toolchain;
  if (install.length === 0 || (await isInstalled(folder, toolchain))) return false;
  await runCommand(install, { cwd: folder, environment: QUIET_INSTALL, signal });
  await stampInstall(folder, toolchain);
  return true;
}

/** @throws EnvironmentError when it fails, with what it printed */
export async function compileProject(
  folder: string,
  toolchain: Toolchain,
  signal?: AbortSignal,
): Promise<void> {
  if (toolchain.build.length > 0) await runCommand(toolchain.build, { cwd: folder, signal });
}

/**
 * npm reads these (https://docs.npmjs.com/cli/using-npm/config); others ignore them. Packages that are in the cache
 * are not asked for again, and nothing is reported to anybody.
 */
const QUIET_INSTALL = {
  npm_config_audit: "false",
  npm_config_fund: "false",
  npm_config_update_notifier: "false",
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
