/** The layering that docs/architecture.md describes: which folder may know which, and how long a file may be. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { Project } from "ts-morph";
import { describe, expect, test } from "vitest";

const root = join(import.meta.dirname, "..");

/** What each folder (or file) directly under `src` may import from its siblings. `cli` may import all. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  "package-root.ts": [],
  "build.ts": [],
  // Before the command, so that it knows nothing of it but where caches are.
  "start.ts": ["cache", "cli", "sha256.ts"],
  "phase.ts": [],
  "sha256.ts": [],
  cache: ["sha256.ts"],
  schemas: [],
  model: [],
  diagnostics: [],
  source: ["diagnostics", "model"],
  openapi: ["model", "schemas", "source", "diagnostics", "package-root.ts"],
  sql: ["model"],
  languages: ["cache", "diagnostics", "model", "phase.ts", "sql"],
  render: ["sha256.ts"],
  changes: ["model"],
  config: ["schemas", "source", "diagnostics"],
  output: ["diagnostics", "sha256.ts"],
  targets: ["render", "schemas", "diagnostics", "package-root.ts", "sha256.ts", "toolchain"],
  toolchain: ["diagnostics"],
  database: ["model", "sql", "diagnostics"],
  bench: ["package-root.ts"],
  contract: ["source", "diagnostics", "model", "package-root.ts", "sql"],
  "generate.ts": [
    "cache",
    "diagnostics",
    "languages",
    "model",
    "phase.ts",
    "render",
    "sql",
    "targets",
  ],
};

/** A library lives in one folder, so that it can be replaced there. */
const HOME: Readonly<Record<string, string>> = {
  yaml: "src/source/",
  yargs: "src/cli",
  chokidar: "src/cli",
  diff: "src/output/",
  handlebars: "src/render/",
  oxfmt: "src/languages/typescript/",
  "openapi-typescript": "src/languages/typescript/",
  "ts-morph": "src/languages/typescript/",
};

interface Import {
  readonly file: string;
  readonly specifier: string;
  /** Path from the root, for a file of our own. */
  readonly target: string | undefined;
}

function allImports(): Import[] {
  const project = new Project({
    tsConfigFilePath: join(root, "tsconfig.json"),
    skipAddingFilesFromTsConfig: true,
  });
  return project.addSourceFilesAtPaths(join(root, "src/**/*.ts")).flatMap((file) =>
    file
      .getImportStringLiterals()
      .map((literal) => literal.getLiteralText())
      .map((specifier) => ({
        file: fromRoot(file.getFilePath()),
        specifier,
        target: specifier.startsWith(".")
          ? fromRoot(join(file.getDirectoryPath(), specifier)).replace(/\.js$/, ".ts")
          : undefined,
      })),
  );
}

function fromRoot(path: string): string {
  return relative(root, path).split(sep).join("/");
}

/** The folder or file directly under `src`. */
function part(path: string): string {
  return path.split("/")[1] ?? "";
}

const imports = allImports();

test("every part of src has its place in the layering", () => {
  const parts = new Set(readdirSync(join(root, "src")));
  for (const name of parts) {
    expect(name === "cli" || name === "cli.ts" || name in MAY_IMPORT, name).toBe(true);
  }
});

test("imports go one way", () => {
  const wrong = imports.filter(({ file, target }) => {
    if (target === undefined || /^(spec|templates)\//.test(target) || part(file) === part(target))
      return false;
    return !part(file).startsWith("cli") && !MAY_IMPORT[part(file)]?.includes(part(target));
  });
  expect(wrong.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

function language(path: string): string | undefined {
  return /^src\/languages\/([^/]+)\//.exec(path)?.[1];
}

test("no language imports another", () => {
  const wrong = imports.filter(({ file, target }) => {
    const [from, to] = [language(file), language(target ?? "")];
    return from !== undefined && to !== undefined && from !== to;
  });
  expect(wrong).toEqual([]);
});

test("a library is known to one folder", () => {
  const wrong = imports.filter(({ file, specifier }) => {
    const home = HOME[specifier.split("/")[0] ?? ""];
    return home !== undefined && !file.startsWith(home);
  });
  expect(wrong).toEqual([]);
});

function lines(folder: string, keep: RegExp): { file: string; count: number }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && keep.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      file: fromRoot(file),
      count: readFileSync(file, "utf8").split("\n").length,
    }));
}

/** Targets outside of the package are held to what holds for ours. */
function exampleTemplates(): string[] {
  return readdirSync(join(root, "examples"))
    .map((name) => join("examples", name, "templates"))
    .filter((folder) => existsSync(join(root, folder)));
}

describe("files stay short", () => {
  test("no source file passes 500 lines", () => {
    expect(lines("src", /\.ts$/).filter(({ count }) => count > 500)).toEqual([]);
  });
  test("no template passes 300", () => {
    const templates = ["templates", ...exampleTemplates()].flatMap((folder) =>
      lines(folder, /\.(hbs|ts)$/),
    );
    expect(templates.filter(({ count }) => count > 300)).toEqual([]);
  });
});

/** Words of our own document, which nothing outside `spec` may know. */
test("neither src nor any template knows the names in our document", () => {
  const own = /\b(movies?|films?|genre|shopkeeper|is_staff|accounts_user|listUsers)\b/i;
  const files = ["src", "templates", ...exampleTemplates()].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(
        (entry) => entry.isFile() && !entry.parentPath.includes(join("_all", "static", "docs")),
      )
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  // An example with a document of its own speaks of what stands in it.
  const withDocument = readdirSync(join(root, "examples"))
    .map((name) => join(root, "examples", name))
    .filter((folder) => existsSync(join(folder, "openapi.yaml")));
  const knowing = files.filter(
    (file) =>
      !file.endsWith("package-lock.json") &&
      !withDocument.some((folder) => file.startsWith(join(folder, "/"))) &&
      own.test(readFileSync(file, "utf8")),
  );
  expect(knowing.map(fromRoot)).toEqual([]);
});
