#!/usr/bin/env node
// Starts the bundled command. Plain JavaScript that any Node can read, so that an old one gets a clear answer.
import { existsSync } from "node:fs";

const bundle = new URL("../dist/start.js", import.meta.url);
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`error: gen-bench needs Node 20.19 or newer, this is ${process.versions.node}`);
  process.exitCode = 3;
} else if (!existsSync(bundle)) {
  console.error("error: gen-bench is not built: dist/start.js is missing\nBuild it: npm run build");
  process.exitCode = 3;
} else {
  const { start } = await import(bundle.href);
  process.exitCode = await start(process.argv.slice(2));
}
