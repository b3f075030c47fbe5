/** Files that a user names, as text. */
import { readFile } from "node:fs/promises";
import { UsageError } from "../diagnostics/errors.js";
import { hasCode } from "../output/index.js";

/**
 * UTF-8; a byte-order mark is left to the parser.
 * @param noun what the file is, for messages
 * @param remedy what to do where there is none
 * @throws UsageError when it cannot be read as text
 */
export async function readText(file: string, noun: string, remedy: string): Promise<string> {
  try {
    const bytes = await readFile(file);
    return decode(bytes);
  } catch (error) {
    if (hasCode(error, "ENOENT", "ENOTDIR")) {
      throw new UsageError(`there is no ${noun} ${file}`, remedy);
    }
    if (hasCode(error, "EISDIR")) {
      throw new UsageError(`${file} is a folder`, `Name the ${noun} in it.`);
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

/** @throws TypeError with the code ERR_ENCODING_INVALID_ENCODED_DATA when the bytes are no UTF-8 */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}
