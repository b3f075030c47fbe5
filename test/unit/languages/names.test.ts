import { describe, expect, test } from "vitest";
import { Scope, camelCase, kebabCase, pascalCase, words } from "../../../src/languages/names.js";

const companions = (name: string) => [`${name}Body`];

test.each([
  ["listUsers", ["list", "users"]],
  ["get /users/{id}", ["get", "users", "id"]],
  ["HTTPServer", ["http", "server"]],
  ["user_ID-2", ["user", "id", "2"]],
  ["naïve café", ["na", "ve", "caf"]],
  ["映画", []],
  ["", []],
])("%j has the words %j", (text, expected) => {
  expect(words(text)).toEqual(expected);
});

test.each([
  ["get /users/{id}", "getUsersId", "GetUsersId", "get-users-id"],
  ["../x", "x", "X", "x"],
  ["2fast", "2fast", "2fast", "2fast"],
])("%j is %s, %s and %s", (text, camel, pascal, kebab) => {
  expect([camelCase(text), pascalCase(text), kebabCase(text)]).toEqual([camel, pascal, kebab]);
});

describe("a scope", () => {
  test("gives every name once, in order", () => {
    const scope = new Scope(["class"]);
    expect(["class", "a", "a", "a", "1a"].map((name) => String(scope.claim(name)))).toEqual([
      "class2",
      "a",
      "a2",
      "a3",
      "n1a",
    ]);
  });
  test("cuts what nobody would read", () => {
    const scope = new Scope();
    expect(scope.claim("x".repeat(300))).toHaveLength(60);
    expect(scope.claim("x".repeat(301))).toHaveLength(61);
  });
  test("keeps companions free as well", () => {
    const scope = new Scope(["aBody"]);
    expect(scope.claim("a", companions)).toBe("a2");
    expect(scope.claim("a2Body")).toBe("a2Body2");
  });
  test("can ignore case, as file systems do", () => {
    const files = new Scope(["con"], (name) => name.toLowerCase());
    expect(["Con", "Users", "users"].map((name) => String(files.claim(name)))).toEqual([
      "Con2",
      "Users",
      "users2",
    ]);
  });
});
