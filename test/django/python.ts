/** A Python environment with the real Django. */
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { virtualEnvironment } from "../python.js";

const call = promisify(execFile);

export interface Python {
  /** Runs a command of the project in `project/`; gives what it prints. */
  readonly django: (...args: readonly string[]) => Promise<string>;
}

/** The environment, or why there is none. */
export async function python(): Promise<Python | { readonly missing: string }> {
  const found = await virtualEnvironment("django", ["Django==5.2.*", "psycopg[binary]==3.*"]);
  if ("missing" in found) return found;
  const script = join(import.meta.dirname, "project", "django_project.py");
  return {
    async django(...args) {
      const { stdout } = await call(found.program("python"), [script, ...args], {
        env: { ...process.env, PYTHONDONTWRITEBYTECODE: "1" },
      });
      return stdout.trim();
    },
  };
}
