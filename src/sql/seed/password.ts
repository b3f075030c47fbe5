/** Password hashes of the seed, in Django's format (`django.contrib.auth.hashers.PBKDF2PasswordHasher`). */
import { pbkdf2Sync } from "node:crypto";

/** The same for all, so that the seed is the same text on every run. These are test accounts. */
const SALT = "genbenchseedsalt000000";

/** Few, so that seeding and the logins of tests are quick; servers honour the count of a stored hash. */
export const SEED_ITERATIONS = 1000;

/** `pbkdf2_sha256$<iterations>$<salt>$<base64>`: PBKDF2 (RFC 8018) with HMAC-SHA-256, 32 bytes; the salt is text. */
export function seedHash(password: string, iterations: number): string {
  const hash = pbkdf2Sync(password, SALT, iterations, 32, "sha256").toString("base64");
  return `pbkdf2_sha256$${iterations}$${SALT}$${hash}`;
}
