/** Grammar of `gen-bench new-target`. */
import type { Argv } from "yargs";
import { once } from "../options.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

export const NEW_TARGET_OPTIONS = {
  from: {
    type: "string",
    requiresArg: true,
    demandOption: true,
    describe: "the target to begin with",
  },
  templates: {
    type: "string",
    requiresArg: true,
    default: "templates",
    describe: "folder of your templates",
  },
} as const;

export function addNewTarget(parser: Argv, run: Run): Argv {
  return parser.command(
    "new-target <name>",
    HELP["new-target"].describe,
    (builder) =>
      withExamples(builder, HELP["new-target"])
        .positional("name", { type: "string", demandOption: true, describe: "its name" })
        .options(NEW_TARGET_OPTIONS),
    (args) =>
      run(async (terminal) => {
        const { runNewTarget } = await import("../new-target.js");
        return runNewTarget(
          {
            name: args.name,
            from: once("from", args.from) ?? "",
            templates: once("templates", args.templates) ?? "",
          },
          terminal,
        );
      }),
  );
}
