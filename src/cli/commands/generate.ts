/** Grammar of `gen-bench`, the command without a name. */
import type { Argv } from "yargs";
import { CHECK, CONFIG, FORCE, once, OUT, SPEC } from "../options.js";
import type { Run } from "./run.js";

export const GENERATE_OPTIONS = {
  target: {
    type: "string",
    array: true,
    requiresArg: true,
    describe:
      "what to generate; may be given several times (default: what the configuration names)",
  },
  all: { type: "boolean", describe: "generate every target" },
  out: {
    ...OUT,
    describe: "output folder; for several targets the parent of theirs (default: ./<target>)",
  },
  config: CONFIG,
  spec: SPEC,
  check: CHECK,
  force: FORCE,
} as const;

export function addGenerate(parser: Argv, run: Run): Argv {
  return parser.command(
    "$0",
    "write the server projects that the configuration or --target names",
    (builder) => builder.options(GENERATE_OPTIONS).conflicts({ check: "force", all: "target" }),
    (args) =>
      run(async (terminal) => {
        const { runGenerate } = await import("../generate.js");
        return runGenerate(
          {
            targets: args.target ?? [],
            all: args.all === true,
            out: once("out", args.out),
            config: once("config", args.config),
            spec: once("spec", args.spec),
            check: args.check === true,
            force: args.force === true,
          },
          terminal,
        );
      }),
  );
}
