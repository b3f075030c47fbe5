/**
 * Loaded before the command (`node --import`): adds up its phases, each without those inside it, and writes them as
 * JSON to the file that PHASES_FILE names when the process ends. `start` is the time until this module ran.
 */
import { subscribe } from "node:diagnostics_channel";
import { writeFileSync } from "node:fs";

const own = { start: performance.now() };
const open = [];
let last = performance.now();
const spend = (at) => {
  const name = open.at(-1) ?? "other";
  own[name] = (own[name] ?? 0) + at - last;
  last = at;
};

subscribe("gen-bench:phase", ({ name, edge, at }) => {
  spend(at);
  if (edge === "begin") open.push(name);
  else open.splice(open.lastIndexOf(name), 1);
});
process.on("exit", () => {
  spend(performance.now());
  writeFileSync(process.env.PHASES_FILE, JSON.stringify(own));
});
