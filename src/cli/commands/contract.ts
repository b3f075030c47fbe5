/** Grammar of `gen-bench contract`. */
import type { Argv } from "yargs";
import { FORMAT, once, SCENARIOS, SPEC } from "../options.js";
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
  scenarios: SCENARIOS,
  "database-url": {
    type: "string",
    requiresArg: true,
    describe: "the server's database, for scenarios that prepare or check rows",
  },
  "jwt-secret": {
    type: "string",
    requiresArg: true,
    describe: "the server's JWT_SECRET, for scenarios that sign tokens",
  },
  grep: {
    type: "string",
    requiresArg: true,
    describe: "only scenarios with this text in their name",
  },
  bail: { type: "boolean", describe: "stop at the first failure" },
  format: FORMAT,
} as const;

export function addContract(parser: Argv, run: Run): Argv {
  return parser.command(
    "contract [url]",
    "run the scenarios against a server",
    (builder) =>
      builder
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
              grep: once("grep", args.grep),
              bail: args.bail === true,
              format: args.format,
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
            scenarios: once("scenarios", args.scenarios),
            databaseUrl: once("database-url", args["database-url"]),
            jwtSecret: once("jwt-secret", args["jwt-secret"]),
            grep: once("grep", args.grep),
            bail: args.bail === true,
            format: args.format,
          },
          terminal,
        );
      }),
  );
}
