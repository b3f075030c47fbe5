/** The hand-written servers under test/baselines: each folder with a baseline.json, named as the target it stands for. */
import { readdir, readFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/package-root.js";
import { discoverTargets, type Target } from "../../src/targets/index.js";
import type { Toolchain } from "../../src/toolchain/index.js";

export interface Baseline {
  readonly title: string;
  readonly folder: string;
  readonly toolchain: Toolchain;
  readonly target: Target;
}

export interface Route {
  /** e.g. `GET /users`: the method is that of all its requests. */
  readonly name: string;
  readonly status: number;
  /** Asked for in turn. */
  readonly targets: readonly string[];
  /** Sent as JSON; `{{number}}` in it is another with every request. */
  readonly body?: unknown;
}

const folder = join(packageRoot(), "test", "baselines");

/** @param only name of a target; all unless given */
export async function findBaselines(only: string | undefined): Promise<Baseline[]> {
  const names = (await readdir(folder)).filter((name) =>
    existsSync(join(folder, name, "baseline.json")),
  );
  const chosen = names.filter((name) => only === undefined || name === only);
  if (chosen.length === 0) throw new Error(`no baseline ${only}: there are ${names.join(", ")}`);
  const targets = new Map(discoverTargets().map((target) => [target.name, target]));
  return Promise.all(
    chosen.toSorted().map(async (name) => {
      const target = targets.get(name);
      if (target === undefined) throw new Error(`the baseline ${name} has no target of that name`);
      const manifest = await readJson(join(folder, name, "baseline.json"));
      const { title, toolchain } = manifest as Pick<Baseline, "title" | "toolchain">;
      return { title, toolchain, folder: join(folder, name), target };
    }),
  );
}

export async function readRoutes(): Promise<readonly Route[]> {
  return (await readJson(join(folder, "routes.json"))) as Route[];
}

async function readJson(path: string): Promise<unknown> {
  return JSON.parse(await readFile(path, "utf8"));
}
