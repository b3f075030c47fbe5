/** The package as npm would publish it, installed where no checkout is. */
import { execFile } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, "../..");

export interface Packed {
  /** Path of the tarball. */
  readonly tarball: string;
  /** Of the tarball, in bytes. */
  readonly size: number;
  readonly files: readonly string[];
}

/**
 * Packs a copy with a build of its own: the one of the checkout also holds what older builds left. Scripts are not run,
 * as they would build the checkout anew under the feet of other tests.
 */
export async function pack(folder: string): Promise<Packed> {
  const copy = join(folder, "copy");
  await mkdir(copy);
  for (const path of ["bin", "docs", "spec", "templates", "package.json", "LICENSE", "README.md"]) {
    await cp(join(ROOT, path), join(copy, path), { recursive: true });
  }
  await run(process.execPath, [join(ROOT, "scripts/build.mjs"), join(copy, "dist")]);
  // What must not be published although it may lie about.
  await writeFile(join(copy, ".env"), "SECRET=1\n");
  const args = ["pack", "--json", "--ignore-scripts", "--pack-destination", folder];
  const { stdout } = await run("npm", args, { cwd: copy, env: strangerEnvironment() });
  // npm 11 prints a list, later ones a map of packages.
  const [report] = Object.values(JSON.parse(stdout) as Record<string, PackReport>);
  if (report === undefined) throw new Error(`npm pack printed ${stdout}`);
  return {
    tarball: join(folder, report.filename),
    size: report.size,
    files: report.files.map(({ path }) => path),
  };
}

interface PackReport {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

/** An empty folder with a name that is harder than most. */
export async function emptyFolder(): Promise<string> {
  // Where the temporary folder is a link, what is printed would have another name.
  const folder = await mkdtemp(join(await realpath(tmpdir()), "gen-bench ünï 包 "));
  // The embedded PostgreSQL runs as another user where we are root.
  await chmod(folder, 0o755);
  return folder;
}

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly talk: string;
}

/** Runs the command that is installed in the folder, to its end. */
export function installed(
  cwd: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<Result> {
  const env = { ...strangerEnvironment(), ...environment };
  return toEnd(join(cwd, "node_modules/.bin/gen-bench"), args, { cwd, env });
}

/** Runs a line as one types it; all that it says, in its order, is in `out`. */
export function shell(cwd: string, line: string, home: string): Promise<Result> {
  const who = { GIT_AUTHOR_NAME: "x", GIT_AUTHOR_EMAIL: "x@example.com" };
  const committer = { GIT_COMMITTER_NAME: "x", GIT_COMMITTER_EMAIL: "x@example.com" };
  const env = { ...strangerEnvironment(), ...who, ...committer, GEN_BENCH_HOME: home };
  return toEnd("bash", ["-c", `{ ${line}\n} 2>&1`], { cwd, env });
}

async function toEnd(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<Result> {
  try {
    const { stdout, stderr } = await run(command, args, { ...options, maxBuffer: 1 << 26 });
    return { code: 0, out: stdout, talk: stderr };
  } catch (error) {
    const failed = error as { code?: unknown; stdout?: string; stderr?: string };
    if (typeof failed.code !== "number") throw error;
    return { code: failed.code, out: failed.stdout ?? "", talk: failed.stderr ?? "" };
  }
}

/** Neither the checkout's commands nor the settings that npm hands down to what it runs. */
function strangerEnvironment(): NodeJS.ProcessEnv {
  const path = (process.env["PATH"] ?? "").split(delimiter).filter((one) => !one.startsWith(ROOT));
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(?:npm_(?!config_(?:registry|cache))|NODE_PATH|NODE_ENV|VITEST|DATABASE_URL|CI$)/i.test(
        name,
      ),
  );
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter), NO_COLOR: "1" };
}

export function remove(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
