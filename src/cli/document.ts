/** The document that a command works with: found, read, and lowered to the model or refused. */
import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import type { Api } from "../model/index.js";
import type { DocumentFiles } from "../openapi/index.js";
import { phase } from "../phase.js";
import { packageRoot } from "../package-root.js";
import {
  configuredHandlers,
  configuredPath,
  findConfiguration,
  type Configuration,
} from "./configuration.js";
import { readDocument } from "./document-files.js";
import type { Terminal } from "./terminal.js";

/** Where a document is looked for when none is named, in the working directory and in our own package. */
const DEFAULT_DOCUMENT = join("spec", "openapi.yaml");

/** The document has errors, which have been told already. Exit code 2. */
export class RefusedDocumentError extends UsageError {}

/**
 * Path of the document: the one that was named, else that of the configuration here, else `spec/openapi.yaml` of the
 * working directory, else the one that is shipped, and then a line says so.
 * @throws UsageError when the configuration is wrong
 */
export async function documentPath(named: string | undefined, terminal: Terminal): Promise<string> {
  if (named !== undefined) return named;
  return documentOf(await findConfiguration(undefined, null, terminal), terminal);
}

/** The document of a configuration, else the one of the working directory, else the shipped one. */
export function documentOf(configuration: Configuration | null, terminal: Terminal): string {
  const configured = configuration?.config.document ?? null;
  if (configuration !== null && configured !== null) {
    return configuredPath(configuration, configured);
  }
  const here =
    configuration === null ? DEFAULT_DOCUMENT : configuredPath(configuration, DEFAULT_DOCUMENT);
  if (existsSync(here)) return here;
  terminal.talk(
    "no --spec and no spec/openapi.yaml here: using the document shipped with gen-bench\n",
  );
  return join(packageRoot(), DEFAULT_DOCUMENT);
}

/**
 * Folder of the handlers of custom operations that belong to a document: that of the configuration here, where it is
 * about this document, else `handlers/` beside the document, else none.
 */
export async function handlersOf(document: string, terminal: Terminal): Promise<string | null> {
  const configuration = await findConfiguration(undefined, null, terminal);
  const handlers = configuredHandlers(configuration);
  if (handlers !== null && resolve(documentOf(configuration, terminal)) === resolve(document))
    return handlers;
  const beside = join(dirname(document), "handlers");
  return existsSync(beside) ? beside : null;
}

/**
 * Reads and lowers a document. Warnings are told on standard error.
 * @throws UsageError when the file cannot be read as text
 * @throws RefusedDocumentError when it has errors; the message is all of them, each with its place
 */
export async function loadApi(file: string, terminal: Terminal): Promise<Api> {
  return lowerRead(await phase("read", () => readDocument(file)), terminal);
}

/** Lowers a document that was read, as `loadApi` does. @param onTold is called when there were warnings to tell */
export async function lowerRead(
  files: DocumentFiles,
  terminal: Terminal,
  onTold: () => void = () => undefined,
): Promise<Api> {
  const { lowerFiles } = await phase("load", () => import("../openapi/index.js"));
  const { printDiagnostics } = await import("../diagnostics/index.js");
  const { api, diagnostics } = phase("lower", () => lowerFiles(files));
  if (diagnostics.length > 0) {
    onTold();
    terminal.talk(printDiagnostics(diagnostics, { color: terminal.talkColors.isColorSupported }));
  }
  if (api !== null) return api;
  throw new RefusedDocumentError(
    `${files.main.source.file} cannot be served as it is; nothing was written`,
  );
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
