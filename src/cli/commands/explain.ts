/** Grammar of `gen-bench explain`. */
import type { Argv } from "yargs";
import { FORMAT, once, SPEC } from "../options.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

export const EXPLAIN_OPTIONS = { spec: SPEC, format: FORMAT } as const;

export function addExplain(parser: Argv, run: Run): Argv {
  return parser.command(
    "explain",
    HELP.explain.describe,
    (builder) => withExamples(builder, HELP.explain).options(EXPLAIN_OPTIONS),
    (args) =>
      run(async (terminal) => {
        const { runExplain } = await import("../explain.js");
        return runExplain({ spec: once("spec", args.spec), format: args.format }, terminal);
      }),
  );
}
