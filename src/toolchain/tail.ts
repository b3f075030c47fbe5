/** The first and last lines of what a process prints, for the error that tells why it failed. */

export interface Tail {
  push(chunk: string): void;
  /** The kept lines, joined by newlines, without one at the end; a gap shows as `…`. */
  text(): string;
}

const FIRST = 10;
const LAST = 30;
const LINE_LENGTH = 2000;

/**
 * Keeps lines that are not blank: the first, where many tools say what is wrong, and the last, where others do. Each
 * is cut after 2,000 characters, so that it stays small however much is pushed.
 */
export function createTail(first = FIRST, last = LAST): Tail {
  const head: string[] = [];
  let tail: string[] = [];
  let dropped = false;
  let open = "";

  function keep(line: string): void {
    if (line.trim() === "") return;
    const cut = line.slice(0, LINE_LENGTH);
    if (head.length < first) {
      head.push(cut);
      return;
    }
    tail.push(cut);
    if (tail.length <= last) return;
    tail = tail.slice(-last);
    dropped = true;
  }

  return {
    push(chunk) {
      const lines = (open + chunk).split(/\r?\n/);
      open = (lines.pop() ?? "").slice(0, LINE_LENGTH);
      for (const line of lines) keep(line);
    },
    text() {
      const lines = [...head, ...(dropped ? ["…"] : []), ...tail];
      return [...lines, ...(open.trim() === "" ? [] : [open])].join("\n");
    },
  };
}
