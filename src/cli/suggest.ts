/** What a misspelt or unfinished word of the command line was probably meant to be. */
import { nearest } from "../diagnostics/suggest.js";

/** The closest of the known words, else the only one that begins so (`fast` of `fastify`), else `null`. */
export function suggest(word: string, known: readonly string[]): string | null {
  const near = nearest(word, known);
  if (near !== null) return near;
  const longer = known.filter((one) => one.toLowerCase().startsWith(word.toLowerCase()));
  return word.length >= 2 && longer.length === 1 ? (longer[0] ?? null) : null;
}
