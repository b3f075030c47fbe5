/** `gen-bench lint`: what a document lacks for good servers. */
import { UsageError } from "../diagnostics/errors.js";
import { LINT_RULES, printDiagnostics, type Diagnostic } from "../diagnostics/index.js";
import { toWorkflowCommands } from "../diagnostics/workflow.js";
import { findConfiguration } from "./configuration.js";
import { readDocument } from "./document-files.js";
import { documentOf } from "./document.js";
import type { ExitCode } from "./exit.js";
import { suggest } from "./suggest.js";
import type { Terminal } from "./terminal.js";

export interface LintOptions {
  readonly spec: string | undefined;
  readonly config: string | undefined;
  /** Rules that are not wanted, beside those that the configuration turns off. */
  readonly off: readonly string[];
  readonly strict: boolean;
  readonly format: "text" | "json" | "github";
}

/**
 * Findings go to standard output. Exit code 2 for a document with errors, and with `strict` 1 where anything was found.
 * @throws UsageError when there is no such document or rule
 */
export async function runLint(options: LintOptions, terminal: Terminal): Promise<ExitCode> {
  const configuration = await findConfiguration(options.config, null, terminal);
  const document = options.spec ?? documentOf(configuration, terminal);
  for (const rule of options.off) requireRule(rule);
  const off = new Set([...options.off, ...(configuration?.config.lintOff ?? [])]);
  const { lintFiles } = await import("../openapi/index.js");
  const { api, diagnostics } = lintFiles(await readDocument(document));
  const found = diagnostics.filter(({ code }) => !off.has(code));
  print(found, options.format, terminal);
  if (api === null) return 2;
  if (found.length === 0) terminal.talk(`${document}: nothing found\n`);
  return options.strict && found.length > 0 ? 1 : 0;
}

function print(
  found: readonly Diagnostic[],
  format: LintOptions["format"],
  { out, outColors }: Terminal,
): void {
  switch (format) {
    case "text":
      out(printDiagnostics(found, { color: outColors.isColorSupported, limit: Infinity }));
      return;
    case "json":
      out(`${JSON.stringify(found, null, 2)}\n`);
      return;
    case "github":
      out(toWorkflowCommands(found));
  }
}

function requireRule(name: string): void {
  if (LINT_RULES.includes(name)) return;
  const close = suggest(name, LINT_RULES);
  throw new UsageError(
    `there is no rule ${JSON.stringify(name)}${close === null ? "" : `, did you mean ${close}?`}`,
    `Rules: ${LINT_RULES.join(", ")}.`,
  );
}
