/**
 * The targets that `examples` has, each made as a user makes one: by the command, from a folder outside of the package.
 * A folder `examples/<name>/templates` is in here as soon as it exists.
 */
import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { discoverTargets, shippedTemplates, type Target } from "../../src/targets/index.js";
import { installDependencies, missingCommands, runCommand } from "../../src/toolchain/index.js";
import { genBench } from "../cli/command.js";

const root = join(import.meta.dirname, "../..");
const OWN = join(root, "spec", "openapi.yaml");
/** Bodies, lists and parameters of all kinds, and no accounts. */
const OTHER = join(root, "test", "cases", "broad", "openapi.yaml");

interface Example {
  readonly templates: string;
  readonly target: Target;
  /** One of the package that it is compared with. */
  readonly shipped: Target;
}

const examples = readdirSync(join(root, "examples"))
  .map((name) => join(root, "examples", name, "templates"))
  .filter((templates) => existsSync(templates))
  .flatMap(exampleTargets);

function exampleTargets(templates: string): Example[] {
  const targets = discoverTargets([shippedTemplates(), templates]);
  const own = targets.filter(({ folder }) => folder.startsWith(join(templates, "/")));
  return own.map((target) => {
    const shipped = discoverTargets().find(({ language }) => language === target.language);
    if (shipped === undefined) throw new Error(`there is no other target in ${target.language}`);
    return { templates, target, shipped };
  });
}

test("there are some", () => expect(examples).not.toEqual([]));

describe.each(examples)("$target.name", ({ templates, target, shipped }) => {
  let cwd = "";
  const mine = ["--templates", templates];

  beforeAll(async () => void (cwd = await mkdtemp(join(tmpdir(), "gen-bench-examples-"))));
  afterAll(() => rm(cwd, { recursive: true, force: true }));

  /** What the command has to say, which has to end well. */
  async function said(...args: string[]): Promise<string> {
    const { code, out, talk } = await genBench([...args, ...mine], { cwd });
    expect(code, `${out}\n${talk}`).toBe(0);
    return out;
  }

  // A few at a time. What the first does is done in one folder, so one after the other, and it waits for most of it.
  test.concurrent.for<[string, string[][]]>([
    [
      "keeps to the contract of our document",
      [
        ["--spec", OWN, "--process"],
        ["--spec", OWN],
      ],
    ],
    ["keeps to the contract of another", [["--spec", OTHER]]],
  ])("%s", { timeout: 240_000 }, async ([, runs], { skip }) => {
    await skipWithout(target, skip);
    for (const args of runs) {
      const out = await said("contract", "--target", target.name, ...args);
      expect(out).toMatch(/^[1-9]\d* passed, 0 failed/m);
    }
  });

  test.concurrent("passes its own checks", { timeout: 240_000 }, async ({ skip }) => {
    await skipWithout(target, skip);
    const folder = join(cwd, target.name);
    await said("--target", target.name, "--out", folder, "--spec", OWN);
    await installDependencies(folder, target.toolchain);
    for (const check of target.toolchain.checks) await runCommand(check, { cwd: folder });
    expect(target.toolchain.checks).not.toEqual([]);
  });

  test.concurrent(`answers as ${shipped.name} does`, { timeout: 240_000 }, async ({ skip }) => {
    await skipWithout(target, skip);
    const names = `${shipped.name},${target.name}`;
    const out = await said("differential", "--targets", names, "--requests", "300", "--spec", OWN);
    expect(out).toMatch(/1 of 1 seeds the same/);
  });
});

/** Under CI a toolchain that is missing is a failure. */
async function skipWithout(
  { name, toolchain }: Target,
  skip: (condition: boolean, note: string) => void,
): Promise<void> {
  const missing = (await missingCommands(toolchain)).map(({ command }) => command).join(", ");
  if (process.env["CI"]) expect(missing).toBe("");
  skip(missing !== "", `${name} skipped: ${missing} not found`);
}
