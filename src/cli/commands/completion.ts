/** Grammar of `gen-bench completion`. */
import type { Argv } from "yargs";
import { SHELLS } from "../shells.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

export function addCompletion(parser: Argv, run: Run): Argv {
  return parser.command(
    "completion <shell>",
    HELP.completion.describe,
    (builder) =>
      withExamples(builder, HELP.completion).positional("shell", {
        choices: SHELLS,
        demandOption: true,
        describe: "yours",
      }),
    (args) =>
      run(async (terminal) => {
        const { printScript } = await import("../completion.js");
        return printScript(args.shell, terminal);
      }),
  );
}
