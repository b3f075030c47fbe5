/** Grammar of `gen-bench init`. */
import type { Argv } from "yargs";
import { once, OUT, SPEC } from "../options.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

export const INIT_OPTIONS = {
  target: {
    type: "string",
    array: true,
    requiresArg: true,
    describe: "a target to generate; may be given several times",
  },
  all: { type: "boolean", describe: "generate every target" },
  out: { ...OUT, describe: "parent of the targets' folders (default: servers)" },
  spec: { ...SPEC, describe: "a document that you have (default: one to begin with is made)" },
} as const;

export function addInit(parser: Argv, run: Run): Argv {
  return parser.command(
    "init [folder]",
    HELP.init.describe,
    (builder) =>
      withExamples(builder, HELP.init)
        .positional("folder", { type: "string", default: ".", describe: "where" })
        .options(INIT_OPTIONS)
        .conflicts("all", "target"),
    (args) =>
      run(async (terminal) => {
        const { runInit } = await import("../init.js");
        return runInit(
          {
            folder: args.folder,
            targets: args.target ?? [],
            all: args.all === true,
            out: once("out", args.out),
            spec: once("spec", args.spec),
          },
          terminal,
        );
      }),
  );
}
