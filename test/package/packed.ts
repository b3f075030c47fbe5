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
  const { stdout } = await npm(
    ["pack", "--json", "--ignore-scripts", "--pack-destination", folder],
    copy,
  );
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

export function npm(args: readonly string[], cwd: string) {
  return run("npm", args, { cwd, env: strangerEnvironment(), maxBuffer: 1 << 26 });
}

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly talk: string;
}

/** Runs a command of the folder's own `node_modules` to its end. */
export async function installed(
  cwd: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Result> {
  const [command = "", ...args] = argv;
  const env = { ...strangerEnvironment(), ...environment };
  const bin = command === "npx" ? command : join(cwd, "node_modules/.bin", command);
  try {
    const { stdout, stderr } = await run(bin, args, { cwd, env, maxBuffer: 1 << 26 });
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
