/** Grammar of `gen-bench lint`. */
import type { Argv } from "yargs";
import { CONFIG, once, SPEC } from "../options.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

export const LINT_OPTIONS = {
  spec: SPEC,
  config: CONFIG,
  strict: { type: "boolean", describe: "exit 1 when anything is found" },
  off: {
    type: "string",
    array: true,
    requiresArg: true,
    describe: "a rule that is not wanted; may be given several times",
  },
  format: {
    choices: ["text", "json", "github"] as const,
    default: "text" as const,
    describe: "for people, machines, or beside the lines of a pull request",
  },
} as const;

export function addLint(parser: Argv, run: Run): Argv {
  return parser.command(
    "lint",
    HELP.lint.describe,
    (builder) => withExamples(builder, HELP.lint).options(LINT_OPTIONS),
    (args) =>
      run(async (terminal) => {
        const { runLint } = await import("../lint.js");
        return runLint(
          {
            spec: once("spec", args.spec),
            config: once("config", args.config),
            off: args.off ?? [],
            strict: args.strict === true,
            format: args.format,
          },
          terminal,
        );
      }),
  );
}
