/** Questions to a person at a terminal, on standard error. */
import { createInterface } from "node:readline";
import { InterruptedError } from "./interrupt.js";
import type { Terminal } from "./terminal.js";

export interface Prompt {
  /** One line, without spaces around it; an empty one means the default. Ctrl-C and Ctrl-D throw `InterruptedError`. */
  ask(question: string, byDefault: string): Promise<string>;
  close(): void;
}

/** Only where `terminal.interactive` says that somebody is there to answer. */
export function createPrompt({ talkColors }: Terminal): Prompt {
  const reader = createInterface({ input: process.stdin, output: process.stderr });
  // Without a listener Ctrl-C would only pause it, and nobody would go on.
  reader.on("SIGINT", () => reader.close());
  // Lines that are typed ahead wait here.
  const lines = reader[Symbol.asyncIterator]();
  return {
    async ask(question, byDefault) {
      reader.setPrompt(`${talkColors.bold(question)} ${talkColors.dim(`[${byDefault}]`)}: `);
      reader.prompt();
      const line = await lines.next();
      if (line.done === true) throw new InterruptedError();
      return line.value.trim() || byDefault;
    },
    close: () => reader.close(),
  };
}
