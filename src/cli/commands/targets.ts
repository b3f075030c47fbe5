/** Grammar of `gen-bench targets`. */
import type { Argv } from "yargs";
import { FORMAT, once, TEMPLATES } from "../options.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

export const TARGETS_OPTIONS = { templates: TEMPLATES, format: FORMAT } as const;

export function addTargets(parser: Argv, run: Run): Argv {
  return parser.command(
    "targets",
    HELP.targets.describe,
    (builder) => withExamples(builder, HELP.targets).options(TARGETS_OPTIONS),
    (args) =>
      run(async (terminal) => {
        const { runTargets } = await import("../targets.js");
        return runTargets(
          { templates: once("templates", args.templates), format: args.format },
          terminal,
        );
      }),
  );
}
