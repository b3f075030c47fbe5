/**
 * Handlers of custom operations: files that are the user's, in each project or in one folder for all of them. From
 * such a folder every project has copies, and beside what the user wrote stands what is generated for it.
 */
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { extname, join, posix, relative, sep } from "node:path";
import type { Generated } from "../generate.js";
import { normalizeLineEnds, type Output, type OwnFile } from "../output/index.js";
import { sha256 } from "../sha256.js";

/** What one target generates, and where to. */
export interface Made {
  readonly folder: string;
  readonly generated: Generated;
}

/** A file of handlers as it stands, and which handlers it has that nobody asks for there. */
export interface HandlerFile {
  /** For messages. */
  readonly file: string;
  /** Handlers to write. */
  readonly missing: readonly string[];
  /** Their operations are gone, or no longer left to the user. */
  readonly retired: readonly string[];
  /** Handlers that are looked for in other files. */
  readonly misplaced: readonly { readonly name: string; readonly belongs: string }[];
}

export interface Handlers {
  /** What projects get besides what is generated, in the order of `made`. */
  readonly parts: readonly Part[];
  /** What is written to the folder that is shared; `null` without one. */
  readonly shared: Pick<Output, "files" | "own" | "endings"> | null;
  readonly files: readonly HandlerFile[];
}

export interface Part extends Pick<Output, "own" | "copies"> {
  readonly files: ReadonlyMap<string, string>;
  /** Digest of the copies; `null` where there are none. */
  readonly digest: string | null;
}

/** @param folder the one that is shared; `null` leaves handlers in the projects */
export async function collectHandlers(
  made: readonly Made[],
  folder: string | null,
): Promise<Handlers> {
  return folder === null ? inProjects(made) : inFolder(made, folder);
}

async function inProjects(made: readonly Made[]): Promise<Handlers> {
  const files: HandlerFile[] = [];
  const parts: Part[] = [];
  for (const { folder, generated } of made) {
    const { ownFolder } = generated;
    const found = ownFolder === null ? new Map() : await textsIn(join(folder, ownFolder));
    if (ownFolder !== null) {
      files.push(...(await lookAt(join(folder, ownFolder), found, generated)));
    }
    const own = ownFiles(generated, found);
    const within = (path: string): string => posix.join(ownFolder ?? "", path);
    parts.push({
      files: new Map(),
      own: new Map([...own].map(([path, file]) => [within(path), file])),
      digest: null,
    });
  }
  return { parts, shared: null, files };
}

async function inFolder(made: readonly Made[], folder: string): Promise<Handlers> {
  const files = new Map<string, string>();
  const own = new Map<string, OwnFile>();
  const endings = new Set<string>();
  const looked = new Map<string, HandlerFile>();
  const parts: Part[] = [];
  const found = await textsIn(folder);
  for (const one of made) {
    const { generated } = one;
    const { ownFolder } = generated;
    if (ownFolder === null || generated.own.size === 0) {
      parts.push({ files: new Map(), digest: null });
      continue;
    }
    const beside = (path: string): boolean => posix.dirname(path) === ownFolder;
    for (const path of generated.own.keys()) endings.add(extname(path));
    for (const [path, text] of generated.files) {
      if (beside(path)) files.set(posix.basename(path), text);
    }
    for (const [path, file] of ownFiles(generated, found)) own.set(path, file);
    for (const file of await lookAt(folder, found, generated)) looked.set(file.file, file);
    parts.push(await copiesFor(one, ownFolder, folder, found));
  }
  return {
    parts,
    shared: own.size === 0 ? null : { files, own, endings: [...endings] },
    files: [...looked.values()],
  };
}

/**
 * The files that are the user's, by path below the folder of handlers.
 * @param found texts in that folder
 */
