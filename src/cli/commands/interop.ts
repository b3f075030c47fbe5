/** Grammar of `gen-bench interop`. */
import type { Argv } from "yargs";
import { FORMAT, integer, LARGEST_SEED, once, SPEC, TARGETS, TEMPLATES } from "../options.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

export const INTEROP_OPTIONS = {
  targets: TARGETS,
  spec: SPEC,
  templates: TEMPLATES,
  seed: {
    type: "number",
    requiresArg: true,
    describe: "makes the values; the same seed, the same requests",
  },
  reporter: { alias: "format", ...FORMAT },
} as const;

export function addInterop(parser: Argv, run: Run): Argv {
  return parser.command(
    "interop",
    HELP.interop.describe,
    (builder) => withExamples(builder, HELP.interop).options(INTEROP_OPTIONS),
    (args) =>
      run(async (terminal) => {
        const { runInteropCommand } = await import("../interop.js");
        return runInteropCommand(
          {
            targets: once("targets", args.targets) ?? "",
            spec: once("spec", args.spec),
            templates: once("templates", args.templates),
            seed: integer("seed", args.seed, 0, LARGEST_SEED),
            reporter: args.reporter,
          },
          terminal,
        );
      }),
  );
}
