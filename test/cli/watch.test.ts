/** `--watch` generates again when something changes, says what it did, and outlives a bad document. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { folderWith } from "../unit/output/folder.js";
import { genBench, startCommand } from "./command.js";
import { SMALL } from "./documents.js";

function watching(cwd: string) {
  const child = startCommand(["--watch"], { cwd });
  onTestFinished(() => void child.kill("SIGKILL"));
  let talk = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (talk += chunk));
  const says = async (what: RegExp): Promise<void> => {
    await expect.poll(() => talk, { timeout: 60_000 }).toMatch(what);
    talk = "";
  };
  return { child, says };
}

test("a change of the document is generated, a mistake in it is told", async () => {
  const cwd = await folderWith({
    "small.yaml": SMALL,
    "gen-bench.config.yaml": "document: small.yaml\ntargets: { fastify: one }\n",
  });
  const { child, says } = watching(cwd);
  await says(/one: \d+ added\ndone in [\d.]+ s\nwatching for changes/);
  await writeFile(join(cwd, "small.yaml"), SMALL.replace("pong", "there"));
  await says(/small\.yaml changed\none: \d+ changed, \d+ unchanged\ndone in/);
  expect(await readFile(join(cwd, "one/openapi.json"), "utf8")).toContain("there");
  await writeFile(join(cwd, "small.yaml"), SMALL.replace("paths:", "pahts:"));
  await says(/small\.yaml changed\n[^]*small\.yaml:\d+:\d+[^]*cannot be served/);
  await writeFile(join(cwd, "small.yaml"), SMALL);
  await says(/small\.yaml changed\none: \d+ changed/);
  await writeFile(
    join(cwd, "gen-bench.config.yaml"),
    "document: small.yaml\ntargets: { fastify: two }\n",
  );
  await says(/gen-bench\.config\.yaml changed\ntwo: \d+ added/);
  const ended = new Promise((resolve) => child.on("close", resolve));
  child.kill("SIGINT");
  expect(await ended).toBe(0);
});

test("a handler that all targets share is copied when it is written", async () => {
  const cwd = await folderWith({
    "small.yaml": SMALL.replace(
      "get: {",
      "get: { operationId: ping, x-gen-bench: { action: custom },",
    ),
    "gen-bench.config.yaml": "document: small.yaml\ntargets: { hono: one }\nhandlers: mine\n",
  });
  const { says } = watching(cwd);
  await says(/mine\/ping\.ts: write these handlers.*: ping\n[^]*watching for changes/);
  const file = "ping.ts";
  const stub = await readFile(join(cwd, "mine", file), "utf8");
  await writeFile(join(cwd, "mine", file), `${stub}\n// Mine.\n`);
  await says(/mine\/ping\.ts changed\n[^]*one: \d+ changed/);
  const copy = await readFile(join(cwd, "one/src/handlers", file), "utf8");
  expect(copy).toContain("// Mine.");
});

test("what only looks cannot watch", async () => {
  const { code, talk } = await genBench(["--watch", "--check"], { cwd: await folderWith() });
  expect(talk).toMatch(/--watch writes/);
  expect(code).toBe(2);
});
