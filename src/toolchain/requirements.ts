/** Whether the commands that a target needs are there. */
import { EnvironmentError } from "../diagnostics/errors.js";
import { runCommand } from "./command.js";
import type { Requirement, Toolchain } from "./toolchain.js";

/**
 * The commands that cannot be run, in the order of the manifest; empty when all is there. A command that is found
 * but fails counts as missing.
 */
export async function missingCommands(toolchain: Toolchain): Promise<Requirement[]> {
  const found = await Promise.all(toolchain.requires.map(answers));
  return toolchain.requires.filter((_, index) => found[index] === false);
}

/**
 * @param title name of the target, for the message
 * @throws EnvironmentError that names the missing commands
 */
export async function requireCommands(title: string, toolchain: Toolchain): Promise<void> {
  const missing = await missingCommands(toolchain);
  if (missing.length === 0) return;
  const names = missing.map(({ command }) => command).join(", ");
  throw new EnvironmentError(
    `${title} needs ${names}, which cannot be run here`,
    "Install what is missing and see that it is on the PATH.",
  );
}

async function answers(requirement: Requirement): Promise<boolean> {
  try {
    await runCommand([requirement.command, ...requirement.versionArgs], { cwd: process.cwd() });
    return true;
  } catch {
    return false;
  }
}
