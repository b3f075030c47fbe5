/**
 * Targets are found by looking: every `<root>/<language>/<name>/target.json` is one. There may be several roots, our
 * own templates and folders of a user; the later is laid over the earlier.
 */
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import { packageRoot } from "../package-root.js";
import { manifest as fits } from "./manifest.checks.js";
import type { Target } from "./manifest.js";
import { requireOwnPorts } from "./ports.js";

type Manifest = Omit<Target, "language" | "folder" | "folders">;

/** The templates that come with the package. */
export function shippedTemplates(): string {
  return join(packageRoot(), "templates");
}

/**
 * @param places roots from the general to the special. A folder with a `target.json` takes the place of one with the same path
 * in an earlier root; any other folder is laid over it.
 * @returns targets by language and name
 * @throws UsageError that names a target.json which does not fit
 */
export function discoverTargets(
  places: readonly string[] = [shippedTemplates()],
): readonly Target[] {
  const roots = [...new Set(places.map((place) => resolve(place)))];
  const languages = namesIn(roots);
  const targets = languages.flatMap((language) =>
    namesIn(roots.map((root) => join(root, language))).flatMap((name) => {
      const own = roots.map((root) => join(root, language, name));
      const start = own.findLastIndex((folder) => existsSync(join(folder, "target.json")));
      const folder = own[start];
      if (folder === undefined) return [];
      const manifest = readManifest(join(folder, "target.json"));
      const shared = ["_all", ...inLanguage(language, ["_language", ...(manifest.layers ?? [])])];
      for (const path of shared) requireLayer(roots, path, folder);
      const folders = [
        ...shared.flatMap((path) => roots.map((root) => join(root, path))),
        ...own.slice(start),
      ].filter((one) => existsSync(one));
      return [{ ...manifest, language, folder, folders }];
    }),
  );
  requireOneName(targets);
  requireOwnPorts(targets);
  return targets;
}

/** By name or alias. */
export function findTarget(targets: readonly Target[], name: string): Target | undefined {
  return targets.find((target) => target.name === name || target.aliases.includes(name));
}

function inLanguage(language: string, names: readonly string[]): string[] {
  return names.map((name) => join(language, name));
}

/** Sorted names of the subfolders; those that begin with `_` hold what targets share. */
function namesIn(folders: readonly string[]): string[] {
  const names = folders.filter(isFolder).flatMap((folder) =>
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !/^[_.]/.test(entry.name))
      .map((entry) => entry.name),
  );
  return [...new Set(names)].toSorted();
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}

function readManifest(file: string): Manifest {
  const manifest = parse(file);
  if (fits(manifest)) return manifest as Manifest;
  const problems = (fits.errors ?? []).map(({ instancePath, message, params }) =>
    `${instancePath} ${message}${"additionalProperty" in params ? `: ${params["additionalProperty"]}` : ""}`.trim(),
  );
  throw new UsageError(`${file}: ${problems.join("; ")}`);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UsageError(`${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function requireLayer(roots: readonly string[], path: string, folder: string): void {
  const optional = path === "_all" || path.endsWith("_language");
  if (optional || roots.some((root) => existsSync(join(root, path)))) return;
  throw new UsageError(`${join(folder, "target.json")}: there is no layer ${path}`);
}

function requireOneName(targets: readonly Target[]): void {
  const taken = new Map<string, Target>();
  for (const target of targets) {
    for (const name of [target.name, ...target.aliases]) {
      const other = taken.get(name);
      if (other !== undefined && other !== target) {
        throw new UsageError(
          `two targets are called ${name}: ${other.folder} and ${target.folder}`,
          `A folder at the same place, ${join(target.language, name)}, would override it.`,
        );
      }
      taken.set(name, target);
    }
  }
}
