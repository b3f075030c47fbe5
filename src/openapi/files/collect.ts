/** All files of a document: the one that was named, and those that `$ref` in any of them leads to. */
import { entriesOf, itemsOf, parseSource, stringOf, type Node } from "../../source/index.js";
import type { ParsedSource, SourceText } from "../../source/index.js";
import { referenceOf } from "../reference.js";
import { addressOf } from "./address.js";

export interface DocumentFile extends ParsedSource {
  /** From the folder of the first file; what tells files apart. */
  readonly path: string;
  readonly source: SourceText;
}

/** Why there is no text, as a clause. */
export interface Unreadable {
  readonly problem: string;
}

export interface DocumentFiles {
  readonly main: DocumentFile;
  /** The others by path. That one cannot be read is told where a reference needs it. */
  readonly others: ReadonlyMap<string, DocumentFile | Unreadable>;
}

/** @param path from the folder of the first file, perhaps upwards from there */
export type ReadFile = (path: string) => Promise<SourceText | Unreadable>;

/** A document of one text. */
export function singleFile(source: SourceText): DocumentFiles {
  const path = source.file.split(/[\\/]/).at(-1) ?? "";
  return { main: { path, source, ...parseSource(source) }, others: new Map() };
}

/**
 * Reads what has to be read, each file once.
 * @param name of the first file in its folder
 */
export async function collectFiles(
  source: SourceText,
  name: string,
  read: ReadFile,
): Promise<DocumentFiles> {
  const main: DocumentFile = { path: name, source, ...parseSource(source) };
  const others = new Map<string, DocumentFile | Unreadable>();
  let fresh: readonly DocumentFile[] = [main];
  while (fresh.length > 0) {
    const paths = fresh.flatMap(referencedPaths);
    const missing = [...new Set(paths)].filter((path) => path !== name && !others.has(path));
    const found = await Promise.all(missing.map((path) => readOne(path, read)));
    for (const [index, path] of missing.entries()) {
      const file = found[index];
      if (file !== undefined) others.set(path, file);
    }
    fresh = found.filter((file) => "source" in file);
  }
  return { main, others };
}

async function readOne(path: string, read: ReadFile): Promise<DocumentFile | Unreadable> {
  const source = await read(path);
  return "problem" in source ? source : { path, source, ...parseSource(source) };
}

/** Paths of files that the references of one lead to, also where a reference is only an example. */
function referencedPaths({ root, path }: DocumentFile): readonly string[] {
  const found: string[] = [];
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const text = stringOf(referenceOf(node)?.value);
    const address = text === undefined ? null : addressOf(text, path);
    if (address?.kind === "part" && address.path !== path) found.push(address.path);
    for (const { value } of entriesOf(node)) visit(value);
    for (const item of itemsOf(node)) visit(item);
  };
  if (root !== null) visit(root);
  return found;
}
