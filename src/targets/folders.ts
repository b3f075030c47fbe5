/** Template folders as plain data: what all targets share, then the language, then the target itself. */
import { isUtf8 } from "node:buffer";
import { createHash, type Hash } from "node:crypto";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import type { TemplateFolder } from "../render/plan.js";
import type { Target } from "./manifest.js";

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
  return createHash("sha256")
    .update(JSON.stringify([manifest, folders.map((folder) => read(folder).digest)]))
    .digest("hex");
}

/** One of these may say under which conditions files are there. */
const MANIFESTS = ["language.json", "layer.json", "target.json"];

function loadFolder(folder: string, note: Note): LoadedFolder {
  const manifest = MANIFESTS.map((name) => join(folder, name)).find(existsSync);
  const { conditions = {}, own = [] } =
    manifest === undefined
      ? {}
      : (JSON.parse(readFileSync(manifest, "utf8")) as Partial<TemplateFolder>);
  const hash = createHash("sha256").update(JSON.stringify([conditions, own]));
  return {
    static: readTree(folder, "static", hash, note),
    files: readTree(folder, "files", hash, note),
    partials: readTree(folder, "partials", hash, note),
    conditions,
    digest: hash.digest("hex"),
    own,
  };
}

/** Text by path with `/`; a file that npm would not pack under its own name, such as `.gitignore`, begins with `dot-`. */
function readTree(
  parent: string,
  name: string,
  hash: Hash,
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
      const digest = createHash("sha256")
        .update(same ? bytes : text)
        .digest("hex");
      note(text, digest);
      hash.update(`${JSON.stringify([name, path, digest])}\n`);
      return [path.replace(/(^|\/)dot-/, "$1."), text];
    }),
  );
}
