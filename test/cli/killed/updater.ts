/**
 * A process that brings a folder to a state and may be killed on the way:
 * `node updater.mjs <folder> <files as JSON> [<call> before|after]`. With a call it ends itself, as `kill -9` would,
 * just before or after that many calls of the file system that change something. Prints how many there were.
 */
import promises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { updateOutput } from "../../../src/output/index.js";

const CHANGING = ["mkdir", "writeFile", "rename", "rm", "rmdir", "copyFile"] as const;
const [folder = "", files = "{}", at = "0", moment] = process.argv.slice(2);
const count = { calls: 0 };

function die(): Promise<never> {
  process.kill(process.pid, "SIGKILL");
  // The signal may take a moment; nothing else may happen in it.
  return new Promise(() => undefined);
}

for (const name of CHANGING) {
  const original = promises[name] as (...args: unknown[]) => Promise<unknown>;
  const counted = async (...args: unknown[]): Promise<unknown> => {
    count.calls += 1;
    const last = count.calls === Number(at);
    if (last && moment === "before") return die();
    const result = await original(...args);
    return last ? die() : result;
  };
  Object.assign(promises, { [name]: counted });
}
syncBuiltinESMExports();

const output = { folder, files: new Map(Object.entries(JSON.parse(files))), made: new Map() };
await updateOutput([output as never], { force: false });
console.log(count.calls);
