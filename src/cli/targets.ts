/** Targets by the names that a user gives, and the command that lists them. */
import { UsageError } from "../diagnostics/errors.js";
import type { Target } from "../targets/index.js";
import type { ExitCode } from "./exit.js";
import { suggest } from "./suggest.js";
import { formatTable } from "./table.js";
import type { Terminal } from "./terminal.js";

/** All targets there are, by name. */
export async function allTargets(): Promise<readonly Target[]> {
  const { discoverTargets } = await import("../targets/index.js");
  return discoverTargets();
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
  options: { readonly format: "text" | "json" },
  { out, outColors }: Terminal,
): Promise<ExitCode> {
  const targets = await allTargets();
  switch (options.format) {
    case "json": {
      const rows = targets.map(({ name, aliases, title, language, framework, port }) => ({
        name,
        aliases,
        title,
        language,
        framework,
        port,
      }));
      out(`${JSON.stringify(rows, null, 2)}\n`);
      return 0;
    }
    case "text": {
      const head = ["TARGET", "FRAMEWORK", "LANGUAGE", "PORT", "ALIASES"].map(outColors.bold);
      const rows = targets.map((target) => [
        target.name,
        `${target.title} ${target.framework.version}`,
        target.language,
        String(target.port),
        target.aliases.join(", "),
      ]);
      out(formatTable([head, ...rows]));
      return 0;
    }
  }
}
