/** What the jobs of a run have in common, so that it is made once: template folders, SQL, digests, and the caches. */
import { resolve, join } from "node:path";
import { NO_CACHE, openPack, prune, type Cache, type Pack } from "../cache/index.js";
import type { Api } from "../model/index.js";
import { createDigester, type Digester } from "../output/index.js";
import { phase } from "../phase.js";
import { lowerSql, type Sql } from "../sql/index.js";
import { createFolderReader, type FolderReader } from "../targets/index.js";
import type { CacheFolder } from "./cache-folder.js";
import type { Job } from "./jobs.js";
import { sha256 } from "../sha256.js";

export interface Shared {
  readonly readFolder: FolderReader;
  readonly digest: Digester;
  readonly sql: (api: Api) => Sql;
  /** SHA-256 of the document as data, so that neither comments nor line ends of its text count. */
  readonly documentDigest: (api: Api) => string;
  /** Does the work of a job with what is remembered of it, and remembers what it asked for. */
  readonly cached: <T>(job: Job, work: (cache: Cache) => Promise<T>) => Promise<T>;
}

/** Megabytes are enough for some dozens of projects. */
const BOUNDS = { bytes: 128 * 1024 * 1024, files: 500 };

/** @param cache where caches are; `null` to go without */
export function createShared(cache: CacheFolder | null): Shared {
  const packs = new Map<string, Pack>();
  const made = new Map<string, Promise<string>>();
  // What one job made is there for the others, though each remembers its own.
  const within = (own: Cache): Cache => ({
    remember: (from, make) =>
      own.remember(from, () => {
        const key = sha256(JSON.stringify(from));
        const text = made.get(key) ?? make();
        made.set(key, text);
        return text;
      }),
  });
  const pack = (name: string, { folder, generator }: CacheFolder): Pack => {
    const opened = packs.get(name) ?? openPack(join(folder, `${sha256(name)}.pack`), generator);
    packs.set(name, opened);
    return opened;
  };
  const digest = createDigester();
  return {
    readFolder: createFolderReader(digest.learn),
    digest,
    sql: memoized(lowerSql),
    documentDigest: memoized((api) => sha256(JSON.stringify(api.document))),
    async cached(job, work) {
      if (cache === null) return work(within(NO_CACHE));
      const own = phase("cache", () => pack(`${job.kind} ${resolve(job.folder)}`, cache));
      const result = await work(within(own));
      phase("cache", () => {
        if (own.save()) prune(cache.folder, BOUNDS);
      });
      return result;
    },
  };
}

function memoized<Value>(make: (api: Api) => Value): (api: Api) => Value {
  const known = new WeakMap<Api, { readonly value: Value }>();
  return (api) => {
    const found = known.get(api) ?? { value: make(api) };
    known.set(api, found);
    return found.value;
  };
}
