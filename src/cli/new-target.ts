/** `gen-bench new-target`: a folder of templates for another framework, begun as a copy of one that works. */
import { existsSync, statSync } from "node:fs";
import { copyFile, cp, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import { unclaimedPort, shippedTemplates, type Target } from "../targets/index.js";
import type { ExitCode } from "./exit.js";
import { shellWord } from "./shell-word.js";
import { selectTargets, targetsWith } from "./targets.js";
import type { Terminal } from "./terminal.js";

export interface NewTargetOptions {
  readonly name: string;
  /** Name or alias of the target to begin with. */
  readonly from: string;
  /** Where the templates of the user are, or will be. */
  readonly templates: string;
}

const SCHEMA = "target.schema.json";

/** As `target.schema.json` has it. */
const NAME = /^[a-z][a-z0-9-]*$/;

/** What the language's own tools may have left in a folder of templates. */
const NOT_COPIED: ReadonlySet<string> = new Set(["node_modules", "dist"]);

/**
 * Copies the folder of a target, with a name, title and port of its own, and says how to go on.
 * @throws UsageError when the name is taken or no name, or a folder is in the way
 */
export async function runNewTarget(
  options: NewTargetOptions,
  { talk }: Terminal,
): Promise<ExitCode> {
  const { name, templates } = options;
  if (!NAME.test(name)) {
    throw new UsageError(
      `${JSON.stringify(name)} is no name for a target`,
      "Take small letters, digits and hyphens, e.g. my-framework.",
    );
  }
  if (existsSync(templates) && !statSync(templates).isDirectory()) {
    throw new UsageError(`${templates} is no folder`, "Name one with --templates DIR.");
  }
  const known = await targetsWith(templates);
  const [from] = selectTargets(known, [options.from]);
  if (from === undefined) throw new Error("a selected target is missing");
  const taken = known.find((one) => one.name === name || one.aliases.includes(name));
  if (taken !== undefined) {
    throw new UsageError(`there is a target ${name}: ${taken.folder}`, "Take another name.");
  }
  const folder = join(templates, from.language, name);
  if (existsSync(folder)) {
    throw new UsageError(`${folder} is there already`, "Take another name, or move it away.");
  }

  await mkdir(dirname(folder), { recursive: true });
  await cp(from.folder, folder, {
    recursive: true,
    filter: (source) => !NOT_COPIED.has(basename(source)),
  });
  const schema = join(templates, SCHEMA);
  if (!existsSync(schema)) await copyFile(join(shippedTemplates(), SCHEMA), schema);
  await rewriteManifest(folder, name, schema, known);
  await tell(folder, name, from, templates, talk);
  return 0;
}

/** What was the other target's own becomes that of the new one; the rest is for its author to change. */
async function rewriteManifest(
  folder: string,
  name: string,
  schema: string,
  known: readonly Target[],
): Promise<void> {
  const file = join(folder, "target.json");
  const manifest = JSON.parse(await readFile(file, "utf8")) as object;
  const own = {
    $schema: relative(folder, schema).replaceAll("\\", "/"),
    name,
    title: titleOf(name),
    aliases: [],
    port: unclaimedPort(known),
  };
  const { loadLanguage } = await import("../languages/index.js");
  const { format } = await loadLanguage("typescript");
  await writeFile(file, await format(file, JSON.stringify({ ...manifest, ...own }, null, 2)));
}

/** `my-framework` → `My Framework`. */
function titleOf(name: string): string {
  return name
    .split("-")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
}

async function tell(
  folder: string,
  name: string,
  from: Target,
  templates: string,
  talk: Terminal["talk"],
): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const count = entries.filter((entry) => entry.isFile()).length;
  const shared = ["_language", ...(from.layers ?? [])].map((one) => join(from.language, one));
  const mine = `--templates ${shellWord(templates)}`;
  const use = `--target ${name} ${mine}`;
  const steps = [
    `say in ${join(folder, "target.json")} which framework it is`,
    `gen-bench ${use} --out ./${name}   write a project and look at it`,
    `gen-bench contract ${use}   does it keep to the contract?`,
    `gen-bench contract ${use} --process   does it start, stop and fail as it should?`,
    `gen-bench differential --targets ${from.name},${name} ${mine}   does it answer as ${from.title} does?`,
  ];
  talk(
    `${folder}: ${count} files, as ${from.title} has them; the rest comes from ${shared.join(", ")}\n` +
      `next:\n${steps.map((step, index) => `  ${index + 1}. ${step}\n`).join("")}` +
      `how templates are written: ${join(relative("", shippedTemplates()), "README.md")}\n`,
  );
}
