/** Runs scenarios against a server: files one after the other, scenarios in their order, each to its first failure. */
import { randomBytes } from "node:crypto";
import { connect } from "node:net";
import { EnvironmentError, UsageError } from "../diagnostics/errors.js";
import type { Api, Json } from "../model/index.js";
import { connectDatabase, type Database } from "./database.js";
import type { Feature, JsonObject, Need, Scenario, Shared, Step } from "./format.js";
import type { Address } from "./http/exchange.js";
import { probeFeatures } from "./probes/index.js";
import { loadContract, type ContractSource } from "./load.js";
import type { ContractReport, Failure, ScenarioResult } from "./report.js";
import type { Session } from "./session.js";
import { runStep } from "./step.js";
import type { Scope } from "./variables.js";

export interface ContractOptions {
  /** Where the server listens, e.g. `http://127.0.0.1:8007`. Only plain HTTP. */
  readonly url: string;
  readonly files: readonly ContractSource[];
  /** The document whose probes run after the scenarios. */
  readonly probes?: ProbeOptions | undefined;
  /** The server's own database, for scenarios that prepare or check rows. */
  readonly databaseUrl?: string | undefined;
  /** The server's secret, for scenarios that sign tokens. */
  readonly jwtSecret?: string | undefined;
  /** Runs only what holds this text, in any case. */
  readonly grep?: string | undefined;
  /** Stops after the first failure. */
  readonly bail?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  /** How long a response may take, 15 seconds unless given. */
  readonly timeoutMilliseconds?: number | undefined;
  readonly onResult?: ((result: ScenarioResult) => void) | undefined;
}

export interface ProbeOptions {
  readonly api: Api;
  /** Other values for another seed; a whole number from 0 to 2^31 − 1. */
  readonly seed: number;
  /**
   * Which of a probe's cases are run, all unless given: the probe's id, the place of the case from 0, and how many
   * cases the probe has.
   */
  readonly sample?: ((id: string, place: number, count: number) => boolean) | undefined;
}

/**
 * Runs all scenarios and probes, or those that `grep` finds. A scenario that needs an option which is missing is "not
 * applicable", never "passed".
 * @throws UsageError when the files are wrong (a line for each problem) or the URL is none
 * @throws EnvironmentError when nothing listens there or the database does not answer
 */
export async function runContract(options: ContractOptions): Promise<ContractReport> {
  const started = performance.now();
  const address = addressOf(options.url);
  const { shared, features, problems } = loadContract(options.files);
  if (problems.length > 0) {
    const lines = problems.map(
      ({ file, line, column, message }) => `${file}:${line}:${column}  ${message}`,
    );
    throw new UsageError(
      lines.join("\n"),
      "Correct the scenario files; spec/contract.schema.json describes them.",
    );
  }
  await reach(address, options.url);
  const database =
    options.databaseUrl === undefined ? null : await reachDatabase(options.databaseUrl);
  const run = `r${randomBytes(3).toString("hex")}`;
  const all = [...features, ...(options.probes === undefined ? [] : sampled(options.probes))];
  const session: Session = {
    url: options.url.replace(/\/+$/, ""),
    address,
    shared,
    secret: options.jwtSecret ?? null,
    database,
    fixed: fixedVariables(shared),
    tokens: new Map(),
    timeoutMilliseconds: options.timeoutMilliseconds ?? 15_000,
  };
  const results: ScenarioResult[] = [];
  let stopped = false;
  try {
    for (const [index, feature] of all.entries()) {
      if (stopped) break;
      // Features share a database: each has names of its own.
      const own = feature.shared ?? shared;
      const fixed = {
        ...fixedVariables(own),
        run: `${run}${index.toString(36).padStart(2, "0")}`,
      };
      for await (const result of runFeature(
        feature,
        { ...session, shared: own, fixed },
        options.grep,
      )) {
        results.push(result);
        options.onResult?.(result);
        stopped =
          (options.bail === true && result.outcome === "failed") ||
          options.signal?.aborted === true;
        if (stopped) break;
      }
    }
  } finally {
    await database?.close();
  }
  const count = (outcome: ScenarioResult["outcome"]): number =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    url: session.url,
    ...(options.probes === undefined ? {} : { seed: options.probes.seed }),
    run,
    passed: count("passed"),
    failed: count("failed"),
    notApplicable: count("notApplicable"),
    stopped,
    milliseconds: Math.round(performance.now() - started),
    results,
  };
}

function sampled({ api, seed, sample }: ProbeOptions): Feature[] {
  const features = probeFeatures(api, seed);
  if (sample === undefined) return features;
  return features.map((feature) => ({
    ...feature,
    scenarios: feature.scenarios.filter(({ probe }, index, all) => {
      const isSame = (other: Scenario): boolean => other.probe?.id === probe?.id;
      const place = all.slice(0, index).filter(isSame).length;
      return sample(probe?.id ?? "", place, all.filter(isSame).length);
    }),
  }));
}

