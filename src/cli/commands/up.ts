/** Grammar of `gen-bench up`. */
import type { Argv } from "yargs";
import { integer, once, OUT, SCENARIOS, SPEC, TEMPLATES } from "../options.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

export const UP_OPTIONS = {
  target: {
    type: "string",
    requiresArg: true,
    describe: "what to serve (default: the first that can run here)",
  },
  out: { ...OUT, describe: "folder of the project (default: one in the user's cache)" },
  spec: SPEC,
  templates: TEMPLATES,
  scenarios: SCENARIOS,
  port: {
    type: "number",
    requiresArg: true,
    describe: "default: the target's own, or any other if that is taken",
  },
  once: { type: "boolean", describe: "stop after the table is printed" },
} as const;

export function addUp(parser: Argv, run: Run): Argv {
  return parser.command(
    "up",
    HELP.up.describe,
    (builder) => withExamples(builder, HELP.up).options(UP_OPTIONS),
    (args) =>
      run(async (terminal) => {
        const { runUp } = await import("../up.js");
        return runUp(
          {
            target: once("target", args.target),
            out: once("out", args.out),
            spec: once("spec", args.spec),
            templates: once("templates", args.templates),
            scenarios: once("scenarios", args.scenarios),
            port: integer("port", args.port, 1, 65_535),
            once: args.once === true,
          },
          terminal,
        );
      }),
  );
}
