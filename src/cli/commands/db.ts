/** Grammar of `gen-bench db …`. */
import type { Argv } from "yargs";
import { CHECK, FORCE, integer, once, OUT, SPEC } from "../options.js";
import type { Run } from "./run.js";

const RESET_OPTIONS = { spec: SPEC } as const;

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
  return parser.command(
    "db",
    "start, stop, reset or seed the database: DATABASE_URL if set, else an embedded PostgreSQL",
    (builder) =>
      addFiles(addSeed(addReset(addServer(builder, run), run), run), run).demandCommand(1),
  );
}

function addServer(builder: Argv, run: Run): Argv {
  return builder
    .command("start", "start the embedded PostgreSQL and print its address", {}, () =>
      run(async (terminal) => (await import("../db.js")).runDbStart(terminal)),
    )
    .command("stop", "stop it", {}, () =>
      run(async (terminal) => (await import("../db.js")).runDbStop(terminal)),
    )
    .command("url", "print its address", {}, () =>
      run(async (terminal) => (await import("../db.js")).runDbUrl(terminal)),
    );
}

function addReset(builder: Argv, run: Run): Argv {
  return builder.command(
    "reset",
    "make the document's tables anew, empty",
    (options) => options.options(RESET_OPTIONS),
    (args) =>
      run(async (terminal) => {
        const { runDbReset } = await import("../db.js");
        return runDbReset({ spec: once("spec", args.spec) }, terminal);
      }),
  );
}

function addSeed(builder: Argv, run: Run): Argv {
  return builder.command(
    "seed",
    "write the test accounts and, if wanted, rows",
    (options) => options.options(SEED_OPTIONS),
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
    "write schema and seed as plain SQL",
    (options) => options.options(FILES_OPTIONS).conflicts("check", "force"),
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
