/** The shape of a process check, and what most of them do. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Launched, ProcessBench, Settings } from "./bench.js";

export interface ProcessCheck {
  /** Never changes its meaning: what a fault or an exception is tied to. */
  readonly id: string;
  readonly expects: string;
  readonly why: string;
  /** Why there is nothing to check in this document or target; null where there is. */
  readonly notApplicable?: (bench: ProcessBench) => string | null;
  /** What was not as expected, told for a reader; empty when all was. */
  readonly run: (bench: ProcessBench) => Promise<readonly string[]>;
}

/** Starts a server, waits until it answers, and ends it after the work, whatever came of it. */
export async function withServer(
  bench: ProcessBench,
  settings: Settings,
  work: (server: Launched) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const server = await bench.launch(settings);
  try {
    await server.ready();
    // The first worker answers before the last one listens; the line comes when all do.
    await eventually(3000, () => server.log() !== "");
    return await work(server);
  } finally {
    await server.end();
  }
}

const POLL_MS = 25;

/** Asks again and again until it is so; false when the time is over. */
export async function eventually(
  milliseconds: number,
  isSo: () => Promise<boolean> | boolean,
): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    if (await isSo()) return true;
    if (performance.now() > deadline) return false;
    await sleep(POLL_MS);
  }
}

export const NO_READING =
  "the document has no operation that reads stored rows and that a test account may call";

/** For checks that hold a table's lock, so that requests stay in their query as long as wanted. */
export function needsReading({ asks }: ProcessBench): string | null {
  return asks.reading === null ? NO_READING : null;
}
