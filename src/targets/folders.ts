/** Template folders as plain data: what all targets share, then the language, then the target itself. */
import { isUtf8 } from "node:buffer";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { TemplateFolder } from "../render/plan.js";
import type { Target } from "./manifest.js";
import { sha256 } from "../sha256.js";

export interface LoadedFolder extends TemplateFolder {
  /** SHA-256 (FIPS 180-4, lower-case hexadecimal) of all that is in it. */
  readonly digest: string;
}

export type FolderReader = (folder: string) => LoadedFolder;

type Note = (text: string, digest: string) => void;

/**
 * Reads each folder once, however many targets it belongs to.
 * @param note is told the SHA-256 of each file's text, which nobody has to work out again
 */
export function createFolderReader(note: Note = () => undefined): FolderReader {
  const known = new Map<string, LoadedFolder>();
  return (folder) => {
    const loaded = known.get(folder) ?? loadFolder(folder, note);
    known.set(folder, loaded);
    return loaded;
  };
}

/** From the most general to the most special. */
export function loadFolders(
  target: Target,
  read: FolderReader = createFolderReader(),
): readonly TemplateFolder[] {
  return target.folders.map(read);
}

/** SHA-256 of all that a target's files are made of but the document. */
export function templatesDigest(target: Target, read: FolderReader = createFolderReader()): string {
  const { folder: _, folders, ...manifest } = target;
  return sha256(JSON.stringify([manifest, folders.map((folder) => read(folder).digest)]));
}

/** One of these may say under which conditions files are there. */
const MANIFESTS = ["language.json", "layer.json", "target.json"];

function loadFolder(folder: string, note: Note): LoadedFolder {
  const manifest = MANIFESTS.map((name) => join(folder, name)).find(existsSync);
  const { conditions = {}, own = [] } =
    manifest === undefined
      ? {}
      : (JSON.parse(readFileSync(manifest, "utf8")) as Partial<TemplateFolder>);
  const parts = [JSON.stringify([conditions, own])];
  const trees = {
    static: readTree(folder, "static", parts, note),
    files: readTree(folder, "files", parts, note),
    partials: readTree(folder, "partials", parts, note),
  };
  return { ...trees, conditions, digest: sha256(parts.join("\n")), own };
}

/**
 * Text by path with `/`; a file that npm would not pack under its own name, such as `.gitignore`, begins with `dot-`.
 * @param parts of what the digest of the folder is made of; those of the files are added
 */
function readTree(
  parent: string,
  name: string,
  parts: string[],
  note: Note,
): ReadonlyMap<string, string> {
  const folder = join(parent, name);
  if (!existsSync(folder)) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(folder, file).split(sep).join("/"), file] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
  return new Map(
    files.map(([path, file]) => {
      const bytes = readFileSync(file);
      const text = bytes.toString("utf8").replaceAll("\r\n", "\n");
      // Of the bytes, where they are the text: it need not be encoded again.
      const same = isUtf8(bytes) && !bytes.includes("\r\n");
      const digest = sha256(same ? bytes : text);
      note(text, digest);
      parts.push(JSON.stringify([name, path, digest]));
      return [path.replace(/(^|\/)dot-/, "$1."), text];
    }),
  );
}
