/** Grammar of `gen-bench`, the command without a name. */
import type { Argv } from "yargs";
import { CHECK, CONFIG, FORCE, HANDLERS, once, OUT, SPEC, TEMPLATES } from "../options.js";
import { HELP, withExamples } from "./help.js";
import type { Run } from "./run.js";

export const GENERATE_OPTIONS = {
  target: {
    type: "string",
    array: true,
    requiresArg: true,
    describe:
      "what to generate; may be given several times (default: what the configuration names)",
  },
  all: { type: "boolean", describe: "generate every target" },
  out: {
    ...OUT,
    describe: "output folder; for several targets the parent of theirs (default: ./<target>)",
  },
  config: CONFIG,
  spec: SPEC,
  templates: TEMPLATES,
  handlers: HANDLERS,
  check: CHECK,
  diff: { type: "boolean", describe: "write nothing; print what would change, as a unified diff" },
  "dry-run": { type: "boolean", describe: "write nothing; list what would be done to each file" },
  base: {
    type: "string",
    requiresArg: true,
    describe:
      "compare with the document at this git revision: with --diff what it generates, with --check exit 1 when it breaks clients",
  },
  force: FORCE,
  watch: {
    type: "boolean",
    describe: "generate again whenever document, configuration or templates change, until Ctrl-C",
  },
  format: {
    choices: ["text", "json", "markdown"] as const,
    default: "text" as const,
    describe: "for people, machines (--check, --dry-run), or a pull request (--diff)",
  },
} as const;

export function addGenerate(parser: Argv, run: Run): Argv {
  return parser.command(
    "$0",
    HELP.generate.describe,
    (builder) =>
      withExamples(builder, HELP.generate)
        .options(GENERATE_OPTIONS)
        .conflicts({ check: "force", all: "target" }),
    (args) =>
      run(async (terminal) => {
        const { runGenerate } = await import("../generate.js");
        return runGenerate(
          {
            targets: args.target ?? [],
            all: args.all === true,
            out: once("out", args.out),
            config: once("config", args.config),
            spec: once("spec", args.spec),
            templates: once("templates", args.templates),
            handlers: once("handlers", args.handlers),
            check: args.check === true,
            diff: args.diff === true,
            dryRun: args["dry-run"] === true,
            base: once("base", args.base),
            force: args.force === true,
            format: args.format,
            watch: args.watch === true,
          },
          terminal,
        );
      }),
  );
}