async function* runFeature(
  feature: Feature,
  session: Session,
  grep?: string,
): AsyncGenerator<ScenarioResult> {
  const scope: Scope = { fixed: session.fixed, saved: new Map(), rows: [] };
  const wanted = feature.scenarios
    .map((scenario) => ({ ...scenario, title: titleOf(scenario.title, session.fixed) }))
    .filter(({ title }) => matches(`${feature.title} › ${title}`, grep));
  let prepared: Failure | null | undefined;
  for (const scenario of wanted) {
    const head = headOf(feature, scenario);
    const reason = lackOf(scenario, session);
    if (reason !== null) {
      yield { ...head, outcome: "notApplicable", reason };
      continue;
    }
    if (prepared === undefined) prepared = await runSteps(feature.setup, session, scope);
    const unwritten = new Set<string>();
    const failure =
      prepared ??
      // What a scenario saves ends with it.
      (await runScenario(scenario, session, { ...scope, unwritten, saved: new Map(scope.saved) }));
    if (failure !== null) yield { ...head, outcome: "failed", failure };
    else if (unwritten.size === 0) yield { ...head, outcome: "passed" };
    else {
      const told = [...unwritten].map((request) => request.replace(/\?.*$/s, ""));
      const what = [...new Set(told)].join(" and ");
      yield { ...head, outcome: "notApplicable", reason: `${what} is not written yet (501)` };
    }
  }
}

function headOf(
  { title: feature }: Feature,
  { title, place, probe }: Scenario,
): Pick<ScenarioResult, "feature" | "title" | "place" | "probe"> {
  if (probe === undefined) return { feature, title, place };
  const { id, expects, why } = probe;
  return { feature, title, place, probe: { id, expects, why } };
}

/** Why a scenario does not apply here, or null. */
function lackOf({ needs, probe }: Scenario, session: Session): string | null {
  if (probe?.notApplicable !== undefined) return probe.notApplicable;
  const missing = needs.filter((need) => !isGiven(need, session));
  return missing.length === 0 ? null : `needs ${missing.map(optionOf).join(" and ")}`;
}

async function runScenario(
  scenario: Scenario,
  session: Session,
  outer: Scope,
): Promise<Failure | null> {
  const scope = { ...outer, rows: [scenario.row] };
  const failure = await runSteps(scenario.steps, session, scope);
  // All of it, whatever became of the steps: others need what it puts back.
  const undone: Failure[] = [];
  for (const step of scenario.probe?.cleanup ?? []) {
    const left = await runStep(step, session, scope);
    if (left !== null) undone.push(left);
  }
  return failure ?? undone[0] ?? null;
}

async function runSteps(
  steps: readonly Step[],
  session: Session,
  scope: Scope,
): Promise<Failure | null> {
  for (const step of steps) {
    const failure = await runStep(step, session, scope);
    if (failure !== null) return failure;
  }
  return null;
}

/** Names of accounts stand for themselves; what differs from run to run stays a variable. */
function titleOf(title: string, fixed: JsonObject): string {
  return title.replace(/\$\{(\w+\.\w+)((?:\|\w+)?)\}/g, (whole, name: string, spelling: string) =>
    spelling === "" && Object.hasOwn(fixed, name) ? String(fixed[name]) : whole,
  );
}

function matches(title: string, grep: string | undefined): boolean {
  return grep === undefined || title.toLowerCase().includes(grep.toLowerCase());
}

function isGiven(need: Need, session: Session): boolean {
  switch (need) {
    case "database":
      return session.database !== null;
    case "secret":
      return session.secret !== null;
  }
}

function optionOf(need: Need): string {
  switch (need) {
    case "database":
      return "--database-url";
    case "secret":
      return "--jwt-secret";
  }
}

function fixedVariables(shared: Shared): { readonly [name: string]: Json } {
  const accounts = Object.entries(shared.accounts).flatMap(([name, fields]) =>
    Object.entries(fields).map(([field, value]) => [`${name}.${field}`, value] as const),
  );
  return { ...Object.fromEntries(accounts), now: Math.floor(Date.now() / 1000) };
}

function addressOf(url: string): Address {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (
    parsed === null ||
    parsed.protocol !== "http:" ||
    parsed.pathname !== "/" ||
    parsed.search !== ""
  ) {
    throw new UsageError(`${url} is no address of a server`, "Give one like http://127.0.0.1:8007");
  }
  return { host: parsed.hostname.replace(/^\[(.*)\]$/, "$1"), port: Number(parsed.port || "80") };
}

function reach(address: Address, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(address, () => {
      socket.destroy();
      resolve();
    });
    socket.setTimeout(5000, () => socket.destroy(new Error("no answer within 5 s")));
    socket.on("error", (error) =>
      reject(
        new EnvironmentError(
          `nothing listens on ${url} (${error.message})`,
          "Start the server first.",
        ),
      ),
    );
  });
}

async function reachDatabase(url: string): Promise<Database> {
  try {
    return await connectDatabase(url);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new EnvironmentError(`the database does not answer (${detail})`, "Check --database-url.");
  }
}
