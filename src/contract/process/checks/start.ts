/** The start: configuration that is refused, the line that tells where it listens, and a quiet log. */
import { setTimeout as sleep } from "node:timers/promises";
import { askOnce } from "../answers.js";
import type { Launched, ProcessBench, Settings } from "../bench.js";
import { eventually, withServer, type ProcessCheck } from "../check.js";
import { tellExit } from "./stop.js";

export const startChecks: readonly ProcessCheck[] = [
  {
    id: "process.start.bad-configuration",
    expects:
      "values that cannot be used stop the start with 1; each variable is named, no value is repeated",
    why: "a server that runs with a misread setting fails later and elsewhere; a value may be a secret",
    run: badConfiguration,
  },
  {
    id: "process.start.each-bad-value",
    expects: "one value that cannot be used stops the start with 1, and only its variable is named",
    why: "a variable that is checked only beside others is not checked",
    run: async (bench) => {
      const found: string[] = [];
      for (const [name, value] of Object.entries(badValues(bench, SECOND_CHOICE))) {
        found.push(...(await refuses(bench, { [name]: value }, [name])));
      }
      return found;
    },
  },
  {
    id: "process.start.production-secret",
    expects:
      "with APP_ENV=production the default secret stops the start with 1 and names JWT_SECRET; one of its own is fine",
    why: "everybody knows the default, and whoever knows the secret can sign tokens",
    notApplicable: ({ api }) => (api.schemes.length === 0 ? "the document has no accounts" : null),
    async run(bench) {
      const production = { APP_ENV: "production" };
      const secret = "a-secret-of-its-own-0123456789-abcdefghij";
      return [
        ...(await refuses(bench, { ...production, JWT_SECRET: undefined }, ["JWT_SECRET"])),
        ...(await refuses(bench, { ...production, JWT_SECRET: DEVELOPMENT_SECRET }, [
          "JWT_SECRET",
        ])),
        ...(await withServer(bench, { ...production, JWT_SECRET: secret }, () =>
          Promise.resolve([]),
        )),
      ];
    },
  },
  {
    id: "process.start.port-taken",
    expects:
      "a port that is taken stops the start with 1 and one line that names PORT, also with workers",
    why: "the second start of a server is a common mistake, and a stack trace does not tell it",
    async run(bench) {
      return withServer(bench, {}, async ({ address }) => {
        const taken = { PORT: String(address.port) };
        const found = await refuses(bench, taken, ["PORT"]);
        return [...found, ...(await refuses(bench, { ...taken, WORKERS: "2" }, ["PORT"]))];
      });
    },
  },
  {
    id: "process.start.one-line",
    expects:
      "one line when it listens, with its name, address and number of workers, and none for requests",
    why: "people and tools wait for that line; a line for each request costs more than many a request",
    async run(bench) {
      const found: string[] = [];
      for (const workers of [1, 2]) {
        const settings = { WORKERS: String(workers) };
        found.push(
          ...(await withServer(bench, settings, (server) => oneLine(bench, server, workers))),
        );
      }
      return found;
    },
  },
];

/** The default of the wire contract (Configuration). */
const DEVELOPMENT_SECRET = "development-secret-change-me-0123456789abcdef";

/** Two values that are no good for each variable. */
const BAD_VALUES: Readonly<Record<string, readonly [string, string]>> = {
  APP_ENV: ["staging9371", "Production"],
  PORT: ["80a9372", "70000"],
  DATABASE_URL: ["mysql://root:pass9373@127.0.0.1/x", "nonsense"],
  DATABASE_POOL_SIZE: ["ten9374", "0"],
  WORKERS: ["two9375", "0"],
  BODY_LIMIT_BYTES: ["1MB9376", "-1"],
  SHUTDOWN_SECONDS: ["soon9377", "1.5"],
  LOG_LEVEL: ["loud9378", "WARN"],
};
const BAD_TOKEN_VALUES: typeof BAD_VALUES = {
  JWT_ALGORITHM: ["none9379", "RS256"],
  JWT_EXPIRES_SECONDS: ["hour9380", "0"],
  JWT_REFRESH_EXPIRES_SECONDS: ["day9381", "1e3"],
};
const BAD_PASSWORD_VALUES: typeof BAD_VALUES = {
  PASSWORD_ITERATIONS: ["many9382", "0"],
};
const FIRST_CHOICE = 0;
const SECOND_CHOICE = 1;

function badValues({ api }: ProcessBench, choice: 0 | 1): Record<string, string> {
  const hasPasswords = api.entities.some(({ fields }) =>
    fields.some(({ role }) => role.kind === "password"),
  );
  const all = {
    ...BAD_VALUES,
    ...(api.schemes.length > 0 ? BAD_TOKEN_VALUES : {}),
    ...(hasPasswords ? BAD_PASSWORD_VALUES : {}),
  };
  return Object.fromEntries(Object.entries(all).map(([name, values]) => [name, values[choice]]));
}

async function badConfiguration(bench: ProcessBench): Promise<readonly string[]> {
  const values = badValues(bench, FIRST_CHOICE);
  return refuses(bench, values, Object.keys(values));
}

const REFUSE_MS = 10_000;

/** Starts and expects an end with 1 and lines that name these variables, and no other one of `settings`. */
async function refuses(
  bench: ProcessBench,
  settings: Settings,
  names: readonly string[],
): Promise<string[]> {
  const server = await bench.launch(settings);
  try {
    const told = Object.keys(settings).join(", ");
    const exit = await Promise.race([server.exited, sleep(REFUSE_MS, null)]);
    if (exit === null) return [`${told}: it did not end within ${REFUSE_MS} ms`];
    const log = server.log();
    const missing = names.filter((name) => !new RegExp(`\\b${name}\\b`).test(log));
    const repeated = names
      .map((name) => settings[name] ?? "")
      .filter((value) => value.length > 5 && log.includes(value));
    return [
      ...(exit.kind === "code" && exit.code === 1
        ? []
        : [`${told}: it ended with ${tellExit(exit)}, expected code 1`]),
      ...missing.map((name) => `${name} is not named in: ${log}`),
      ...repeated.map((value) => `the value ${value} is repeated in: ${log}`),
      ...(/^\s+at /m.test(log) ? [`${told}: a stack trace is printed: ${log}`] : []),
    ];
  } finally {
    await server.end();
  }
}

async function oneLine(
  { asks, title }: ProcessBench,
  server: Launched,
  workers: number,
): Promise<string[]> {
  const { host, port } = server.address;
  await eventually(3000, () => server.log() !== "");
  const all = [...asks.constants, ...asks.data.filter(({ request }) => request.method === "GET")];
  for (const ask of all) await askOnce(server.address, ask);
  for (const target of ["/no/such/path", "/%ff?%"]) {
    const [ask] = asks.constants;
    if (ask !== undefined)
      await askOnce(server.address, { ...ask, request: { ...ask.request, target } });
  }
  await sleep(200);
  const lines = server.log().split("\n");
  const [line = ""] = lines;
  const address = `${host}:${port}`;
  const parts = [title, address];
  // The port has digits too.
  const rest = line.replace(address, "");
  return [
    ...(lines.length === 1 ? [] : [`${lines.length} lines, expected one: ${server.log()}`]),
    ...parts
      .filter((part) => !line.includes(part))
      .map((part) => `${JSON.stringify(line)} lacks ${part}`),
    ...(new RegExp(`\\b${workers}\\b`).test(rest)
      ? []
      : [`${JSON.stringify(line)} lacks the number of workers, ${workers}`]),
  ];
}
