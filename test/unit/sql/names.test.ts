import { expect, test } from "vitest";
import { django } from "../../../src/sql/django.js";
import { fitName, freshName, NAME_BYTES, objectName, quote } from "../../../src/sql/names.js";

test.each([
  ["title", "title"],
  ["_x9", "_x9"],
  ["Title", '"Title"'],
  ["9lives", '"9lives"'],
  ["select", '"select"'],
  ["user", '"user"'],
  ["first name", '"first name"'],
  ['a"b', '"a""b"'],
  ["é", '"é"'],
  ["x'; drop table y; --", `"x'; drop table y; --"`],
  ["", "_d41d8cd9"],
  ["a\0b", "ab_70350f60"],
])("an identifier %j stands as %s", (name, expected) => {
  expect(quote(name)).toBe(expected);
});

test("a long name is cut between characters and stays apart from its neighbours", () => {
  const names = ["é".repeat(40), `${"é".repeat(39)}x`, "y".repeat(64), "y".repeat(65)].map((name) =>
    fitName(name),
  );
  expect(new Set(names).size).toBe(4);
  for (const name of names) {
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(NAME_BYTES);
    expect(name).not.toContain("\ufffd");
  }
  expect(fitName("y".repeat(63))).toBe("y".repeat(63));
});

test("a taken name is numbered, also at the limit", () => {
  expect(freshName("a", new Set())).toBe("a");
  expect(freshName("a", new Set(["a", "a_2"]))).toBe("a_3");
  const long = "z".repeat(63);
  expect(freshName(long, new Set([long]))).toBe(`${"z".repeat(61)}_2`);
});

test.each([
  ["short", "col", "key", [], "short_col_key"],
  ["short", null, "pkey", [], "short_pkey"],
  ["short", "col", "key", ["short_col_key"], "short_col_key1"],
  ["t".repeat(50), "c".repeat(50), "fkey", [], `${"t".repeat(29)}_${"c".repeat(28)}_fkey`],
  ["t".repeat(63), "c", "idx", [], `${"t".repeat(57)}_c_idx`],
] as const)(
  "constraint of %s.%s as PostgreSQL names it",
  (table, column, label, taken, expected) => {
    expect(objectName(table, column, label, new Set<string>(taken))).toBe(expected);
  },
);

test.each([
  ["accounts_user", "username", "accounts_user_username_6088629e_like"],
  ["auth_user", "username", "auth_user_username_6821ab7c_like"],
  ["django_session", "session_key", "django_session_session_key_c0390e0f_like"],
])("Django's pattern index of %s.%s", (table, column, expected) => {
  expect(django.likeName(table, column)).toBe(expected);
});

test("Django's foreign key", () => {
  expect(
    django.foreignKeyName("auth_permission", "content_type_id", "django_content_type", "id"),
  ).toBe("auth_permission_content_type_id_2f476e4b_fk_django_co");
});
