/** The ledger of an output folder: which files the generator wrote, and the hash of each as it wrote them. */
import { isOutputPath } from "./paths.js";
import { sha256 } from "../sha256.js";

/** Name of the ledger inside an output folder. It holds no date, version or path of a machine. */
export const LEDGER_FILE = ".gen-bench.json";

/** Name → SHA-256 in lower-case hexadecimal. */
export type Digests = ReadonlyMap<string, string>;

export interface Ledger {
  /** What the files were made from (the document, templates, …), by name: tells later why they are stale. */
  readonly made: Digests;
  /** Path (relative, `/` between segments) → digest of the text. */
  readonly files: Digests;
  /**
   * Texts that a run is about to put in place. It says so before the first one moves, and takes it back with the last
   * one: after a run that was killed, each file holds either text, and none of them is an edit.
   */
  readonly pending: Digests;
}

export const EMPTY_LEDGER: Ledger = { made: new Map(), files: new Map(), pending: new Map() };

/** SHA-256 (FIPS 180-4) of a text with its line ends read as LF, so that a checkout with CRLF is no edit. */
export function digest(text: string): string {
  return sha256(normalizeLineEnds(text));
}

/** `digest` of the text in these bytes of UTF-8, which need not be decoded for it. */
export function digestOfBytes(bytes: Buffer): string {
  if (bytes.includes("\r\n")) return digest(bytes.toString("utf8"));
  return sha256(bytes);
}

/** A function like `digest`. */
export interface Digester {
  (text: string): string;
  /** Says what the digest of a text is. */
  readonly learn?: (text: string, digest: string) => void;
}

/** Several outputs hold the same large texts. */
const LARGE = 64 * 1024;

/** `digest` that remembers what it gave for large texts. */
export function createDigester(): Digester & Required<Digester> {
  const known = new Map<string, string>();
  const digester = (text: string): string => {
    if (text.length < LARGE) return digest(text);
    const found = known.get(text) ?? digest(text);
    known.set(text, found);
    return found;
  };
  return Object.assign(digester, {
    learn: (text: string, hash: string) => {
      if (text.length >= LARGE) known.set(text, hash);
    },
  });
}

/** CRLF becomes LF; a lone CR stays. */
export function normalizeLineEnds(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

/** JSON, one line a digest, sorted by code unit, newline at the end: the same ledger gives the same bytes. */
export function formatLedger({ made, files, pending }: Ledger): string {
  const parts = [
    ...(made.size === 0 ? [] : [formatDigests("made", made)]),
    formatDigests("files", files),
    ...(pending.size === 0 ? [] : [formatDigests("pending", pending)]),
  ];
  return `{\n${parts.join(",\n")}\n}\n`;
}

function formatDigests(name: string, digests: Digests): string {
  const lines = [...digests]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, hash]) => `    ${JSON.stringify(key)}: ${JSON.stringify(hash)}`);
  return `  "${name}": ${lines.length === 0 ? "{}" : `{\n${lines.join(",\n")}\n  }`}`;
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
  if (!isRecord(value)) return null;
  const made = parseDigests(value["made"] ?? {});
  const files = parseDigests(value["files"]);
  const pending = parseDigests(value["pending"] ?? {});
  if (made === null || files === null || pending === null) return null;
  if (![...files.keys(), ...pending.keys()].every(isOutputPath)) return null;
  return { made, files, pending };
}

function parseDigests(value: unknown): Digests | null {
  if (!isRecord(value)) return null;
  const entries: [string, string][] = [];
  for (const [key, hash] of Object.entries(value)) {
    if (typeof hash !== "string" || !/^[0-9a-f]{64}$/.test(hash)) return null;
    entries.push([key, hash]);
  }
  return new Map(entries);
}

/** Whether both say the same. */
export function sameLedger(a: Ledger, b: Ledger): boolean {
  return (["made", "files", "pending"] as const).every((part) => sameDigests(a[part], b[part]));
}

function sameDigests(a: Digests, b: Digests): boolean {
  return a.size === b.size && [...a].every(([key, hash]) => b.get(key) === hash);
}

function isRecord(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
