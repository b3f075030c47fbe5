/** The ledger of an output folder: which files the generator wrote, and the hash of each as it wrote them. */
import { createHash } from "node:crypto";
import { isOutputPath } from "./paths.js";

/** Name of the ledger inside an output folder. It holds no date, version or path of a machine. */
export const LEDGER_FILE = ".gen-bench.json";

/** Path (relative, `/` between segments) → SHA-256 of the text in lower-case hexadecimal. */
export type Ledger = ReadonlyMap<string, string>;

/** SHA-256 (FIPS 180-4) of a text with its line ends read as LF, so that a checkout with CRLF is no edit. */
export function digest(text: string): string {
  return createHash("sha256").update(normalizeLineEnds(text)).digest("hex");
}

/** CRLF becomes LF; a lone CR stays. */
export function normalizeLineEnds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

/** The ledger of these files (path → text). */
export function ledgerOf(files: ReadonlyMap<string, string>): Ledger {
  return new Map([...files].map(([path, text]) => [path, digest(text)]));
}

/** JSON, one line a file, sorted by code unit, newline at the end: the same files give the same bytes. */
export function formatLedger(ledger: Ledger): string {
  const lines = [...ledger]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, hash]) => `    ${JSON.stringify(path)}: ${JSON.stringify(hash)}`);
  return lines.length === 0
    ? `{\n  "files": {}\n}\n`
    : `{\n  "files": {\n${lines.join(",\n")}\n  }\n}\n`;
}

/**
 * Reads what `formatLedger` wrote. `null` when it is damaged: no JSON, another shape, or a path that would lead out
 * of the folder (nothing may be deleted on the word of such a file).
 */
export function parseLedger(text: string): Ledger | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isRecord(value) || !isRecord(value["files"])) return null;
  const entries: [string, string][] = [];
  for (const [path, hash] of Object.entries(value["files"])) {
    if (!isOutputPath(path) || typeof hash !== "string" || !/^[0-9a-f]{64}$/.test(hash))
      return null;
    entries.push([path, hash]);
  }
  return new Map(entries);
}

/** Whether both name the same files with the same hashes. */
export function sameLedger(a: Ledger, b: Ledger): boolean {
  return a.size === b.size && [...a].every(([path, hash]) => b.get(path) === hash);
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
