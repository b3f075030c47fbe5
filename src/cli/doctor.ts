/** `gen-bench doctor`: which toolchains and databases are here, and what to do about those that are not. */
import { EnvironmentError } from "../diagnostics/errors.js";
import type { Target } from "../targets/index.js";
import type { ExitCode } from "./exit.js";
import { formatTable } from "./table.js";
import { allTargets } from "./targets.js";
import type { Terminal } from "./terminal.js";

export interface DoctorOptions {
  readonly templates: string | undefined;
  readonly format: "text" | "json";
}

/** One thing that is here or not. */
interface Finding {
  readonly name: string;
  readonly found: boolean;
  /** Its version or address, or what is wrong. */
  readonly detail: string;
  /** What cannot be done without it. */
  readonly neededBy: readonly string[];
  /** What to do; empty where it is here. */
  readonly remedy: string;
}

/** Exit code 1 when something is missing. Starts nothing. */
export async function runDoctor(options: DoctorOptions, terminal: Terminal): Promise<ExitCode> {
  const targets = await allTargets(options.templates);
  const findings = [...(await checkCommands(targets)), await checkDatabase()];
  const healthy = findings.every(({ found }) => found);
  switch (options.format) {
    case "json":
      terminal.out(`${JSON.stringify({ healthy, findings }, null, 2)}\n`);
      break;
    case "text":
      print(findings, terminal);
  }
  return healthy ? 0 : 1;
}

async function checkCommands(targets: readonly Target[]): Promise<Finding[]> {
  const { inspectCommands } = await import("../toolchain/index.js");
  const requirements = targets.flatMap(({ toolchain }) => toolchain.requires);
  const versions = await inspectCommands(requirements);
  return [...versions].map(([command, version]) => {
    const remedy = requirements.find(
      (one) => one.command === command && one.remedy !== undefined,
    )?.remedy;
    return {
      name: command,
      found: version !== null,
      detail: version ?? "not found",
      neededBy: targets
        .filter(({ toolchain }) => toolchain.requires.some((one) => one.command === command))
        .map(({ name }) => name),
      remedy:
        version === null ? (remedy ?? `Install ${command} and see that it is on the PATH.`) : "",
    };
  });
}

async function checkDatabase(): Promise<Finding> {
  const { inspectServer } = await import("../database/index.js");
  const neededBy = ["up", "contract", "differential", "interop", "db"];
  try {
    return { name: "database", found: true, detail: await inspectServer(), neededBy, remedy: "" };
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    const { message, remedy } = error;
    return { name: "database", found: false, detail: message, neededBy, remedy };
  }
}

function print(findings: readonly Finding[], { out, outColors }: Terminal): void {
  const rows = findings.map(({ name, found, detail, neededBy }) => [
    found ? outColors.green("✓") : outColors.red("✗"),
    outColors.bold(name),
    detail,
    `for ${neededBy.join(", ")}`,
  ]);
  out(formatTable(rows));
  for (const { name, remedy } of findings) if (remedy !== "") out(`\n${name}: ${remedy}\n`);
}
