/** The document that a command works with: found, read, and lowered to the model or refused. */
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import type { Api } from "../model/index.js";
import { hasCode } from "../output/index.js";
import { packageRoot } from "../package-root.js";
import type { Terminal } from "./terminal.js";

/** Where a document is looked for when none is named, in the working directory and in our own package. */
const DEFAULT_DOCUMENT = join("spec", "openapi.yaml");

/** The document has errors, which have been told already. Exit code 2. */
export class RefusedDocumentError extends UsageError {}

/**
 * Path of the document: the one that was named, else `spec/openapi.yaml` of the working directory, else the one that
 * is shipped, and then a line says so.
 */
export function documentPath(named: string | undefined, terminal: Terminal): string {
  if (named !== undefined) return named;
  if (existsSync(DEFAULT_DOCUMENT)) return DEFAULT_DOCUMENT;
  terminal.talk(
    "no --spec and no spec/openapi.yaml here: using the document shipped with gen-bench\n",
  );
  return join(packageRoot(), DEFAULT_DOCUMENT);
}

/**
 * Reads and lowers a document. Warnings are told on standard error.
 * @throws UsageError when the file cannot be read as text
 * @throws RefusedDocumentError when it has errors; the message is all of them, each with its place
 */
export async function loadApi(file: string, terminal: Terminal): Promise<Api> {
  const text = await readDocument(file);
  const { lowerDocument } = await import("../openapi/index.js");
  const { printDiagnostics } = await import("../diagnostics/index.js");
  const { api, diagnostics } = lowerDocument({ file, text });
  if (diagnostics.length > 0)
    terminal.talk(printDiagnostics(diagnostics, { color: terminal.talkColors.isColorSupported }));
  if (api !== null) return api;
  throw new RefusedDocumentError(`${file} cannot be served as it is; nothing was written`);
}

/** UTF-8, as OpenAPI documents have to be; a byte-order mark is left to the parser. */
async function readDocument(file: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) {
      throw new UsageError(`there is no document ${file}`, "Name one with --spec FILE.");
    }
    if (hasCode(error, "EISDIR")) {
      throw new UsageError(`${file} is a folder`, "Name the document in it with --spec FILE.");
    }
    if (hasCode(error, "ERR_ENCODING_INVALID_ENCODED_DATA")) {
      throw new UsageError(`${file} is not UTF-8 text`, "Save it as UTF-8.");
    }
    if (error instanceof Error && "syscall" in error) {
      throw new UsageError(`${file} cannot be read: ${error.message}`);
    }
    throw error;
  }
}

/**
 * Folder of the scenarios: the one that was named, else `contract/` beside the document, else none.
 * @throws UsageError when the named one is not there
 */
export function scenarioFolder(named: string | undefined, document: string): string | null {
  if (named !== undefined) {
    if (existsSync(named)) return named;
    throw new UsageError(
      `there is no folder ${named}`,
      "Name a folder of scenarios with --scenarios.",
    );
  }
  const beside = join(dirname(document), "contract");
  return existsSync(beside) ? beside : null;
}
