/** What would become of files, as unified diffs (the format of POSIX `diff -u`) that git and patch can apply. */
import { formatPatch, structuredPatch } from "diff";

/** One file before and after, `null` where it is not there. */
export interface FileChange {
  /** For the header, `/` between segments. */
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface LineCounts {
  readonly added: number;
  readonly deleted: number;
}

const NOWHERE = "/dev/null";

/** "" where nothing differs. */
export function unifiedDiff({ path, before, after }: FileChange): string {
  if (before === after) return "";
  const patch = structuredPatch(
    before === null ? NOWHERE : `a/${path}`,
    after === null ? NOWHERE : `b/${path}`,
    before ?? "",
    after ?? "",
    undefined,
    undefined,
    { context: 3 },
  );
  const mode =
    before === null ? "new file mode 100644\n" : after === null ? "deleted file mode 100644\n" : "";
  return `diff --git a/${path} b/${path}\n${mode}${formatPatch(patch).replace(/^=+\n/, "")}`;
}

/** Lines that come and go. */
export function countLines({ path, before, after }: FileChange): LineCounts {
  const { hunks } = structuredPatch(path, path, before ?? "", after ?? "", "", "", { context: 0 });
  const lines = hunks.flatMap((hunk) => hunk.lines);
  return {
    added: lines.filter((line) => line.startsWith("+")).length,
    deleted: lines.filter((line) => line.startsWith("-")).length,
  };
}
