/** `gen-bench init`: a configuration and, where there is no document yet, one to begin with. */
import { existsSync } from "node:fs";
import { access, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import { CONFIG_FILES } from "../config/config.js";
import { EnvironmentError, UsageError } from "../diagnostics/errors.js";
import { hasCode } from "../output/index.js";
import { packageRoot } from "../package-root.js";
import type { Target } from "../targets/index.js";
import type { ExitCode } from "./exit.js";
import { createPrompt } from "./prompt.js";
import { shellWord } from "./shell-word.js";
import { allTargets, selectTargets } from "./targets.js";
import type { Terminal } from "./terminal.js";

export interface InitOptions {
  /** Made if it is not there. */
  readonly folder: string;
  readonly targets: readonly string[];
  readonly all: boolean;
  readonly out: string | undefined;
  /** A document that exists, relative to the working directory. */
  readonly spec: string | undefined;
}

interface Answers {
  readonly targets: "all" | readonly string[];
  readonly out: string;
}

const DOCUMENT = "openapi.yaml";
/** Where a document may stand already. */
const USUAL_DOCUMENTS = [DOCUMENT, "openapi.json", "spec/openapi.yaml", "spec/openapi.json"];
const DEFAULTS = { targets: "all", out: "servers" } as const;

/**
 * Overwrites nothing. What flags leave open is asked on a terminal; elsewhere all targets go below `servers/`.
 * @throws UsageError when there is a configuration already, or the named document is not there
 */
export async function runInit(options: InitOptions, terminal: Terminal): Promise<ExitCode> {
  const { folder } = options;
  const present = CONFIG_FILES.find((name) => existsSync(join(folder, name)));
  if (present !== undefined) {
    throw new UsageError(
      `${join(folder, present)} is here already`,
      "Change it, or run gen-bench init in another folder.",
    );
  }
  const found = await findDocument(options);
  const answers = await answer(options, await allTargets(), terminal);
  const files = new Map<string, string>();
  if (found === null) files.set(DOCUMENT, await readFile(starter(), "utf8"));
  else terminal.talk(`using the document ${join(folder, found)}\n`);
  files.set(CONFIG_FILES[0], configuration(found ?? DOCUMENT, answers));
  await writeNew(folder, files);
  for (const path of files.keys()) terminal.talk(`wrote ${join(folder, path)}\n`);
  terminal.talk(`next: ${folder === "." ? "" : `cd ${shellWord(folder)} && `}gen-bench\n`);
  return 0;
}

/** The document that is there, relative to the folder; `null` where one has to be made. */
async function findDocument({ folder, spec }: InitOptions): Promise<string | null> {
  if (spec === undefined) {
    return USUAL_DOCUMENTS.find((name) => existsSync(join(folder, name))) ?? null;
  }
  await access(spec).catch(() => {
    throw new UsageError(
      `there is no document ${spec}`,
      "Without --spec, one to begin with is made.",
    );
  });
  const path = relative(resolve(folder), resolve(spec));
  // On Windows a document may stand on another drive.
  return isAbsolute(path) ? resolve(spec) : path.split(sep).join("/");
}

async function answer(
  options: InitOptions,
  known: readonly Target[],
  terminal: Terminal,
): Promise<Answers> {
  const named = selectTargets(known, options.targets).map(({ name }) => name);
  const targets = options.all ? "all" : named.length > 0 ? named : undefined;
  const { out } = options;
  if ((targets !== undefined && out !== undefined) || !terminal.interactive) {
    return { targets: targets ?? DEFAULTS.targets, out: out ?? DEFAULTS.out };
  }
  const prompt = createPrompt(terminal);
  try {
    return {
      targets: targets ?? (await askTargets(known, prompt, terminal)),
      out: out ?? (await prompt.ask("Folder for the servers", DEFAULTS.out)),
    };
  } finally {
    prompt.close();
  }
}

async function askTargets(
  known: readonly Target[],
  prompt: ReturnType<typeof createPrompt>,
  { talk }: Terminal,
): Promise<Answers["targets"]> {
  talk(`Targets: ${known.map(({ name }) => name).join(", ")}\n`);
  for (;;) {
    const words = await prompt.ask("Which, with commas between", DEFAULTS.targets);
    if (words === "all") return "all";
    const names = words.split(/[\s,]+/).filter((word) => word !== "");
    try {
      return selectTargets(known, names).map(({ name }) => name);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      talk(`${error.message}\n`);
    }
  }
}

function configuration(document: string, { targets, out }: Answers): string {
  return [
    "# What `gen-bench` without arguments generates, and where. Paths are relative to this file.",
    "# yaml-language-server: $schema=./node_modules/gen-bench/spec/config.schema.json",
    `document: ${scalar(document)}`,
    `out: ${scalar(out)}`,
    ...(targets === "all"
      ? ["targets: all"]
      : ["targets:", ...targets.map((name) => `  - ${name}`)]),
    "",
  ].join("\n");
}

/** A path as YAML: plain where it cannot be read as anything else, else quoted as JSON is, which YAML reads too. */
function scalar(text: string): string {
  return /^[A-Za-z._/][\w./-]*$/.test(text) &&
    /[a-z]{2}/i.test(text) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}

function starter(): string {
  return join(packageRoot(), "spec", "starter.yaml");
}

/** All or none. */
async function writeNew(folder: string, files: ReadonlyMap<string, string>): Promise<void> {
  const written: string[] = [];
  try {
    await mkdir(folder, { recursive: true });
    for (const [path, text] of files) {
      const place = join(folder, path);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(place, text, { flag: "wx" });
      written.push(place);
    }
  } catch (error) {
    for (const place of written) await rm(place, { force: true });
    if (hasCode(error, "EEXIST", "ENOTDIR")) {
      throw new UsageError(`${folder} is not a folder, or one of its files came in between`);
    }
    if (error instanceof Error && "syscall" in error) {
      throw new EnvironmentError(`cannot write to ${folder}: ${error.message}`);
    }
    throw error;
  }
}
