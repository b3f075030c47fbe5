/**
 * Bundles the command into dist/, one chunk for each lazy import. Dependencies stay outside: they come from
 * node_modules as for any package.
 */
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

await rm(new URL("../dist", import.meta.url), { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["src/cli.ts"],
  outdir: "dist",
  bundle: true,
  splitting: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: true,
  // Sources are not repeated in the maps: line and function are enough for a bug report.
  sourcesContent: false,
  logLevel: "warning",
});
