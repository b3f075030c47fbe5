/** Grammar of `gen-bench db …`. */
import type { Argv } from "yargs";
import { CHECK, FORCE, integer, once, OUT, SPEC } from "../options.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

const RESET_OPTIONS = {
  spec: SPEC,
  yes: { type: "boolean", describe: "drop tables of DATABASE_URL without asking" },
} as const;

const SEED_OPTIONS = {
  spec: SPEC,
  rows: { type: "number", requiresArg: true, default: 0, describe: "rows of each table" },
} as const;

const FILES_OPTIONS = {
  out: { ...OUT, demandOption: true },
  spec: SPEC,
  check: CHECK,
  force: FORCE,
} as const;

/** Its commands, and the options of each. */
export const DB_OPTIONS = {
  start: {},
  stop: {},
  url: {},
  reset: RESET_OPTIONS,
  seed: SEED_OPTIONS,
  files: FILES_OPTIONS,
} as const;

const MOST_ROWS = 10_000_000;

export function addDb(parser: Argv, run: Run): Argv {
  return parser.command("db", HELP.db.describe, (builder) =>
    addFiles(
      addSeed(addReset(addServer(withExamples(builder, HELP.db), run), run), run),
      run,
    ).demandCommand(1),
  );
}

function addServer(builder: Argv, run: Run): Argv {
  return builder
    .command(
      "start",
      HELP["db start"].describe,
      (options) => withExamples(options, HELP["db start"]),
      () => run(async (terminal) => (await import("../db.js")).runDbStart(terminal)),
    )
    .command(
      "stop",
      HELP["db stop"].describe,
      (options) => withExamples(options, HELP["db stop"]),
      () => run(async (terminal) => (await import("../db.js")).runDbStop(terminal)),
    )
    .command(
      "url",
      HELP["db url"].describe,
      (options) => withExamples(options, HELP["db url"]),
      () => run(async (terminal) => (await import("../db.js")).runDbUrl(terminal)),
    );
}

function addReset(builder: Argv, run: Run): Argv {
  return builder.command(
    "reset",
    HELP["db reset"].describe,
    (options) => withExamples(options, HELP["db reset"]).options(RESET_OPTIONS),
    (args) =>
      run(async (terminal) => {
        const { runDbReset } = await import("../db.js");
        return runDbReset({ spec: once("spec", args.spec), yes: args.yes === true }, terminal);
      }),
  );
}

function addSeed(builder: Argv, run: Run): Argv {
  return builder.command(
    "seed",
    HELP["db seed"].describe,
    (options) => withExamples(options, HELP["db seed"]).options(SEED_OPTIONS),
    (args) =>
      run(async (terminal) => {
        const { runDbSeed } = await import("../db.js");
        const rows = integer("rows", args.rows, 0, MOST_ROWS) ?? 0;
        return runDbSeed({ spec: once("spec", args.spec), rows }, terminal);
      }),
  );
}

function addFiles(builder: Argv, run: Run): Argv {
  return builder.command(
    "files",
    HELP["db files"].describe,
    (options) =>
      withExamples(options, HELP["db files"]).options(FILES_OPTIONS).conflicts("check", "force"),
    (args) =>
      run(async (terminal) => {
        const { runDbFiles } = await import("../db.js");
        return runDbFiles(
          {
            spec: once("spec", args.spec),
            out: once("out", args.out) ?? "",
            check: args.check === true,
            force: args.force === true,
          },
          terminal,
        );
      }),
  );
}
