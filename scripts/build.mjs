/**
 * Bundles the command into dist/, or the folder that is named, with what it depends on, since one file loads faster
 * than a hundred. Dependencies that are large, rarely wanted, or made for one system stay in node_modules.
 *
 * A command may be running from the folder meanwhile. So files are moved into place whole, the entry last, and files of
 * an older build that have other names are only removed when nobody can want them any more.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileChecks } from "./compile-checks.mjs";
import { licencesOf } from "./licences.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const [, , out = join(root, "dist")] = process.argv;
const dist = resolve(out);
/** Stands for the digest of the build while that is not known; as long as one. */
const PLACEHOLDER = "gen-bench-build".padEnd(64, "-");
const LICENCES = "LICENSES.txt";
const KEEP_MILLISECONDS = 60 * 60 * 1000;

const { dependencies } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));

/** @type {import("esbuild").BuildOptions & { metafile: true, write: false }} */
const shared = {
  absWorkingDir: root,
  outdir: dist,
  write: false,
  bundle: true,
  external: Object.keys(dependencies),
  define: { GEN_BENCH_BUILD: JSON.stringify(PLACEHOLDER) },
  plugins: [compileChecks],
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "none",
  metafile: true,
  platform: "node",
  target: "node20",
  sourcemap: true,
  // Sources are not repeated in the maps: line and function are enough for a bug report.
  sourcesContent: false,
  logLevel: "warning",
};

// One script, which src/start.ts wraps: only of a script does Node 20 let V8 keep the code.
const command = await build({
  ...shared,
  entryPoints: { cli: "src/cli.ts" },
  format: "cjs",
  outExtension: { ".js": ".cjs" },
  define: { ...shared.define, "import.meta.url": "__url" },
});
// Programs of their own.
const programs = await build({
  ...shared,
  entryPoints: {
    start: "src/start.ts",
    loader: "src/bench/loader/process.ts",
    control: "src/bench/control.ts",
  },
  format: "esm",
  // Bundled packages in CommonJS ask for modules of Node.
  banner: { js: "const require = process.getBuiltinModule;" },
});
const outputFiles = [...command.outputFiles, ...programs.outputFiles];
const inputs = [command, programs].flatMap(({ metafile }) => Object.keys(metafile.inputs));

const digest = digestOf(outputFiles);

await mkdir(dist, { recursive: true });
const entriesLast = outputFiles.toSorted((a, b) => isEntry(a.path) - isEntry(b.path));
for (const { path, contents } of entriesLast) await place(path, finished(path, contents));
await place(join(dist, LICENCES), Buffer.from(await licencesOf(inputs, root)));

const current = new Set([LICENCES, ...outputFiles.map(({ path }) => basename(path))]);
for (const name of await readdir(dist)) {
  const path = join(dist, name);
  if (!current.has(name) && Date.now() - (await writtenAt(path)) > KEEP_MILLISECONDS) {
    await rm(path, { recursive: true, force: true });
  }
}

/**
 * Of all that decides what the command does, so that caches of another build are not taken for its own.
 * @param {readonly import("esbuild").OutputFile[]} files
 */
function digestOf(files) {
  const hash = createHash("sha256").update(JSON.stringify(dependencies));
  for (const { path, contents } of files) hash.update(basename(path)).update(contents);
  return hash.digest("hex");
}

/**
 * With the digest of the build, and without `import()`, which a wrapped script does not have. Nothing changes its length,
 * so that source maps hold.
 * @param {string} path
 * @param {Uint8Array} contents
 */
function finished(path, contents) {
  const text = Buffer.from(contents).toString().replaceAll(PLACEHOLDER, digest);
  return Buffer.from(path.endsWith(".cjs") ? text.replaceAll(/\bimport\((?=")/g, "_load_(") : text);
}

/** @param {string} path */
function isEntry(path) {
  return Number(basename(path).startsWith("start.js"));
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
