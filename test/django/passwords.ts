/** Django's password format by its definition, for tests only: the servers have their own in their own languages. */
import { pbkdf2Sync, timingSafeEqual } from "node:crypto";

/** `pbkdf2_sha256$<iterations>$<salt>$<base64>`, the salt taken as text. */
export function hashPassword(password: string, salt: string, iterations: number): string {
  const hash = pbkdf2Sync(password, salt, iterations, 32, "sha256");
  return `pbkdf2_sha256$${iterations}$${salt}$${hash.toString("base64")}`;
}

/** Whether the stored hash is that of the password, whatever its number of iterations; false for other formats. */
export function verifyPassword(password: string, stored: string): boolean {
  const parts = /^pbkdf2_sha256\$([1-9][0-9]*)\$([^$]+)\$([A-Za-z0-9+/]{43}=)$/.exec(stored);
  const [, iterations, salt, hash] = parts ?? [];
  if (iterations === undefined || salt === undefined || hash === undefined) return false;
  const computed = pbkdf2Sync(password, salt, Number(iterations), 32, "sha256");
  return timingSafeEqual(computed, Buffer.from(hash, "base64"));
}
