/** The last lines of what a process prints, for the error that tells why it failed. */

export interface Tail {
  push(chunk: string): void;
  /** The kept lines, joined by newlines, without one at the end. */
  text(): string;
}

/** Keeps the last `limit` lines, each cut after 2,000 characters, however much is pushed. */
export function createTail(limit = 40): Tail {
  let lines: string[] = [];
  let open = "";
  return {
    push(chunk) {
      const parts = (open + chunk).split(/\r?\n/);
      open = (parts.pop() ?? "").slice(0, 100_000);
      lines = [...lines, ...parts].slice(-limit);
    },
    text() {
      return [...lines, open]
        .filter((line) => line.trim() !== "")
        .slice(-limit)
        .map((line) => line.slice(0, 2000))
        .join("\n");
    },
  };
}
