import { describe, expect, test } from "vitest";
import { suggest } from "../../../src/cli/suggest.js";

describe("suggest", () => {
  test.each([
    ["fastfy", "fastify"],
    ["fastif", "fastify"],
    ["Fastify", "fastify"],
    ["fastifyy", "fastify"],
    ["fsatify", "fastify"],
    ["fas", "fastify"],
    ["honu", "hono"],
    ["rails", null],
    ["f", null],
    ["", null],
  ])("%j → %j", (word, expected) => {
    expect(suggest(word, ["fastify", "hono", "express", "nest"])).toBe(expected);
  });
});
