/** The user's own folders for what we keep between runs. Nothing is kept in the working directory. */
import { join } from "node:path";
import envPaths from "env-paths";

export interface Folders {
  /** May be deleted at any time: generated projects of `up`, installed dependencies. */
  readonly cache: string;
  /** The embedded database. */
  readonly data: string;
}

/** Where the system keeps such things (XDG and its kin); `GEN_BENCH_HOME`, when set, holds both instead. */
export function userFolders(environment: NodeJS.ProcessEnv = process.env): Folders {
  const home = environment["GEN_BENCH_HOME"];
  if (home !== undefined && home !== "") {
    return { cache: join(home, "cache"), data: join(home, "data") };
  }
  const { cache, data } = envPaths("gen-bench", { suffix: "" });
  return { cache, data };
}
