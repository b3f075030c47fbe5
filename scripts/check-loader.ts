/**
 * Whether the loader can be believed: `npm run check:loader`. Against servers whose latency is known it has to find
 * p50 and p99 within 2 %, in an open and a closed loop; against wrk, where that is installed, the same throughput
 * within 10 % for at most 1.6 times the CPU. Takes about a minute and a half, and wants a quiet machine.
 */
import { spawnSync } from "node:child_process";
import { compareWithWrk } from "./loader/against-wrk.js";
import { checkLatencies } from "./loader/known-latency.js";

const failures = await checkLatencies();
if (spawnSync("wrk", ["--version"]).error === undefined) failures.push(...(await compareWithWrk()));
else console.log("wrk is not installed: throughput and CPU were not compared");
if (failures.length > 0) {
  console.error(failures.map((failure) => `failed: ${failure}\n`).join(""));
  process.exitCode = 1;
}