function ownFiles(
  { own, ownFolder, handlers }: Generated,
  found: ReadonlyMap<string, string>,
): Map<string, OwnFile> {
  const files = new Map<string, OwnFile>();
  for (const [place, whole] of own) {
    const path = posix.relative(ownFolder ?? "", place);
    const others = [...found].filter(
      ([other]) => other !== path && extname(other) === extname(path),
    );
    const texts = others.map(([, text]) => text);
    const text = handlers.lacking === undefined ? whole : handlers.lacking(whole, texts);
    if (text === null) continue;
    files.set(path, {
      text,
      complete: (there: string) => handlers.complete(withoutSource(there), text),
    });
  }
  return files;
}

/** All that stands in the shared folder, as it will stand there, below the folder where a project has its handlers. */
async function copiesFor(
  { folder: project, generated }: Made,
  ownFolder: string,
  folder: string,
  found: ReadonlyMap<string, string>,
): Promise<Part> {
  const endings = new Set([...generated.own.keys()].map((path) => extname(path)));
  const texts = new Map([...found].filter(([path]) => endings.has(extname(path))));
  for (const [path, { text, complete }] of ownFiles(generated, found)) {
    const there = found.get(path);
    texts.set(path, there === undefined ? text : await complete(there));
  }
  const files = new Map<string, string>();
  const copies = new Map<string, string>();
  for (const [path, text] of [...texts].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const place = posix.join(ownFolder, path);
    // What is generated there is generated here as well.
    if (generated.files.has(place)) continue;
    const source = relative(project, join(folder, path)).split(sep).join("/");
    files.set(place, `${sourceLine(source)}\n${normalizeLineEnds(text.replace(/^\ufeff/, ""))}`);
    copies.set(place, join(folder, path));
  }
  const digest = sha256(JSON.stringify([...files]));
  return { files, copies, digest };
}

const SOURCE_LINE =
  /^\/\/ Code generated by gen-bench, a copy of .*\. DO NOT EDIT\.\r?\n(?:\r?\n)?/;

/** In the form by which Go's tools know generated code (https://go.dev/s/generatedcode); no file's comment follows at once. */
function sourceLine(source: string): string {
  return `// Code generated by gen-bench, a copy of ${source}. DO NOT EDIT.\n`;
}

/** A copy that became the user's own, since no folder is shared any more. */
function withoutSource(text: string): string {
  return text.replace(SOURCE_LINE, "");
}

/** What is to be told of the files in a folder of handlers. */
async function lookAt(
  folder: string,
  found: ReadonlyMap<string, string>,
  generated: Generated,
): Promise<HandlerFile[]> {
  const { own, ownFolder, handlers } = generated;
  const begin = ownFiles(generated, found);
  const wanted = new Map<string, string>();
  for (const [path, text] of own) {
    const file = posix.relative(ownFolder ?? "", path);
    for (const name of handlers.names(text)) wanted.set(name, file);
  }
  const paths = [...new Set([...found.keys(), ...wanted.values()])].toSorted();
  const files: HandlerFile[] = [];
  for (const path of paths) {
    const text = found.get(path);
    const names = handlers.names(text ?? "");
    const yours = begin.get(path);
    const completed = text === undefined ? yours?.text : await yours?.complete(text);
    const file: HandlerFile = {
      file: join(folder, path),
      missing: handlers.names(completed ?? "").filter((name) => !names.includes(name)),
      retired: names.filter((name) => !wanted.has(name)),
      misplaced: names.flatMap((name) => {
        const belongs = wanted.get(name) ?? path;
        const anywhere = handlers.lacking !== undefined;
        return belongs === path || anywhere ? [] : [{ name, belongs: join(folder, belongs) }];
      }),
    };
    if (file.missing.length + file.retired.length + file.misplaced.length > 0) files.push(file);
  }
  return files;
}

/** Text by path with `/`, sorted; tests, hidden files and installed packages are nobody's handlers. */
async function textsIn(folder: string): Promise<ReadonlyMap<string, string>> {
  if (!existsSync(folder)) return new Map();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .filter((path) => !/(^|\/)(\.|node_modules\/)|[._](test|spec)\.\w+$/.test(path))
    .toSorted();
  const texts = await Promise.all(paths.map((path) => readFile(join(folder, path), "utf8")));
  return new Map(paths.map((path, index) => [path, texts[index] ?? ""]));
}
