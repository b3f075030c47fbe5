/** The grammar of the command line as a whole. Nothing outside of src/cli knows yargs. */
import yargs, { type Argv } from "yargs";
import { packageVersion } from "../package-root.js";
import { addCompletion } from "./commands/completion.js";
import { addContract } from "./commands/contract.js";
import { addDifferential } from "./commands/differential.js";
import { addDb } from "./commands/db.js";
import { addDoctor } from "./commands/doctor.js";
import { addExplain } from "./commands/explain.js";
import { addInterop } from "./commands/interop.js";
import { addGenerate } from "./commands/generate.js";
import { addInit } from "./commands/init.js";
import { addLint } from "./commands/lint.js";
import { addNewTarget } from "./commands/new-target.js";
import type { Run } from "./commands/run.js";
import { addTargets } from "./commands/targets.js";
import { addUp } from "./commands/up.js";
import type { ExitCode } from "./exit.js";
import { refusal } from "./refusal.js";
import { QUESTION } from "./shells.js";
import type { Terminal } from "./terminal.js";

/**
 * Runs the command that the arguments (without node and script) name, and returns its exit code. Help and version
 * are data and go to standard output.
 * @throws UsageError for what the grammar does not know; errors of a command pass through
 */
export async function runArguments(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (argv[0] === QUESTION) {
    const { answerQuestion } = await import("./completion.js");
    return answerQuestion(argv.slice(1), terminal);
  }
  const result: { code: ExitCode } = { code: 0 };
  const run: Run = async (work) => {
    result.code = await work(terminal);
  };
  const parser = describe(
    [
      addGenerate,
      addInit,
      addUp,
      addContract,
      addDifferential,
      addInterop,
      addExplain,
      addLint,
      addTargets,
      addNewTarget,
      addDoctor,
      addCompletion,
      addDb,
    ].reduce((built, add) => add(built, run), yargs().scriptName("gen-bench")),
  ).fail((message, error: unknown) => {
    // yargs words what breaks the grammar; all else was thrown by a command.
    const ofCommand = error instanceof Error && error.name !== "YError";
    throw ofCommand ? error : refusal(message, argv);
  });
  await parser.parseAsync([...argv], {}, (_error, _args, output) => {
    if (output !== "") terminal.out(`${output}\n`);
  });
  return result.code;
}

function describe(parser: Argv): Argv {
  return parser
    .usage("One OpenAPI document in, complete and mutually compatible servers out.")
    .epilogue(
      "Exit codes: 0 fine, 1 findings, 2 usage or document, 3 environment, 4 a bug of gen-bench.",
    )
    .parserConfiguration({ "greedy-arrays": false, "camel-case-expansion": false })
    .version(packageVersion())
    .alias("help", "h")
    .strict()
    .exitProcess(false)
    .showHelpOnFail(false)
    .wrap(100);
}
