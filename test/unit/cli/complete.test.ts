/** What an unfinished word of the command line may become. */
import { describe, expect, test } from "vitest";
import { complete } from "../../../src/cli/complete.js";
import { COMMANDS, namesAfter } from "../../../src/cli/grammar.js";
import { HELP } from "../../../src/cli/commands/help.js";

const targets = async (templates: string | undefined) =>
  ["chi", "fastify", ...(templates === "mine" ? ["fancy"] : [])].map((text) => ({
    text,
    describe: "",
  }));

async function texts(...words: readonly string[]): Promise<readonly string[]> {
  return (await complete(words, targets)).map(({ text }) => text);
}

describe("complete", () => {
  test.each<[string[], string[]]>([
    [["ex"], ["explain"]],
    [["no-such"], []],
    [
      ["db", "s"],
      ["start", "stop", "seed"],
    ],
    [
      ["completion", ""],
      ["bash", "zsh", "fish"],
    ],
    [["--fo"], ["--force", "--format"]],
    [["up", "--sp"], ["--spec"]],
    [["up", "--spec", "a", "--sp"], []],
    [["up", "--on"], ["--once"]],
    [["db", "seed", "--r"], ["--rows"]],
    [
      ["explain", "--format", ""],
      ["text", "json"],
    ],
    [
      ["contract", "--format", "j"],
      ["json", "junit"],
    ],
    [
      ["--target", ""],
      ["chi", "fastify"],
    ],
    [["--target", "chi", "--targe"], ["--target"]],
    [["contract", "--target", "f"], ["fastify"]],
    [["--target=f"], ["--target=fastify"]],
    [["--target", "=", "f"], ["fastify"]],
    [
      ["--target", "="],
      ["chi", "fastify"],
    ],
    [
      ["--templates", "mine", "--target", "fa"],
      ["fastify", "fancy"],
    ],
    [["--templates=mine", "--target", "fan"], ["fancy"]],
    [["new-target", "koa", "--from", "c"], ["chi"]],
    [["interop", "--targets", "chi,f"], ["chi,fastify"]],
    // Files, which the shell knows.
    [["--spec", ""], []],
    [["up", "--spec", "up"], []],
    [["up", ""], []],
  ])("%j → %j", async (words, found) => {
    expect(await texts(...words)).toEqual(found);
  });

  test("every command, with what it is for", async () => {
    const found = await complete([""], targets);
    expect(found.map(({ text }) => text)).toEqual(namesAfter(undefined));
    expect(found.filter(({ describe: what }) => what === "")).toEqual([]);
  });
});

test("every command has help with examples, and its options are known", () => {
  expect(Object.keys(HELP).toSorted()).toEqual(["generate", ...Object.keys(COMMANDS)].toSorted());
});
