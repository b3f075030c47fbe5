/** What each command is for, and examples of its use, for `--help` and for completion. */
import type { Argv } from "yargs";

export interface CommandHelp {
  readonly describe: string;
  /** Command line, with `$0` for the command, and what it does. */
  readonly examples: readonly (readonly [string, string])[];
}

export const HELP = {
  generate: {
    describe: "write the server projects that the configuration or --target names",
    examples: [
      ["$0 init", "begin: a document and a configuration"],
      ["$0", "generate all that gen-bench.config.yaml names"],
      ["$0 --check", "is it current? (exit code 1 where it is not)"],
      ["$0 --target fastify --out ./server", "write one project"],
      ["$0 up", "see a server run, with data and docs"],
      ["$0 explain --spec my.yaml", "what would be served, and why"],
      ["$0 contract http://127.0.0.1:8007", "check a server that runs"],
    ],
  },
  init: {
    describe: "write a configuration and a document to begin with",
    examples: [
      ["$0 init", "in this folder; asks what flags leave open"],
      ["$0 init api --target fastify --target chi", "in the folder api, for two targets"],
      ["$0 init --all --spec my.yaml", "for a document that you have"],
    ],
  },
  up: {
    describe: "generate, build, serve and check one target, until Ctrl-C",
    examples: [
      ["$0 up", "the shipped document, or the one here"],
      ["$0 up --target chi --port 9000", "another server on another port"],
      ["$0 up --spec my.yaml --out ./server", "and keep the project"],
    ],
  },
  contract: {
    describe: "run the scenarios and probes of a document against a server",
    examples: [
      ["$0 contract http://127.0.0.1:8007", "a server that runs"],
      ["$0 contract --target fastify", "one that is made for it, on a fresh database"],
      ["$0 contract --target fastify --process", "how it starts, stops and takes signals"],
      ["$0 contract --target fastify --grep routing.", "only some of it"],
      ["$0 contract --target fastify --format junit", "for a build server"],
    ],
  },
  differential: {
    describe:
      "send the same seeded requests to several targets and compare what they answer and store",
    examples: [
      ["$0 differential --targets fastify,chi", "1,000 requests"],
      ["$0 differential --targets fastify,chi --seeds 20 --bail", "more, up to a difference"],
      ["$0 differential --targets fastify,chi --seed 7", "the requests of a seed again"],
    ],
  },
  interop: {
    describe:
      "run several targets on one database: accounts, tokens and rows of each on every other",
    examples: [["$0 interop --targets express,fastify,chi", "every pair of three"]],
  },
  explain: {
    describe: "show what each operation of a document will do, and why",
    examples: [
      ["$0 explain", "the document here, or the shipped one"],
      ["$0 explain --spec my.yaml --format json", "for a program"],
    ],
  },
  lint: {
    describe: "say what a document lacks for good servers and documentation",
    examples: [
      ["$0 lint", "the document here"],
      ["$0 lint --strict", "exit code 1 where anything is found"],
      ["$0 lint --off operation-tags", "without one of the rules"],
      ["$0 lint --format github", "beside the lines of a pull request"],
    ],
  },
  targets: {
    describe: "list the targets, and whether they can run here",
    examples: [
      ["$0 targets", "as a table"],
      ["$0 targets --templates mine --format json", "with your own, for a program"],
    ],
  },
  "new-target": {
    describe: "begin templates for another framework, as a copy of those of a target",
    examples: [
      ["$0 new-target koa --from express", "into templates/typescript/koa"],
      ["$0 --target koa --templates templates --out koa", "then write its project"],
    ],
  },
  doctor: {
    describe: "say which toolchains and databases are here, and what to do about the others",
    examples: [
      ["$0 doctor", "exit code 1 where something is missing"],
      ["$0 doctor --format json", "for a program"],
    ],
  },
  completion: {
    describe: "print a script that completes commands, options and targets in a shell",
    examples: [
      ["source <($0 completion bash)", "in ~/.bashrc"],
      ["source <($0 completion zsh)", "in ~/.zshrc, after compinit"],
      ["$0 completion fish > ~/.config/fish/completions/gen-bench.fish", "once"],
    ],
  },
  db: {
    describe:
      "start, stop, reset or seed the database: DATABASE_URL if set, else an embedded PostgreSQL",
    examples: [
      ["$0 db seed --rows 10000", "start it if need be, and fill it"],
      ["psql $($0 db url)", "look into it"],
    ],
  },
  "db start": {
    describe: "start the embedded PostgreSQL and print its address",
    examples: [["export DATABASE_URL=$($0 db start)", "for a server of yours"]],
  },
  "db stop": { describe: "stop it", examples: [["$0 db stop", "its data stay"]] },
  "db url": { describe: "print its address", examples: [["psql $($0 db url)", "look into it"]] },
  "db reset": {
    describe: "make the document's tables anew, empty",
    examples: [
      ["$0 db reset --spec my.yaml", "and lose what they held"],
      ["$0 db reset --yes", "also those of DATABASE_URL, unasked"],
    ],
  },
  "db seed": {
    describe: "write the test accounts and, if wanted, rows",
    examples: [["$0 db seed --rows 10000", "as many of each table"]],
  },
  "db files": {
    describe: "write schema and seed as plain SQL",
    examples: [["$0 db files --out sql", "sql/schema.sql and sql/seed.sql"]],
  },
} as const satisfies Readonly<Record<string, CommandHelp>>;

/** Adds the examples of a command to its help. */
export function withExamples<T>(parser: Argv<T>, { examples }: CommandHelp): Argv<T> {
  return examples.reduce((built, [command, text]) => built.example(command, text), parser);
}
