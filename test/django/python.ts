/** A Python environment with Django, made once in the cache folder and kept. */
import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { folders } from "../../src/database/index.js";

const PACKAGES = ["Django==5.2.*", "psycopg[binary]==3.*"];
/** Counted up when the packages change. */
const FOLDER = "python-django-5.2-1";

const call = promisify(execFile);

export interface Python {
  /** Runs a command of the project in `project/`; gives what it prints. */
  readonly django: (...args: readonly string[]) => Promise<string>;
}

/** The environment, or why there is none. */
export async function python(): Promise<Python | { readonly missing: string }> {
  const folder = join(folders().cache, FOLDER);
  const program = join(folder, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");
  const marker = join(folder, "complete");
  try {
    if ((await readFile(marker, "utf8").catch(() => "")) !== PACKAGES.join(" ")) {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      await call("python3", ["-m", "venv", folder]);
      await call(program, [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        ...PACKAGES,
      ]);
      await writeFile(marker, PACKAGES.join(" "));
    }
    await call(program, ["-c", "import django, psycopg"]);
  } catch (error) {
    return {
      missing: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
    };
  }
  const script = join(import.meta.dirname, "project", "django_project.py");
  return {
    async django(...args) {
      const { stdout } = await call(program, [script, ...args], {
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
      });
      return stdout.trim();
    },
  };
}
