/**
 * Runs a script that is written in TypeScript: `node scripts/run.mjs scripts/name.ts [argument …]`. The command is built
 * first, since scripts start its programs.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const [script, ...rest] = process.argv.slice(2);
if (script === undefined) throw new Error("name a script");
// The build takes a folder there.
process.argv.length = 2;
await import("./build.mjs");
// Inside the project, where its packages are found.
const outfile = join(root, "node_modules", ".cache", "scripts", `${process.pid}.mjs`);
await build({
  absWorkingDir: root,
  entryPoints: [script],
  outfile,
  bundle: true,
  packages: "external",
  platform: "node",
  target: "node20",
  format: "esm",
  sourcemap: "inline",
  logLevel: "warning",
});
process.argv = [process.argv[0] ?? "node", outfile, ...rest];
try {
  await import(pathToFileURL(outfile).href);
} finally {
  await rm(outfile, { force: true });
}
