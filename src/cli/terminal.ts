/** The two streams of a command: data goes to standard output, talk to standard error. */
import type { Writable } from "node:stream";
import picocolors from "picocolors";

export type Colors = ReturnType<typeof picocolors.createColors>;

export interface Terminal {
  /** Data: what a pipe would read. */
  readonly out: (text: string) => void;
  /** Talk: progress, hints, errors. */
  readonly talk: (text: string) => void;
  /** Whether a person watches standard error, so that a line may be rewritten. */
  readonly animated: boolean;
  /** Whether somebody is there to answer a question. */
  readonly interactive: boolean;
  readonly outColors: Colors;
  readonly talkColors: Colors;
}

interface Stream extends Writable {
  readonly isTTY?: boolean;
}

/** Colours only on a terminal, and never where `NO_COLOR` is set (https://no-color.org) or the terminal is dumb. */
export function createTerminal(
  out: Stream = process.stdout,
  talk: Stream = process.stderr,
  environment: NodeJS.ProcessEnv = process.env,
  input: { readonly isTTY?: boolean } = process.stdin,
): Terminal {
  const allowed = !environment["NO_COLOR"] && environment["TERM"] !== "dumb";
  return {
    out: (text) => void out.write(text),
    talk: (text) => void talk.write(text),
    animated: talk.isTTY === true && environment["TERM"] !== "dumb" && !environment["CI"],
    interactive: input.isTTY === true && talk.isTTY === true && !environment["CI"],
    outColors: picocolors.createColors(allowed && out.isTTY === true),
    talkColors: picocolors.createColors(allowed && talk.isTTY === true),
  };
}
