/** Folders that a run makes for itself inside an output folder. Where it was killed, they stay for the next one. */

export const STAGING_PREFIX = ".gen-bench-staging-";
export const LOCK_NAME = ".gen-bench.lock";

/** Whether a name in an output folder is one of these. */
export function isLeftover(name: string): boolean {
  return name.startsWith(STAGING_PREFIX) || name.startsWith(LOCK_NAME);
}
