/** A run may be killed at any moment: the next one finds its way, and takes nothing for an edit. */
import { spawn, spawnSync } from "node:child_process";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { planOutput, updateOutput } from "../../../src/output/index.js";
import { contents, folderWith } from "../../unit/output/folder.js";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const PROGRAM = join(ROOT, "node_modules/.cache", `updater-${process.pid}.mjs`);
const LEDGER = ".gen-bench.json";

type Files = Readonly<Record<string, string>>;

/** States of one folder: files come, change, go, and become folders. */
const STATES: readonly Files[] = [
  { a: "1\n", b: "1\n", routes: "1\n", "src/x/y": "1\n", "src/z": "1\n" },
  { a: "2\n", b: "1\n", "routes/a": "1\n", "routes/b": "1\n", "src/z": "2\n" },
  { b: "3\n", routes: "2\n", "src/x/y": "2\n", "new/deep/er": "1\n", "src/z": "1\n" },
];
const MINE = "src/mine.txt";

beforeAll(async () => {
  await build({
    absWorkingDir: ROOT,
    entryPoints: ["test/cli/killed/updater.ts"],
    outfile: PROGRAM,
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    logLevel: "warning",
  });
});

afterAll(() => rm(PROGRAM, { force: true }));

function run(folder: string, files: Files, ...kill: readonly string[]) {
  const args = [PROGRAM, folder, JSON.stringify(files), ...kill];
  return spawnSync(process.execPath, args, { encoding: "utf8" });
}

function output(folder: string, files: Files) {
  return { folder, files: new Map(Object.entries(files)), made: new Map() };
}

/** What a folder holds in the end, whatever was before. */
async function fresh(files: Files): Promise<Files> {
  const folder = await folderWith({ [MINE]: "mine\n" });
  await updateOutput([output(folder, files)], { force: false });
  return contents(folder);
}

/** The same numbers on every run (mulberry32). */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/** Every file is whole: a text of one of the states, or not there. */
async function expectWhole(folder: string): Promise<void> {
  const { [LEDGER]: _, [MINE]: mine, ...files } = await contents(folder);
  expect(mine).toBe("mine\n");
  for (const [path, text] of Object.entries(files)) {
    if (path.startsWith(".gen-bench") || path.endsWith("/")) continue;
    expect(
      STATES.map((state) => state[path]),
      path,
    ).toContain(text);
  }
}

describe("a run that is killed", () => {
  test("100 times at random: the next run brings the folder to any state", async () => {
    const random = randomNumbers(7);
    const state = (): Files => STATES[random(STATES.length)] ?? {};
    const folder = await folderWith({ [MINE]: "mine\n" });
    const calls = Number(run(join(folder, "count"), STATES[0] ?? {}).stdout);
    await rm(join(folder, "count"), { recursive: true });
    expect(calls).toBeGreaterThan(20);
    let killed = 0;
    while (killed < 100) {
      const at = String(1 + random(calls + 10));
      const { signal, stderr } = run(folder, state(), at, random(2) === 0 ? "before" : "after");
      expect(stderr).toBe("");
      if (signal === null) continue;
      killed += 1;
      await expectWhole(folder);
      const wanted = state();
      // A run may be killed when it repairs, too.
      if (random(3) === 0) continue;
      const { files } = await planOutput(output(folder, wanted));
      const taken = files.filter((file) => file.state === "edited" || file.state === "foreign");
      expect(taken).toEqual([]);
      await updateOutput([output(folder, wanted)], { force: false });
      expect(await contents(folder)).toEqual(await fresh(wanted));
    }
  }, 600_000);

  test("an edit that is made after it is still an edit", async () => {
    const folder = await folderWith({ [MINE]: "mine\n" });
    await updateOutput([output(folder, STATES[0] ?? {})], { force: false });
    expect(run(folder, STATES[1] ?? {}, "30", "after").signal).toBe("SIGKILL");
    await writeFile(join(folder, "b"), "edited\n");
    await expect(
      updateOutput([output(folder, STATES[1] ?? {})], { force: false }),
    ).rejects.toMatchObject({ name: "EditedError" });
  });
});

describe("two runs at once", () => {
  test("end with the folder as one of them wants it, also where a dead one has the lock", async () => {
    const folder = await folderWith({ [MINE]: "mine\n" });
    // As one would leave it that is killed while it has the lock.
    expect(run(folder, STATES[0] ?? {}, "12", "after").signal).toBe("SIGKILL");
    expect(await readdir(folder)).toContain(".gen-bench.lock");
    const children = Array.from({ length: 9 }, (_, index) => {
      const files = JSON.stringify(STATES[index % STATES.length]);
      const child = spawn(process.execPath, [PROGRAM, folder, files], { stdio: "pipe" });
      onTestFinished(() => void child.kill("SIGKILL"));
      let talk = "";
      child.stderr.setEncoding("utf8").on("data", (chunk: string) => (talk += chunk));
      return new Promise((resolve) => child.on("close", (code) => resolve([code, talk])));
    });
    expect(await Promise.all(children)).toEqual(children.map(() => [0, ""]));
    const wanted = await Promise.all(STATES.map(fresh));
    expect(wanted).toContainEqual(await contents(folder));
  });
});
