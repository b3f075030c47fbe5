/** A file of a cache: reading and writing it never fails, and what was damaged is as if it were not there. */
import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { sha256 } from "../sha256.js";

/** SHA-256 in hexadecimal, before the contents. */
const DIGEST_LENGTH = 64;

/** What `writeEntry` left there; `null` where there is none, or it is not whole. */
export function readEntry(file: string): Buffer | null {
  try {
    const bytes = readFileSync(file);
    const body = bytes.subarray(DIGEST_LENGTH);
    return bytes.toString("latin1", 0, DIGEST_LENGTH) === sha256(body) ? body : null;
  } catch {
    return null;
  }
}

/** In one step, so that a run beside this one finds the old entry or the new one. A disk that is full is no error. */
export function writeEntry(file: string, body: string | Buffer): void {
  const staged = `${file}.${process.pid}-${randomBytes(4).toString("hex")}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const bytes = typeof body === "string" ? Buffer.from(body) : body;
    writeFileSync(staged, Buffer.concat([Buffer.from(sha256(bytes)), bytes]));
    renameSync(staged, file);
  } catch {
    try {
      rmSync(staged, { force: true });
    } catch {
      // It cannot be written, and neither can anything else there.
    }
  }
}
