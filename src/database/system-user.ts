/**
 * The user that PostgreSQL runs as. It refuses to run as root, so that root becomes somebody else; users are only
 * used as they are found, never made.
 */
import { readFile } from "node:fs/promises";
import { EnvironmentError } from "../diagnostics/errors.js";

export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The best first; after them any user that is not root. `initdb` wants one that the system knows by name. */
const PREFERRED = ["postgres", "nobody"];

/**
 * Who to become; `null` to stay who we are.
 *
 * @throws EnvironmentError for root on a system without any other user
 */
export async function systemUser(): Promise<SystemUser | null> {
  if (process.geteuid?.() !== 0) return null;
  const text = await readFile("/etc/passwd", "utf8").catch(() => "");
  const user = chooseUser(text);
  if (user !== null) return user;
  throw new EnvironmentError(
    "PostgreSQL does not run as root, and /etc/passwd names no other user",
    "Run as another user, or set DATABASE_URL to a server that is already there.",
  );
}

/** The user to become among those of a passwd file (passwd(5)). */
export function chooseUser(passwd: string): SystemUser | null {
  const users = passwd.split("\n").flatMap((line): SystemUser[] => {
    const [name, , uid, gid] = line.split(":");
    if (name === undefined || name === "" || !/^\d+$/.test(uid ?? "") || !/^\d+$/.test(gid ?? "")) {
      return [];
    }
    const user = { name, uid: Number(uid), gid: Number(gid) };
    return user.uid === 0 ? [] : [user];
  });
  for (const name of PREFERRED) {
    const found = users.find((user) => user.name === name);
    if (found !== undefined) return found;
  }
  return users[0] ?? null;
}
