/**
 * Text as Prettier would have it, made by oxfmt in a small part of the time. That it is the same to the byte is tested
 * with all documents and targets of the tests.
 */
import type { FormatConfig } from "oxfmt";
import { EnvironmentError } from "../../diagnostics/errors.js";

const FORMATTED = new Set([".ts", ".json"]);

/** What Prettier does not do is left out. */
const OPTIONS: FormatConfig = { printWidth: 100, sortPackageJson: false };

/** @throws EnvironmentError where there is no oxfmt for this machine */
export async function format(path: string, text: string): Promise<string> {
  if (!FORMATTED.has(path.slice(path.lastIndexOf(".")))) return text;
  const { format: formatted } = await loadFormatter();
  // A name of our own, since some paths (package.json) are formatted in another way.
  const name = path.endsWith(".json") ? "file.json" : "file.ts";
  const { code, errors } = await formatted(name, text, OPTIONS);
  const [error] = errors;
  if (error !== undefined) throw new Error(error.message + placeOf(text, error.labels[0]?.start));
  return code;
}

/** ` (line:column)`, both from 1. @param offset in bytes of UTF-8 */
function placeOf(text: string, offset: number | undefined): string {
  if (offset === undefined) return "";
  const lines = Buffer.from(text).toString("utf8", 0, offset).split("\n");
  return ` (${lines.length}:${(lines.at(-1) ?? "").length + 1})`;
}

async function loadFormatter(): Promise<Pick<typeof import("oxfmt"), "format">> {
  try {
    const formatter = await import("oxfmt");
    // Its binary is loaded by the first text.
    await formatter.format("file.json", "{}", OPTIONS);
    return formatter;
  } catch (error) {
    throw new EnvironmentError(
      `the formatter oxfmt cannot be loaded: ${error instanceof Error ? error.message : String(error)}`,
      "Install gen-bench again with its optional dependencies, which hold it for this system.",
    );
  }
}
