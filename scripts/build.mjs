/**
 * Bundles the command into dist/, or the folder that is named, one chunk for each lazy import. Dependencies stay outside: they come from
 * node_modules as for any package.
 *
 * A command may be running from the folder meanwhile. So files are moved into place whole, the entry last, and chunks
 * of an older build, which have other names, are only removed when nobody can want them any more.
 */
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const [, , out = join(root, "dist")] = process.argv;
const dist = resolve(out);
const KEEP_MILLISECONDS = 60 * 60 * 1000;

const { outputFiles } = await build({
  absWorkingDir: root,
  entryPoints: {
    cli: "src/cli.ts",
    // Programs that are started in processes of their own.
    loader: "src/bench/loader/process.ts",
    control: "src/bench/control.ts",
  },
  outdir: dist,
  write: false,
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

await mkdir(dist, { recursive: true });
const entriesLast = outputFiles.toSorted((a, b) => isEntry(a.path) - isEntry(b.path));
for (const { path, contents } of entriesLast) await place(path, contents);

const current = new Set(outputFiles.map(({ path }) => basename(path)));
for (const name of await readdir(dist)) {
  const path = join(dist, name);
  if (!current.has(name) && Date.now() - (await writtenAt(path)) > KEEP_MILLISECONDS) {
    await rm(path, { recursive: true, force: true });
  }
}

/** @param {string} path */
function isEntry(path) {
  return Number(basename(path).startsWith("cli.js"));
}

/**
 * @param {string} path
 * @param {Uint8Array} contents
 */
async function place(path, contents) {
  const present = await readFile(path).catch(() => null);
  if (present?.equals(contents)) return;
  const temporary = `${path}.${process.pid}`;
  await writeFile(temporary, contents);
  await rename(temporary, path);
}

/** @param {string} path when it was last written, milliseconds */
async function writtenAt(path) {
  const found = await stat(path).catch(() => null);
  return found?.mtimeMs ?? Date.now();
}
