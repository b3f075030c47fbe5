/**
 * What gofmt and goimports would do to the text of our templates, so that generating needs no Go: imports that are not
 * used go, the fields of structs stand below each other, there are no runs of empty lines, and bodies have the room that
 * they need. Indentation is the
 * templates' own; the tests of generated projects run the real gofmt.
 */

export async function format(path: string, text: string): Promise<string> {
  if (!path.endsWith(".go")) return text;
  const spaced = emptyLines(text.replace(/[ \t]+$/gm, ""));
  return alignFields(usedImports(spaced)).replace(LONG_EMPTY_FUNCTION, "$1{\n}");
}

/** What stands before the empty body of a function has no room on one line with it from 100 characters on. */
const LONG_EMPTY_FUNCTION = /^(func .{95,} )\{\}$/gm;

/** Strings, runes and comments: what is no code. */
export const NO_CODE =
  /`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** Drops an import whose package is named nowhere, and a declaration that is empty then. */
function usedImports(text: string): string {
  const declaration = /^import \(\n([\s\S]*?)^\)\n/m.exec(text);
  if (declaration === null) return text;
  const [all, lines = ""] = declaration;
  const rest = text.slice(declaration.index + all.length).replace(NO_CODE, "");
  const used = lines.split("\n").filter((line) => {
    const name = packageName(line);
    return name === undefined || new RegExp(`\\b${name}\\.`).test(rest);
  });
  const kept = emptyLines(`(\n${used.join("\n")})`).slice(2, -1);
  const statement = kept.trim() === "" ? "" : `import (\n${kept})\n`;
  const joined =
    text.slice(0, declaration.index) + statement + text.slice(declaration.index + all.length);
  return emptyLines(joined);
}

/** The name that a file uses for an import; undefined for a line that is none, or one without a name (`_`). */
function packageName(line: string): string | undefined {
  const [, alias, path] = /^\t(?:(\w+) )?"([^"]+)"$/.exec(line) ?? [];
  if (path === undefined || alias === "_") return undefined;
  // A major version is no name (https://go.dev/ref/mod#major-version-suffixes).
  return alias ?? path.replace(/\/v[0-9]+$/, "").replace(/^.*\//, "");
}

/** One empty line at most, and none behind an opening or before a closing bracket. Raw strings are left alone. */
function emptyLines(text: string): string {
  return outsideRawStrings(text, (code) =>
    code
      .replace(/\n{3,}/g, "\n\n")
      .replace(/([{(])\n\n+/g, "$1\n")
      .replace(/\n\n+(\t*[)}])/g, "\n$1"),
  );
}

function outsideRawStrings(text: string, change: (code: string) => string): string {
  const raw: string[] = [];
  // Kept as a character that no Go source may hold.
  const code = text.replace(NO_CODE, (token) => {
    if (!token.startsWith("`")) return token;
    raw.push(token);
    return "\0";
  });
  let next = 0;
  return change(code).replaceAll("\0", () => raw[next++] ?? "");
}

const FIELD = /^(\t+)([A-Za-z_]\w*) (\S.*)$/;

/** Types of fields in lines that follow each other begin in one column. */
function alignFields(text: string): string {
  return text.replace(/^(\t*)(type \w+ )?struct \{\n([\s\S]*?)^\1\}/gm, (block: string) => {
    const lines = block.split("\n");
    const aligned: string[] = [];
    for (let start = 0; start < lines.length;) {
      let end = start;
      while (FIELD.test(lines[end] ?? "") && end > 0) end++;
      if (end === start) aligned.push(lines[start++] ?? "");
      else {
        aligned.push(...alignRun(lines.slice(start, end)));
        start = end;
      }
    }
    return aligned.join("\n");
  });
}

function alignRun(lines: readonly string[]): string[] {
  const fields = lines.map((line) => FIELD.exec(line) ?? []);
  const width = Math.max(...fields.map(([, , name = ""]) => name.length));
  return fields.map(
    ([, tabs = "", name = "", type = ""]) => `${tabs}${name.padEnd(width)} ${type}`,
  );
}
