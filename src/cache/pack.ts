/** A cache in one file. It holds what the last run with it asked for, so that it does not grow from run to run. */
import type { Cache } from "./cache.js";
import { sha256 } from "../sha256.js";
import { readEntry, writeEntry } from "./entry.js";

export interface Pack extends Cache {
  /** Keeps what was asked for since it was opened. @returns whether that is other than it was */
  readonly save: () => boolean;
}

/**
 * @param file need not be there
 * @param generator tells builds of the generator apart: none takes a text of another
 */
export function openPack(file: string, generator: string): Pack {
  const kept = parsePack(readEntry(file));
  const asked = new Map<string, Promise<string>>();
  const made = new Map<string, string>();
  return {
    remember(from, make) {
      const key = sha256(JSON.stringify([generator, ...from]));
      const known = asked.get(key);
      if (known !== undefined) return known;
      const text = kept.get(key);
      const promise = text === undefined ? make() : Promise.resolve(text);
      asked.set(key, promise);
      return promise.then((result) => {
        made.set(key, result);
        return result;
      });
    },
    save() {
      const same = made.size === kept.size && [...made.keys()].every((key) => kept.has(key));
      if (!same) writeEntry(file, JSON.stringify([...made]));
      return !same;
    },
  };
}

function parsePack(bytes: Buffer | null): ReadonlyMap<string, string> {
  return new Map(bytes === null ? [] : (JSON.parse(bytes.toString()) as [string, string][]));
}
