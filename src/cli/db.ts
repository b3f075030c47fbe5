/** `gen-bench db …`: the database that generated servers can use, `DATABASE_URL` or the embedded PostgreSQL. */
import { EnvironmentError, UsageError } from "../diagnostics/errors.js";
import { isCurrent, planOutput, updateOutput } from "../output/index.js";
import { documentPath, loadApi } from "./document.js";
import type { ExitCode } from "./exit.js";
import { makeOutput } from "./jobs.js";
import { createProgress } from "./progress.js";
import { tellPlans } from "./tell-plans.js";
import type { Terminal } from "./terminal.js";

/** `db start`: prints the address. */
export async function runDbStart(terminal: Terminal): Promise<ExitCode> {
  const { ensureServer } = await import("../database/index.js");
  const { url, embedded, started } = await createProgress(terminal).step(
    "starting the database",
    ensureServer,
  );
  if (!embedded) terminal.talk("DATABASE_URL is set: nothing was started\n");
  else if (!started) terminal.talk("it was running already\n");
  terminal.out(`${url}\n`);
  return 0;
}

/** `db stop`. */
export async function runDbStop({ talk }: Terminal): Promise<ExitCode> {
  const { stopServer } = await import("../database/index.js");
  talk((await stopServer()) ? "stopped\n" : "it was not running\n");
  return 0;
}

/** `db url`: prints the address and starts nothing. */
export async function runDbUrl({ out }: Terminal): Promise<ExitCode> {
  const { serverUrl } = await import("../database/index.js");
  const url = await serverUrl();
  if (url === null) {
    throw new EnvironmentError(
      "the embedded database is not running",
      "Start it: gen-bench db start",
    );
  }
  out(`${url}\n`);
  return 0;
}

/**
 * `db reset`: the document's tables anew and empty. A database that is not ours may hold what somebody needs, so that
 * it takes a yes.
 * @throws UsageError without one
 */
export async function runDbReset(
  options: { readonly spec: string | undefined; readonly yes: boolean },
  terminal: Terminal,
): Promise<ExitCode> {
  const api = await loadApi(await documentPath(options.spec, terminal), terminal);
  const { ensureServer, resetDatabase, withoutPassword } = await import("../database/index.js");
  const { url, embedded } = await ensureServer();
  const { tablesOf } = await import("../sql/tables.js");
  const tables = tablesOf(api).all.map(({ name }) => name);
  if (!embedded && !options.yes && tables.length > 0) {
    await confirmReset(withoutPassword(url), tables, terminal);
  }
  await createProgress(terminal).step("making the tables anew", () => resetDatabase(url, api));
  terminal.out(`${url}\n`);
  return 0;
}

/** Asks on a terminal. @throws UsageError for a no, and where nobody is there to ask */
async function confirmReset(
  url: string,
  tables: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const loss = `this drops ${tables.join(", ")} of ${url}, with all that they hold`;
  if (!terminal.interactive) {
    throw new UsageError(loss, "Say --yes if that is meant; nothing was done.");
  }
  const { createPrompt } = await import("./prompt.js");
  const prompt = createPrompt(terminal);
  try {
    terminal.talk(`${loss}\n`);
    const answer = await prompt.ask("Drop them? yes or no", "no");
    if (answer !== "yes") throw new UsageError("nothing was dropped");
  } finally {
    prompt.close();
  }
}

/** `db seed`: the accounts, and `rows` rows of each entity. */
export async function runDbSeed(
  options: { readonly spec: string | undefined; readonly rows: number },
  terminal: Terminal,
): Promise<ExitCode> {
  const api = await loadApi(await documentPath(options.spec, terminal), terminal);
  const { ensureServer, seedDatabase } = await import("../database/index.js");
  const { url } = await ensureServer();
  const { rows } = options;
  await createProgress(terminal).step(`writing ${rows} rows of each table`, () =>
    seedDatabase(url, api, { rows }),
  );
  terminal.out(`${url}\n`);
  return 0;
}

/** `db files`: the same as plain SQL, with a ledger as any other output has. */
export async function runDbFiles(
  options: {
    readonly spec: string | undefined;
    readonly out: string;
    readonly check: boolean;
    readonly force: boolean;
  },
  terminal: Terminal,
): Promise<ExitCode> {
  const api = await loadApi(await documentPath(options.spec, terminal), terminal);
  const output = await makeOutput({ kind: "database", folder: options.out }, api);
  if (options.check) {
    const plan = await planOutput(output);
    tellPlans([plan], "check", terminal);
    return isCurrent(plan) ? 0 : 1;
  }
  tellPlans(await updateOutput([output], { force: options.force }), "write", terminal);
  return 0;
}
