import { describe, expect, it } from "vitest";
import {
  constMessage,
  enumMessage,
  limitMessage,
  typeMessage,
} from "../../../src/model/messages.js";
import { isMultiple } from "../../../src/openapi/schema/check-value.js";
import { isFormat } from "../../../src/openapi/schema/formats.js";
import { meansId, snakeCase, tableName } from "../../../src/openapi/entities/naming.js";

describe("formats", () => {
  it.each([
    ["date", "2024-02-29", true],
    ["date", "2023-02-29", false],
    ["date", "1900-02-29", false],
    ["date", "0000-01-01", false],
    ["date", "2024-1-01", false],
    ["date-time", "2026-01-31T09:30:00Z", true],
    ["date-time", "2026-01-31t09:30:00.123456z", true],
    ["date-time", "2026-01-31T09:30:00+23:59", true],
    ["date-time", "2026-01-31T09:30:00", false],
    ["date-time", "2026-01-31 09:30:00Z", false],
    ["date-time", "2026-01-31T24:00:00Z", false],
    ["uuid", "6BA7B810-9dad-11d1-80b4-00c04fd430c8", true],
    ["uuid", "6ba7b8109dad11d180b400c04fd430c8", false],
    ["email", "a+b@example.com", true],
    ["email", "a@localhost", true],
    ["email", "a b@example.com", false],
    ["email", "a@-example.com", false],
  ] as const)("%s %s: %s", (format, text, expected) => {
    expect(isFormat(format, text)).toBe(expected);
  });
});

describe("multiples of decimal texts", () => {
  it.each([
    [4.35, 0.01, true],
    [4.355, 0.01, false],
    [1e21, 3, false],
    [9e21, 3, true],
    [1e-7, 1e-8, true],
    [-0.3, 0.1, true],
    [0, 7, true],
  ])("%d of %d: %s", (value, of, expected) => {
    expect(isMultiple(value, of)).toBe(expected);
  });
});

describe("messages", () => {
  it.each([
    [typeMessage("integer", true), "must be an integer or null"],
    [enumMessage(["ADMIN", "SHOPKEEPER"], false), "must be one of ADMIN, SHOPKEEPER"],
    [enumMessage(["a"], true), "must be a or null"],
    [
      enumMessage(["", "007", "a,b", "true", "extra large", 'x"', "größe", " a", 1], false),
      'must be one of "", "007", "a,b", "true", extra large, "x\\"", größe, " a", 1',
    ],
    [constMessage("bearer", false), "must be bearer"],
    [limitMessage("minLength", 1), "must have at least 1 character"],
    [limitMessage("maxLength", 150), "must have at most 150 characters"],
    [limitMessage("minimum", -0.5), "must be at least -0.5"],
    [limitMessage("exclusiveMaximum", 10), "must be less than 10"],
    [limitMessage("minProperties", 2), "must have at least 2 properties"],
  ])("%s", (message, expected) => {
    expect(message).toBe(expected);
  });
});

describe("names of tables and keys", () => {
  it.each([
    ["Movie", "movies"],
    ["OrderItem", "order_items"],
    ["HTTPLog", "http_logs"],
    ["Person", "people"],
    ["category", "categories"],
    ["Größe", "größes"],
    ["a-b.c", "a_b_cs"],
    ["!!!", "rows"],
  ])("%s → %s", (component, table) => {
    expect(tableName(component)).toBe(table);
  });

  it("parts words in snake case", () => {
    expect(snakeCase("userID2Name")).toBe("user_id2_name");
  });

  it.each([
    ["userId", ["User"], true],
    ["user_id", ["User"], true],
    ["parcel-id", ["Parcel"], true],
    ["userId", ["Account", "User"], true],
    ["user", ["User"], false],
    ["petId", ["User"], false],
  ])("%s means the id of %j: %s", (parameter, things, expected) => {
    expect(meansId(parameter, things)).toBe(expected);
  });
});
