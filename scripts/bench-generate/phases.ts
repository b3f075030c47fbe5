/** Where the time of one run goes, as the command tells it (src/phase.ts). */
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packageRoot } from "../../src/package-root.js";
import { measure, type Command } from "./run.js";

/** Name → milliseconds, without those of phases inside it. */
export type Phases = Readonly<Record<string, number>>;

export async function phasesOf(command: Command, folder: string): Promise<Phases> {
  const file = join(folder, "phases.json");
  const probe = join(packageRoot(), "scripts", "bench-generate", "probe.mjs");
  const [node = "", ...rest] = command.argv;
  await measure({
    ...command,
    argv: [node, "--import", pathToFileURL(probe).href, ...rest],
    environment: { ...command.environment, PHASES_FILE: file },
  });
  const phases = JSON.parse(readFileSync(file, "utf8")) as Phases;
  rmSync(file);
  return phases;
}
