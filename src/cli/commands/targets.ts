/** Grammar of `gen-bench targets`. */
import type { Argv } from "yargs";
import { FORMAT } from "../options.js";
import type { Run } from "./run.js";

export const TARGETS_OPTIONS = { format: FORMAT } as const;

export function addTargets(parser: Argv, run: Run): Argv {
  return parser.command(
    "targets",
    "list the targets",
    (builder) => builder.options(TARGETS_OPTIONS),
    (args) =>
      run(async (terminal) => {
        const { runTargets } = await import("../targets.js");
        return runTargets({ format: args.format }, terminal);
      }),
  );
}
