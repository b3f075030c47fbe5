/** Vitest's global setup for tests that run the real command: the bundle is made from the sources as they are. */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export function setup(): void {
  const script = fileURLToPath(new URL("build.mjs", import.meta.url));
  execFileSync(process.execPath, [script], { stdio: "inherit" });
}
