/** Template folders as plain data: what all targets share, then the language, then the target itself. */
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { TemplateFolder } from "../render/plan.js";
import type { Target } from "./manifest.js";

/** From the most general to the most special. */
export function loadFolders(target: Target): readonly TemplateFolder[] {
  return target.folders.map(loadFolder);
}

/** SHA-256 (FIPS 180-4, lower-case hexadecimal) of all that a target's files are made of but the document. */
export function templatesDigest(target: Target): string {
  const { folder: _, folders: __, ...manifest } = target;
  const folders = loadFolders(target).map((folder) => ({
    ...folder,
    static: [...folder.static],
    files: [...folder.files],
    partials: [...folder.partials],
  }));
  return createHash("sha256")
    .update(JSON.stringify([manifest, folders]))
    .digest("hex");
}

/** One of these may say under which conditions files are there. */
const MANIFESTS = ["language.json", "layer.json", "target.json"];

function loadFolder(folder: string): TemplateFolder {
  const manifest = MANIFESTS.map((name) => join(folder, name)).find(existsSync);
  const { conditions = {}, own = [] } =
    manifest === undefined
      ? {}
      : (JSON.parse(readFileSync(manifest, "utf8")) as Partial<TemplateFolder>);
  return {
    static: readTree(join(folder, "static")),
    files: readTree(join(folder, "files")),
    partials: readTree(join(folder, "partials")),
    conditions,
    own,
  };
}

/** Text by path with `/`; a file that npm would not pack under its own name, such as `.gitignore`, begins with `dot-`. */
function readTree(folder: string): ReadonlyMap<string, string> {
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(folder, file).split(sep).join("/"), file] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    files.map(([path, file]) => [
      path.replace(/(^|\/)dot-/, "$1."),
      readFileSync(file, "utf8").replaceAll("\r\n", "\n"),
    ]),
  );
}
