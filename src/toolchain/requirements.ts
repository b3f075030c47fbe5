/** Whether the commands that a target needs are there, and which versions. */
import { EnvironmentError } from "../diagnostics/errors.js";
import { runCommand } from "./command.js";
import type { Requirement, Toolchain } from "./toolchain.js";

/** What is known of a command: `null` when it cannot be run, else its version, empty when it does not tell one. */
export type Version = string | null;

/**
 * The commands that cannot be run, in the order of the manifest; empty when all is there. A command that is found
 * but fails counts as missing.
 */
export async function missingCommands(toolchain: Toolchain): Promise<Requirement[]> {
  const versions = await inspectCommands(toolchain.requires);
  return toolchain.requires.filter(({ command }) => versions.get(command) === null);
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
    "Install what is missing and see that it is on the PATH; gen-bench doctor looks for all of it.",
  );
}

/** Asks each command once for its version, all at the same time. */
export async function inspectCommands(
  requirements: readonly Requirement[],
): Promise<ReadonlyMap<string, Version>> {
  const distinct = new Map(requirements.map((one) => [one.command, one]));
  return new Map(
    await Promise.all(
      [...distinct].map(async ([command, one]) => [command, await versionOf(one)] as const),
    ),
  );
}

async function versionOf({ command, versionArgs }: Requirement): Promise<Version> {
  try {
    const output = await runCommand([command, ...versionArgs], { cwd: process.cwd() });
    return findVersion(output);
  } catch {
    return null;
  }
}

/** The first number with a dot in what a command says of itself: `go version go1.26.1 linux/amd64` → `1.26.1`. */
export function findVersion(output: string): string {
  return /\d+(?:\.\d+)+/.exec(output)?.[0] ?? "";
}
