/** Where our own package stands on the disk: templates, the shipped document and its scenarios are read from there. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/**
 * The folder of our package.json, found upwards from this file, so that it holds for the bundle in dist/ as for the
 * sources in src/.
 */
export function packageRoot(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && nameOf(manifest) === "gen-bench") return folder;
    if (dirname(folder) === folder) throw new Error("no package.json of gen-bench above this file");
  }
}

/** Version as our package.json has it. */
export function packageVersion(): string {
  const { version } = readManifest(join(packageRoot(), "package.json"));
  return typeof version === "string" ? version : "unknown";
}

function nameOf(manifest: string): unknown {
  return readManifest(manifest)["name"];
}

function readManifest(path: string): { readonly [key: string]: unknown } {
  const value: unknown = JSON.parse(readFileSync(path, "utf8"));
  return typeof value === "object" && value !== null ? { ...value } : {};
}
