/** A comparison as a comment of a pull request (GitHub Flavored Markdown). */
import type { ApiChange } from "../changes/index.js";
import { printable } from "../diagnostics/template.js";
import { countLines } from "../output/diff.js";
import type { FileChange } from "../output/index.js";
import type { Comparison, FolderChanges } from "./compare.js";

/** A comment is for people; the diff itself has all of them. */
const MOST_ROWS = 50;

/** Ends with a newline. */
export function toMarkdown({ base, folders, api }: Comparison): string {
  const parts = ["## gen-bench", ...apiPart(base, api), ...filesPart(folders)];
  return `${parts.join("\n")}\n`;
}

function apiPart(base: string | null, api: readonly ApiChange[] | null): string[] {
  const since = base === null ? "" : ` since \`${safe(base)}\``;
  if (api === null) {
    return [
      "",
      base === null
        ? "No repository: nothing to compare the API with."
        : `There was no document at \`${safe(base)}\`.`,
    ];
  }
  if (api.length === 0) return ["", `The API is the same${since}.`];
  const breaking = api.filter((change) => change.breaking).length;
  const verdict =
    breaking === 0
      ? "none of them breaks clients"
      : `**${breaking} of them break${breaking === 1 ? "s" : ""} clients**`;
  const rows = api.slice(0, MOST_ROWS).map(({ breaking: breaks, subject, text }) => {
    const name =
      subject.kind === "schema" ? `schema \`${safe(subject.name)}\`` : `\`${safe(subject.name)}\``;
    return `| ${breaks ? "💥 breaking" : ""} | ${name} | ${cell(text)} |`;
  });
  return [
    "",
    `### API: ${api.length} change${api.length === 1 ? "" : "s"}${since}, ${verdict}`,
    "",
    "| | where | what |",
    "| --- | --- | --- |",
    ...rows,
    ...more(api.length),
  ];
}

function filesPart(folders: readonly FolderChanges[]): string[] {
  const changed = folders.filter(({ changes }) => changes.length > 0);
  if (changed.length === 0) return ["", "### Generated files: no change"];
  const rows = changed.map(({ folder, title, changes }) => {
    const { added, deleted } = sum(changes);
    return `| ${cell(title)} | \`${safe(folder)}\` | ${changes.length} | +${added} −${deleted} |`;
  });
  return [
    "",
    "### Generated files",
    "",
    "| target | folder | files | lines |",
    "| --- | --- | --: | --: |",
    ...rows,
    ...changed.flatMap(fileList),
  ];
}

function fileList({ title, changes }: FolderChanges): string[] {
  const rows = changes.slice(0, MOST_ROWS).map((change) => {
    const { added, deleted } = countLines(change);
    const word = change.before === null ? "new" : change.after === null ? "gone" : "";
    return `| \`${safe(change.path)}\` | ${word} | +${added} −${deleted} |`;
  });
  return [
    "",
    `<details><summary>${title}: ${changes.length} file${changes.length === 1 ? "" : "s"}</summary>`,
    "",
    "| file | | lines |",
    "| --- | --- | --: |",
    ...rows,
    ...more(changes.length),
    "",
    "</details>",
  ];
}

function more(count: number): string[] {
  return count > MOST_ROWS ? ["", `… and ${count - MOST_ROWS} more`] : [];
}

function sum(changes: readonly FileChange[]): { added: number; deleted: number } {
  const counts = changes.map(countLines);
  return {
    added: counts.reduce((total, { added }) => total + added, 0),
    deleted: counts.reduce((total, { deleted }) => total + deleted, 0),
  };
}

/** For a code span in a cell: text can end neither. */
function safe(text: string): string {
  return cell(text.replaceAll("`", "'"));
}

/** One line of a table. Text of a document stands in code spans only, where nothing is HTML and nobody is called. */
function cell(text: string): string {
  return printable(text).replaceAll("|", "\\|");
}
