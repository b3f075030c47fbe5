/**
 * Loads the bundled command. V8 compiles functions when they are called, which is a third of a short run; what it made
 * of them is kept for the next one (vm.Script, `cachedData`). V8 itself refuses what another version of it made.
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { readEntry, writeEntry } from "./cache/index.js";
import { cacheFolder } from "./cli/cache-folder.js";
import { sha256 } from "./sha256.js";

interface Command {
  readonly main: (argv: readonly string[]) => Promise<number>;
}

type Wrapped = (
  module: { exports: Partial<Command> },
  require: NodeJS.Require,
  url: string,
  load: (name: string) => Promise<unknown>,
) => void;

/** The names that scripts/build.mjs relies on. */
const HEAD = "(function (module, require, __url, _load_) {";
const TAIL = "\n})";

/** The newest Node that is known to have the flag; an unknown one would be complained of. */
const LAST_WITH_BUDGET = 24;

/** Runs that add what they called to what is kept; then nearly all is there, and adding it takes longer than it saves. */
const LEARNING_RUNS = 4;

/** @param argv arguments without node and script; @returns the exit code */
export async function start(argv: readonly string[]): Promise<number> {
  hurry();
  const url = new URL("cli.cjs", import.meta.url);
  const code = readFileSync(url, "utf8");
  const kept = codeCache(argv);
  const entry = kept === null ? null : readEntry(kept);
  // Its last byte counts the runs that it comes from.
  const cachedData = entry?.subarray(0, -1);
  const script = new Script(HEAD + code + TAIL, {
    filename: url.href,
    columnOffset: -HEAD.length,
    ...(cachedData === undefined ? {} : { cachedData }),
  });
  const module: Parameters<Wrapped>[0] = { exports: {} };
  const wrapped = script.runInThisContext() as Wrapped;
  wrapped(module, createRequire(url), url.href, (name) => import(name));
  const { main } = module.exports;
  if (main === undefined) throw new Error(`${fileURLToPath(url)} has no main`);
  const exitCode = await main(argv);
  const runs = script.cachedDataRejected === false ? (entry?.at(-1) ?? 0) : 0;
  if (kept !== null && runs < LEARNING_RUNS && exitCode === 0) {
    writeEntry(kept, Buffer.concat([script.createCachedData(), Buffer.from([runs + 1])]));
  }
  return exitCode;
}

/** Code is optimized when it has run fifteen times as long as V8 would wait: most runs end before that pays. */
function hurry(): void {
  if (Number.parseInt(process.versions.node, 10) > LAST_WITH_BUDGET) return;
  setFlagsFromString("--interrupt-budget=1000000");
}

/** One for each way to use the command, since each calls other functions; `null` where nothing is to be kept. */
function codeCache(argv: readonly string[]): string | null {
  const cache = cacheFolder();
  if (cache === null || !existsSync(cache.folder)) return null;
  const [first = "generate"] = argv;
  const options = ["--help", "-h", "--version", "--check", "--diff", "--dry-run"];
  const use = first.startsWith("-")
    ? (options.find((one) => argv.includes(one)) ?? "generate")
    : first;
  const version = [process.version, process.arch, String(cachedDataVersionTag())];
  return join(cache.folder, `${sha256(JSON.stringify([cache.generator, ...version, use]))}.code`);
}
