/** Where what earlier runs made is kept, and for which build of the generator. */
import { join } from "node:path";
import { BUILD } from "../build.js";
import { folders } from "../database/folders.js";

export interface CacheFolder {
  readonly folder: string;
  /** An upgraded generator begins anew. */
  readonly generator: string;
}

/** `null` where there is to be none: by `GEN_BENCH_CACHE=off`, or because the sources run as they are. */
export function cacheFolder(environment: NodeJS.ProcessEnv = process.env): CacheFolder | null {
  if (BUILD === null || environment["GEN_BENCH_CACHE"] === "off") return null;
  return { folder: join(folders(environment).cache, "generated"), generator: BUILD };
}
