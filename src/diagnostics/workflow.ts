/** Diagnostics as workflow commands, which GitHub Actions shows beside the lines of a change. */
import type { Diagnostic } from "./reporter.js";

const COMMANDS = { error: "error", warning: "warning", hint: "notice" } as const;

/** One line each; "" where there are none. */
export function toWorkflowCommands(diagnostics: readonly Diagnostic[]): string {
  return diagnostics
    .map(({ severity, file, line, column, code, message, remedy }) => {
      const at = `file=${property(file)},line=${line},col=${column},title=${property(code)}`;
      return `::${COMMANDS[severity]} ${at}::${data(`${message}. ${remedy}`)}\n`;
    })
    .join("");
}

/** As the runner reads them (actions/toolkit, command.ts). */
export function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

export function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
