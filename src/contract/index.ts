/** Scenarios and probes of HTTP as data, run against any server. Nothing here knows a document. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { ContractSource } from "./load.js";

export { runContract, type ContractOptions, type ProbeOptions } from "./run.js";
export { loadContract, type Contract, type ContractSource, type Problem } from "./load.js";
export { formatReport, type ReportOptions } from "./report-text.js";
export { formatGitHub, formatJunit, formatTap } from "./report-machine.js";
export type { ContractReport, Difference, Failure, ProbeClaim, ScenarioResult } from "./report.js";

/** All scenario files (`*.yaml`) of a folder, by name. Errors of the file system pass through. */
export async function readContractFiles(folder: string): Promise<ContractSource[]> {
  const names = (await readdir(folder)).filter((name) => /\.ya?ml$/.test(name)).toSorted();
  return Promise.all(
    names.map(async (name) => ({
      file: join(folder, name),
      text: await readFile(join(folder, name), "utf8"),
    })),
  );
}
