/** The files of a document, from the disk. */
import { stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import type { DocumentFiles, ReadFile } from "../openapi/index.js";
import { readText } from "./read-text.js";

/** Reads a document and what its references lead to. @throws UsageError when the first file cannot be read as text */
export async function readDocument(file: string): Promise<DocumentFiles> {
  const text = await readText(file, "document", "Name one with --spec FILE.");
  const { collectFiles } = await import("../openapi/index.js");
  return collectFiles({ file, text }, basename(file), readBeside(dirname(file)));
}

/** Paths of all files that a document consists of, or would if they could be read. */
export function pathsOf({ main, others }: DocumentFiles): readonly string[] {
  const folder = dirname(main.source.file);
  return [main.source.file, ...[...others.keys()].map((path) => join(folder, path))];
}

/** Only files: a pipe or a device in a document's words would never end. */
function readBeside(folder: string): ReadFile {
  return async (path) => {
    const file = join(folder, path);
    const found = await stat(file).catch(() => null);
    if (found === null) return { problem: `there is no ${file}` };
    if (!found.isFile()) return { problem: `${file} is no file` };
    try {
      return { file, text: await readText(file, "file", "") };
    } catch (error) {
      if (error instanceof UsageError) return { problem: error.message };
      throw error;
    }
  };
}
