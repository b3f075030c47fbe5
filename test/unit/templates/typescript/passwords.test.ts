import { expect, test } from "vitest";
import {
  hashPassword,
  verifyPassword,
} from "../../../../templates/typescript/_language/static/src/passwords.js";

// PBKDF2-HMAC-SHA256 of "päss" with the salt "seasalt", by Python's hashlib.
const KNOWN = "pbkdf2_sha256$1000$seasalt$KmUDpWOuedRDQLlOEPhVp6I6zP1qE3q2qbxlEQXtwSc=";

test("the salt of a stored hash is text", async () => {
  expect(await verifyPassword("päss", KNOWN, 1)).toBe(true);
  expect(await verifyPassword("pass", KNOWN, 1)).toBe(false);
});

test("a new hash verifies, and only with its password", async () => {
  const hash = await hashPassword("pässword", 1000);
  expect(hash).toMatch(/^pbkdf2_sha256\$1000\$[A-Za-z0-9]{32}\$[A-Za-z0-9+/]{43}=$/);
  expect(await verifyPassword("pässword", hash, 1)).toBe(true);
  expect(await verifyPassword("password", hash, 1)).toBe(false);
});

test.each([
  undefined,
  "",
  "!unusable",
  "pbkdf2_sha256$1000$seasalt$",
  "pbkdf2_sha256$1000$seasalt$KmUDpWOuedRDQLlOEPhVp6I6zP1qE3q2qbxlEQXtwSd=",
  "md5$salt$hash",
  "pbkdf2_sha256$0$salt$AAAA",
  "pbkdf2_sha256$x$salt$AAAA",
  "pbkdf2_sha256$1$salt$AAAA$more",
])("nothing verifies against %j", async (stored) => {
  expect(await verifyPassword("", stored, 1)).toBe(false);
});

test("many at once are all answered, and a failure does not hold up the next", async () => {
  const stored = await hashPassword("right", 10);
  const passwords = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? "right" : "wrong"));
  const failing = expect(hashPassword("any", 0)).rejects.toThrow(/iterations/);
  const answers = await Promise.all(passwords.map((one) => verifyPassword(one, stored, 10)));
  await failing;
  expect(answers).toEqual(passwords.map((one) => one === "right"));
});
