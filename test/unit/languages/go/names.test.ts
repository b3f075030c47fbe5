import { describe, expect, test } from "vitest";
import { exportedName, fieldNames, unexported } from "../../../../src/languages/go/names.js";

describe("exported names", () => {
  test.each([
    ["users", "Users"],
    ["first_name", "FirstName"],
    ["listUsers", "ListUsers"],
    ["id", "ID"],
    ["creator_id", "CreatorID"],
    ["http-url", "HTTPURL"],
    ["api v1", "APIV1"],
    ["2fa", "N2fa"],
    ["", ""],
    ["../..", ""],
  ])("%j is %j", (text, wanted) => {
    expect(exportedName(text)).toBe(wanted);
  });
});

describe("names of one file", () => {
  test.each([
    ["Users", "users"],
    ["ID", "id"],
    ["IDCard", "idCard"],
    ["APIV1", "apiv1"],
    ["HTTPURL", "httpurl"],
    ["ListUsers", "listUsers"],
    ["N2fa", "n2fa"],
  ])("%j is %j", (name, wanted) => {
    expect(unexported(name)).toBe(wanted);
  });
});

test("two properties never share a field", () => {
  const field = fieldNames(["Columns"]);
  const names = ["user_name", "userName", "user-name", "columns", "", "!", "id", "ID"].map(field);
  expect(new Set(names).size).toBe(names.length);
  expect(names).not.toContain("Columns");
  expect(names.every((name) => /^[A-Z][A-Za-z0-9_]*$/.test(name))).toBe(true);
});
