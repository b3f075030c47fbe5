/** Grammar of `gen-bench doctor`. */
import type { Argv } from "yargs";
import { FORMAT, once, TEMPLATES } from "../options.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

export const DOCTOR_OPTIONS = { templates: TEMPLATES, format: FORMAT } as const;

export function addDoctor(parser: Argv, run: Run): Argv {
  return parser.command(
    "doctor",
    HELP.doctor.describe,
    (builder) => withExamples(builder, HELP.doctor).options(DOCTOR_OPTIONS),
    (args) =>
      run(async (terminal) => {
        const { runDoctor } = await import("../doctor.js");
        return runDoctor(
          { templates: once("templates", args.templates), format: args.format },
          terminal,
        );
      }),
  );
}
