/**
 * The stack of an error with the places of the sources. Node does this for every module that is loaded
 * (`--enable-source-maps`), which takes longer than most runs; here it is done when there is a stack to tell.
 */
import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { fileURLToPath } from "node:url";

/** `file:///…/cli.cjs:12:34`, as V8 writes places of modules. */
const PLACE = /(file:\/\/[^\s()]+\.c?js):(\d+):(\d+)/g;

/** A place without a map beside it stays as it is. */
export function sourceStack(stack: string): string {
  const maps = new Map<string, SourceMap | null>();
  return stack.replaceAll(PLACE, (place, url: string, line: string, column: string) => {
    const map = maps.get(url) ?? readMap(url);
    maps.set(url, map);
    // V8 counts from 1, source maps from 0.
    const entry = map?.findEntry(Number(line) - 1, Number(column) - 1);
    if (entry === undefined || !("originalSource" in entry)) return place;
    const source = new URL(entry.originalSource, url).href;
    return `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}

function readMap(url: string): SourceMap | null {
  try {
    const payload = JSON.parse(readFileSync(`${fileURLToPath(url)}.map`, "utf8"));
    return new SourceMap(payload as SourceMapPayload);
  } catch {
    return null;
  }
}
