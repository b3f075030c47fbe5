/** Where servers that were sent the same sequence went apart, and which of them is the odd one. */
import type { Played } from "./play.js";
import type { TableText } from "./tables.js";

export interface Disagreement {
  /** Index of the first answer that differs, or null where only the tables do. */
  readonly at: number | null;
  /** What is compared, e.g. `the answer`, `the table things`. */
  readonly what: string;
  /** In the order of the servers. */
  readonly texts: readonly string[];
}

/** The first difference, or null. @param played of every server, of the same sequence */
export function compare(played: readonly Played[]): Disagreement | null {
  const [first] = played;
  if (first === undefined) return null;
  for (let index = 0; index < first.answers.length; index += 1) {
    const texts = played.map(({ answers }) => answers[index]?.text ?? "");
    if (differ(texts)) return { at: index, what: "the answer", texts };
  }
  for (const [index, { table }] of first.tables.entries()) {
    const texts = rowsApart(played.map(({ tables }) => tables[index]));
    if (texts !== null) return { at: null, what: `the table ${table}`, texts };
  }
  return null;
}

function rowsApart(tables: readonly (TableText | undefined)[]): readonly string[] | null {
  const longest = Math.max(...tables.map((table) => table?.rows.length ?? 0));
  for (let index = 0; index < longest; index += 1) {
    const texts = tables.map((table) => table?.rows[index] ?? "no such row");
    if (differ(texts)) return texts;
  }
  return null;
}

function differ(texts: readonly string[]): boolean {
  return texts.some((text) => text !== texts[0]);
}

export interface Group {
  readonly servers: readonly string[];
  readonly text: string;
}

/** Servers that agree with each other, the larger groups first. */
export function groupsOf(names: readonly string[], texts: readonly string[]): readonly Group[] {
  const groups = new Map<string, string[]>();
  for (const [index, text] of texts.entries()) {
    groups.set(text, [...(groups.get(text) ?? []), names[index] ?? ""]);
  }
  return [...groups]
    .map(([text, servers]) => ({ text, servers }))
    .toSorted((a, b) => b.servers.length - a.servers.length);
}

/** Those that most of the others disagree with; none where there is no majority, as of two. */
export function oddOnes(groups: readonly Group[]): readonly string[] {
  const [largest, ...others] = groups;
  const rest = others.flatMap(({ servers }) => servers);
  return largest !== undefined && largest.servers.length > rest.length ? rest : [];
}
