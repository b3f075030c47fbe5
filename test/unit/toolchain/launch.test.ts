import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { freePort, launchServer, type LaunchedServer } from "../../../src/toolchain/index.js";
import { folderWith } from "../output/folder.js";

async function launch(
  text: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<LaunchedServer> {
  const server = launchServer({
    toolchain: { requires: [], install: [], build: [], start: ["node", "server.mjs"], checks: [] },
    folder: await folderWith({ "server.mjs": text }),
    port: await freePort(),
    settings,
  });
  onTestFinished(async () => void (await server.stop(0)));
  return server;
}

test("a server that refuses to start is left to tell why", async () => {
  const server = await launch(`console.error("PORT is " + process.env.PORT); process.exit(1);`, {
    PORT: "none",
  });
  expect(await server.exited).toEqual({ kind: "code", code: 1 });
  expect(server.log()).toBe("PORT is none");
});

test.each([
  ["first", "parent"],
  ["all", "child\nparent"],
] as const)("a signal to %s reaches %s", async (to, heard) => {
  const server = await launch(`
    import { spawn } from "node:child_process";
    const tell = (who) => \`process.on("SIGUSR2", () => console.log("\${who}"));\`;
    spawn(process.execPath, ["-e", tell("child") + 'console.log("child up"); setInterval(() => {}, 1000)'], { stdio: "inherit" });
    process.on("SIGUSR2", () => setTimeout(() => console.log("parent"), 200));
    setInterval(() => {}, 1000);
  `);
  while (!server.log().includes("up")) await sleep(20);
  server.signal("SIGUSR2", to);
  while (!server.log().includes("parent")) await sleep(20);
  expect(server.log()).toBe(`child up\n${heard}`);
});
