/** What is left for the user to do about handlers of custom operations. */
import type { HandlerFile } from "./handlers.js";
import type { Terminal } from "./terminal.js";

/** Nothing where every custom operation has its handler, and every handler its operation. */
export function tellHandlers(
  files: readonly HandlerFile[],
  mode: "write" | "plan",
  { talk }: Terminal,
): void {
  for (const { file, missing, retired, misplaced } of files) {
    if (missing.length > 0) {
      const stubs =
        mode === "write" ? "write these handlers, which answer 501 until then" : "stubs to add";
      talk(`${file}: ${stubs}: ${missing.join(", ")}\n`);
    }
    for (const name of retired) {
      talk(
        `warning: ${file}: nothing calls ${name}, since no operation of that name is left to you any more; remove it, and the import of its type\n`,
      );
    }
    for (const { name, belongs } of misplaced) {
      talk(`warning: ${file}: ${name} is looked for in ${belongs}; move it there\n`);
    }
  }
}
