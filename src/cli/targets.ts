/** Targets by the names that a user gives, and the command that lists them. */
import { existsSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { UsageError } from "../diagnostics/errors.js";
import type { Target } from "../targets/index.js";
import type { Version } from "../toolchain/index.js";
import type { ExitCode } from "./exit.js";
import { suggest } from "./suggest.js";
import { formatTable } from "./table.js";
import type { Terminal } from "./terminal.js";

/**
 * All targets there are.
 * @param templates folder of the user's own, if any, laid over those of the package
 * @throws UsageError when that folder is not there, has nothing that any target is made from, or is wrong
 */
export async function allTargets(templates?: string): Promise<readonly Target[]> {
  if (templates !== undefined && !existsSync(templates)) {
    throw new UsageError(`there is no folder ${templates}`, "Name one with --templates DIR.");
  }
  const targets = await targetsWith(templates);
  if (templates !== undefined && !targets.some((target) => isMadeFrom(target, templates))) {
    // Named by mistake, it would otherwise change nothing and say nothing.
    throw new UsageError(
      `${templates} holds no templates`,
      "It has to be laid out as <language>/<target>/target.json; gen-bench new-target makes one.",
    );
  }
  return targets;
}

function isMadeFrom({ folders }: Target, root: string): boolean {
  return folders.some((folder) => folder.startsWith(join(resolve(root), sep)));
}

/**
 * Those of the package, and of a folder that may be empty as yet, or not be there.
 * @throws UsageError when something in that folder is wrong
 */
export async function targetsWith(templates: string | undefined): Promise<readonly Target[]> {
  const { discoverTargets, shippedTemplates } = await import("../targets/index.js");
  const { languageNames } = await import("../languages/index.js");
  const targets = discoverTargets([
    shippedTemplates(),
    ...(templates === undefined ? [] : [templates]),
  ]);
  const known = languageNames();
  for (const { language, folder } of targets) {
    if (known.includes(language)) continue;
    throw new UsageError(
      `${folder}: there is no language ${JSON.stringify(language)}`,
      `Known languages: ${known.join(", ")}`,
    );
  }
  return targets;
}

/**
 * Targets by name or alias, in the order given, each once.
 * @throws UsageError that names the closest target when there is none of a name
 */
export function selectTargets(targets: readonly Target[], names: readonly string[]): Target[] {
  const selected = names.map((name) => {
    const target = targets.find((one) => one.name === name || one.aliases.includes(name));
    if (target !== undefined) return target;
    const close = suggest(
      name,
      targets.flatMap((one) => [one.name, ...one.aliases]),
    );
    throw new UsageError(
      `unknown target ${JSON.stringify(name)}${close === null ? "" : `, did you mean ${close}?`}`,
      `Known targets: ${targets.map((one) => one.name).join(", ")}`,
    );
  });
  return [...new Set(selected)];
}

/** `gen-bench targets`: a table, or JSON for machines. */
export async function runTargets(
  options: { readonly templates: string | undefined; readonly format: "text" | "json" },
  { out, outColors }: Terminal,
): Promise<ExitCode> {
  const targets = await allTargets(options.templates);
  const { inspectCommands } = await import("../toolchain/index.js");
  const versions = await inspectCommands(targets.flatMap(({ toolchain }) => toolchain.requires));
  const states = targets.map((target) => ({ target, tools: toolsOf(target, versions) }));
  switch (options.format) {
    case "json": {
      const rows = states.map(
        ({ target: { name, aliases, title, language, framework, port }, tools }) => ({
          name,
          aliases,
          title,
          language,
          framework,
          port,
          toolchain: { ready: isReady(tools), commands: tools },
        }),
      );
      out(`${JSON.stringify(rows, null, 2)}\n`);
      return 0;
    }
    case "text": {
      const head = ["TARGET", "FRAMEWORK", "LANGUAGE", "PORT", "TOOLCHAIN", "ALIASES"];
      const rows = states.map(({ target, tools }) => [
        target.name,
        `${target.title} ${target.framework.version}`,
        target.language,
        String(target.port),
        isReady(tools) ? describeTools(tools) : outColors.yellow(describeTools(tools)),
        target.aliases.join(", "),
      ]);
      out(formatTable([head.map(outColors.bold), ...rows]));
      return 0;
    }
  }
}

/** A command that a target needs; no version where it cannot be run. */
interface Tool {
  readonly command: string;
  readonly version: Version;
}

function toolsOf({ toolchain }: Target, versions: ReadonlyMap<string, Version>): readonly Tool[] {
  return toolchain.requires.map(({ command }) => ({
    command,
    version: versions.get(command) ?? null,
  }));
}

function isReady(tools: readonly Tool[]): boolean {
  return tools.every(({ version }) => version !== null);
}

/** e.g. `ready (go 1.26.1)`, `go not found`. */
function describeTools(tools: readonly Tool[]): string {
  const missing = tools.filter(({ version }) => version === null);
  if (missing.length > 0) return `${missing.map(({ command }) => command).join(", ")} not found`;
  if (tools.length === 0) return "ready";
  return `ready (${tools.map(({ command, version }) => `${command} ${version}`.trim()).join(", ")})`;
}
