/**
 * Vitest's global setup for tests that run the real command: the bundle is made from the sources as they are. The first
 * that needs a database server starts it and leaves it to the others; afterwards it is stopped, unless it ran before.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { serverUrl, stopServer } from "../src/database/index.js";

export default async function prepare(): Promise<() => Promise<void>> {
  const script = fileURLToPath(new URL("build.mjs", import.meta.url));
  execFileSync(process.execPath, [script], { stdio: "inherit" });
  const ran = (await serverUrl()) !== null;
  return async () => {
    if (!ran) await stopServer();
  };
}
