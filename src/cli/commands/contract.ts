/** Grammar of `gen-bench contract`. */
import type { Argv } from "yargs";
import { UsageError } from "../../diagnostics/errors.js";
import { integer, once, SCENARIOS, SPEC, TEMPLATES } from "../options.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

export const CONTRACT_OPTIONS = {
  target: {
    type: "string",
    requiresArg: true,
    describe: "generate, build and start this target on a fresh database",
  },
  process: {
    type: "boolean",
    describe: "start, signal and stop the target and its database instead",
  },
  spec: SPEC,
  templates: TEMPLATES,
  scenarios: SCENARIOS,
  "database-url": {
    type: "string",
    requiresArg: true,
    describe: "the server's database, for checks that prepare or check rows",
  },
  "jwt-secret": {
    type: "string",
    requiresArg: true,
    describe: "the server's JWT_SECRET, for checks that sign tokens",
  },
  grep: {
    type: "string",
    requiresArg: true,
    describe: "only scenarios and probes with this text in their name",
  },
  bail: { type: "boolean", describe: "stop at the first failure" },
  only: {
    choices: ["scenarios", "probes"] as const,
    describe: "the stories of the document, or what its model says",
  },
  seed: {
    type: "number",
    requiresArg: true,
    describe: "makes the probes' values; the same seed, the same requests",
  },
  reporter: {
    alias: "format",
    choices: ["text", "json", "junit", "tap", "github"] as const,
    default: "text" as const,
    describe: "for people or for machines",
  },
} as const;

export function addContract(parser: Argv, run: Run): Argv {
  return parser.command(
    "contract [url]",
    HELP.contract.describe,
    (builder) =>
      withExamples(builder, HELP.contract)
        .positional("url", {
          type: "string",
          describe: "a server that runs, e.g. http://127.0.0.1:8007",
        })
        .options(CONTRACT_OPTIONS),
    (args) =>
      run(async (terminal) => {
        if (args.process === true) {
          const { runProcessCommand } = await import("../process.js");
          return runProcessCommand(
            {
              url: args.url,
              target: once("target", args.target),
              spec: once("spec", args.spec),
              templates: once("templates", args.templates),
              grep: once("grep", args.grep),
              bail: args.bail === true,
              format: processFormat(args.reporter),
            },
            terminal,
          );
        }
        const { runContractCommand } = await import("../contract.js");
        return runContractCommand(
          {
            url: args.url,
            target: once("target", args.target),
            spec: once("spec", args.spec),
            templates: once("templates", args.templates),
            scenarios: once("scenarios", args.scenarios),
            databaseUrl: once("database-url", args["database-url"]),
            jwtSecret: once("jwt-secret", args["jwt-secret"]),
            grep: once("grep", args.grep),
            bail: args.bail === true,
            only: args.only,
            seed: integer("seed", args.seed, 0, 2 ** 31 - 1),
            reporter: args.reporter,
          },
          terminal,
        );
      }),
  );
}

/** @throws UsageError for a reporter that the checks of a process do not have */
function processFormat(reporter: string): "text" | "json" {
  if (reporter === "text" || reporter === "json") return reporter;
  throw new UsageError("--process reports as text or json");
}
