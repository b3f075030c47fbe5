/** Grammar of `gen-bench differential`. */
import type { Argv } from "yargs";
import { FORMAT, integer, LARGEST_SEED, once, SPEC, TARGETS, TEMPLATES } from "../options.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

export const DIFFERENTIAL_OPTIONS = {
  targets: TARGETS,
  spec: SPEC,
  templates: TEMPLATES,
  seeds: { type: "number", requiresArg: true, default: 1, describe: "how many sequences" },
  seed: {
    type: "number",
    requiresArg: true,
    describe: "of the first one; the same seed, the same requests",
  },
  requests: {
    type: "number",
    requiresArg: true,
    default: 1000,
    describe: "in each sequence",
  },
  bail: { type: "boolean", describe: "stop at the first sequence that differs" },
  reporter: { alias: "format", ...FORMAT },
} as const;

export function addDifferential(parser: Argv, run: Run): Argv {
  return parser.command(
    "differential",
    HELP.differential.describe,
    (builder) => withExamples(builder, HELP.differential).options(DIFFERENTIAL_OPTIONS),
    (args) =>
      run(async (terminal) => {
        const { runDifferentialCommand } = await import("../differential.js");
        return runDifferentialCommand(
          {
            targets: once("targets", args.targets) ?? "",
            spec: once("spec", args.spec),
            templates: once("templates", args.templates),
            seeds: integer("seeds", args.seeds, 1, 10_000) ?? 1,
            seed: integer("seed", args.seed, 0, LARGEST_SEED),
            requests: integer("requests", args.requests, 1, 100_000) ?? 1000,
            bail: args.bail === true,
            reporter: args.reporter,
          },
          terminal,
        );
      }),
  );
}
