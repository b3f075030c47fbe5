/** Default ports of targets: each has its own, so that all can run side by side. */
import { UsageError } from "../diagnostics/errors.js";
import type { Target } from "./manifest.js";

/** Those below are reserved for targets that come with the package (docs/wire.md, Configuration). */
const FIRST_FREE = 8010;

type WithPort = Pick<Target, "port" | "folder">;

/** One that no target has yet. */
export function unclaimedPort(targets: readonly Pick<Target, "port">[]): number {
  const taken = new Set(targets.map(({ port }) => port));
  let port = FIRST_FREE;
  while (taken.has(port)) port += 1;
  return port;
}

/** @throws UsageError that names two targets with the same port */
export function requireOwnPorts(targets: readonly WithPort[]): void {
  const owners = new Map<number, WithPort>();
  for (const target of targets) {
    const other = owners.get(target.port);
    if (other !== undefined) {
      throw new UsageError(
        `two targets listen on port ${target.port}: ${other.folder} and ${target.folder}`,
        `Give one of them another in its target.json; ${unclaimedPort(targets)} is free.`,
      );
    }
    owners.set(target.port, target);
  }
}
