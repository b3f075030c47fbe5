/** Imports that a file lacks, put where gofmt would have them. */
import { NO_CODE } from "./format.js";

interface ImportSpec {
  readonly path: string;
  /** The name that the file uses, undefined for that of the package. */
  readonly alias: string | undefined;
  /** Of its line in the text, without the line's end. */
  readonly start: number;
  readonly end: number;
  /** Where the comment above it begins, if there is one. */
  readonly head: number;
  /** Number of the block of lines without an empty one between them; specs outside parentheses have none. */
  readonly group: number | undefined;
}

interface Imports {
  readonly specs: readonly ImportSpec[];
  /** Where the lines of the first declaration with parentheses begin and end. */
  readonly block: { readonly start: number; readonly end: number } | undefined;
  /** Behind the package clause and declarations without parentheses. */
  readonly behind: number;
}

/** A text with those imports of another text that it does not have by the same name; the lines there are stay. */
export function withImports(text: string, other: string, newline: string): string {
  return importsOf(other).specs.reduce(
    (result, { path }) => withImport(result, path, newline),
    text,
  );
}

function withImport(text: string, path: string, newline: string): string {
  const { specs, block, behind } = importsOf(text);
  const name = path.replace(/^.*\//, "");
  const isThere = specs.some((one) => one.path === path && (one.alias ?? name) === name);
  if (isThere) return text;
  const line = `\t"${path}"`;
  if (block === undefined) {
    const before = specs.length === 0 ? newline + newline : newline;
    return insert(text, behind, `${before}import "${path}"`);
  }
  const grouped = specs.filter(({ group }) => group !== undefined);
  const alike = grouped.find((one) => kindOf(one.path) === kindOf(path));
  if (alike !== undefined) {
    const group = grouped.filter((one) => one.group === alike.group);
    const last = group.findLast((one) => one.path < path);
    return last === undefined
      ? insert(text, group[0]?.head ?? block.start, line + newline)
      : insert(text, last.end, newline + line);
  }
  const gap = grouped.length === 0 ? "" : newline;
  return kindOf(path) === "standard"
    ? insert(text, block.start, line + newline + gap)
    : insert(text, block.end, gap + line + newline);
}

/** A path of the standard library has no dot in its first part; `server` is the project itself. */
function kindOf(path: string): "standard" | "own" | "other" {
  const [first = ""] = path.split("/");
  if (first === "server") return "own";
  return first.includes(".") ? "other" : "standard";
}

function insert(text: string, at: number, part: string): string {
  return text.slice(0, at) + part + text.slice(at);
}

const SPEC = /^[ \t]*(?:import[ \t]+)?(?:([\w.]+)[ \t]+)?["`]([^"`\n]+)["`]/;

function importsOf(text: string): Imports {
  // Comments are no imports; strings have to be seen.
  const code = text.replace(NO_CODE, (token) =>
    token.startsWith("/") ? token.replace(/[^\r\n]/g, " ") : token,
  );
  const specs: ImportSpec[] = [];
  const clause = /^\ufeff?package[ \t]+\w+/m.exec(code);
  let behind = clause === null ? 0 : clause.index + clause[0].length;
  let block: Imports["block"];
  for (const declaration of code.matchAll(/^import[ \t]*\(([^)]*)\)|^import[ \t]+[^(\r\n]+/gm)) {
    const [all, lines] = declaration;
    if (lines === undefined) {
      const [, alias, path] = SPEC.exec(all) ?? [];
      const start = declaration.index;
      const end = start + all.trimEnd().length;
      if (path !== undefined)
        specs.push({ path, alias, start, end, head: start, group: undefined });
      behind = endOfLine(text, start);
      continue;
    }
    const start = endOfLine(text, declaration.index) + (/\r?\n/.exec(lines)?.[0].length ?? 0);
    const end = declaration.index + all.length - 1;
    const isFirst = block === undefined;
    block ??= { start, end };
    if (isFirst) specs.push(...specsIn(code, text, start, end));
    else
      specs.push(...specsIn(code, text, start, end).map((one) => ({ ...one, group: undefined })));
  }
  return { specs, block, behind };
}

function specsIn(code: string, text: string, start: number, end: number): ImportSpec[] {
  const specs: ImportSpec[] = [];
  let group = 0;
  let head = start;
  for (let at = start; at < end; at = code.indexOf("\n", at) + 1) {
    const stop = endOfLine(text, at);
    const [, alias, path] = SPEC.exec(code.slice(at, stop)) ?? [];
    if (path !== undefined) specs.push({ path, alias, start: at, end: stop, head, group });
    // A line of comments is none that is empty.
    const isEmpty = text.slice(at, stop).trim() === "";
    if (isEmpty) group++;
    if (isEmpty || path !== undefined) head = code.indexOf("\n", at) + 1;
    if (!code.includes("\n", at)) break;
  }
  return specs;
}

/** Before its line end. */
function endOfLine(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  if (end < 0) return text.length;
  return text[end - 1] === "\r" ? end - 1 : end;
}
