/** Files of handlers: the names in them, and stubs for those that are missing. Nothing that stands there is moved. */
import type { ImportDeclaration, SourceFile } from "ts-morph";
import type { HandlerFiles } from "../language.js";

export const handlers: HandlerFiles = { names, complete };

/** Where handlers import their types from. */
const TYPES = "./custom.js";

const IMPORTED = /import\s+type\s*\{([^}]*)\}\s*from\s*["']\.\/custom\.js["']/g;
const HANDLER = /^export\s+const\s+([\w$]+)\s*:\s*([\w$]+)\s*=/gm;

/** `export const name: Type`, where the type is imported from `custom.js`. */
function names(text: string): string[] {
  const imported = new Set(
    [...text.matchAll(IMPORTED)].flatMap(([, list = ""]) =>
      list.split(",").map((name) => name.trim()),
    ),
  );
  return [...text.matchAll(HANDLER)].flatMap(([, name = "", type = ""]) =>
    imported.has(type) ? [name] : [],
  );
}

async function complete(found: string, begins: string): Promise<string> {
  // Most often all are there, which can be seen without the compiler.
  if (names(begins).every((name) => isExported(found, name))) return found;
  const { Project } = await import("ts-morph");
  const project = new Project({ useInMemoryFileSystem: true, skipLoadingLibFiles: true });
  const mark = found.startsWith("\ufeff") ? "\ufeff" : "";
  const text = found.slice(mark.length);
  const source = project.createSourceFile("found.ts", text);
  const stubs = stubsOf(project.createSourceFile("begins.ts", begins), exportsOf(source));
  if (stubs.length === 0) return found;
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  const { at, insert } = typeImport(
    source,
    stubs.map(({ type }) => type),
    newline,
  );
  const filled = text.slice(0, at) + insert + text.slice(at);
  const gap = filled.endsWith("\n") ? newline : newline + newline;
  const added = stubs.map(({ text: stub }) => stub.replaceAll("\n", newline));
  return `${mark}${filled}${gap}${added.join(newline + newline)}${newline}`;
}

function isExported(text: string, name: string): boolean {
  const escaped = name.replaceAll("$", "\\$");
  return new RegExp(
    `^export\\s+(?:const|(?:async\\s+)?function)\\s+${escaped}(?![\\w$])`,
    "m",
  ).test(text);
}

/** Names that a module exports by itself. */
function exportsOf(source: SourceFile): ReadonlySet<string> {
  const variables = source
    .getVariableStatements()
    .filter((statement) => statement.isExported())
    .flatMap((statement) => statement.getDeclarations().map((one) => one.getName()));
  const functions = source
    .getFunctions()
    .flatMap((one) => (one.isExported() ? (one.getName() ?? []) : []));
  const lists = source
    .getExportDeclarations()
    .flatMap((declaration) => declaration.getNamedExports())
    .map((one) => one.getAliasNode()?.getText() ?? one.getName());
  return new Set([...variables, ...functions, ...lists]);
}

interface Stub {
  readonly text: string;
  readonly type: string;
}

function stubsOf(begins: SourceFile, there: ReadonlySet<string>): Stub[] {
  return begins.getVariableStatements().flatMap((statement) => {
    const [declaration] = statement.getDeclarations();
    const type = declaration?.getTypeNode()?.getText();
    if (declaration === undefined || type === undefined || there.has(declaration.getName()))
      return [];
    return { text: statement.getText(true), type };
  });
}

/** Where the types have to be put in, and what: into a list that imports from there, else as an import of its own. */
function typeImport(source: SourceFile, types: readonly string[], newline: string) {
  const imports = source.getImportDeclarations();
  const ours = imports.filter((one) => one.getModuleSpecifierValue() === TYPES);
  const known = new Set(ours.flatMap((one) => one.getNamedImports().map((name) => name.getName())));
  const missing = types.filter((type) => !known.has(type));
  if (missing.length === 0) return { at: 0, insert: "" };
  const list = ours.find((one) => one.getNamedImports().length > 0);
  if (list !== undefined) return intoList(list, missing);
  const line = `import type { ${missing.join(", ")} } from "${TYPES}";`;
  const last = imports.at(-1);
  return last === undefined
    ? { at: 0, insert: line + newline + newline }
    : { at: last.getEnd(), insert: newline + line };
}

/** Behind the last name of the list, separated as that one is from what stands before it. */
function intoList(list: ImportDeclaration, types: readonly string[]) {
  const named = list.getNamedImports();
  const last = named.at(-1);
  const at = last?.getEnd() ?? list.getEnd();
  const space = /\s*$/.exec(list.getSourceFile().getFullText().slice(0, last?.getStart()))?.[0];
  const separator = space?.includes("\n") === true ? `,${space}` : ", ";
  const word = list.isTypeOnly() ? "" : "type ";
  return { at, insert: types.map((type) => `${separator}${word}${type}`).join("") };
}
