/** What tests of several servers have in common: which targets can run here, and one of two servers made faulty. */
import { connect, createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { createProgress } from "../../src/cli/progress.js";
import type { Subject } from "../../src/contract/differential/index.js";
import { folders } from "../../src/database/folders.js";
import type { Api } from "../../src/model/index.js";
import { discoverTargets, type Target } from "../../src/targets/index.js";
import { missingCommands } from "../../src/toolchain/index.js";
import { silentTerminal } from "../support.js";

/** Targets whose toolchain is here; `missing` names the others with what they lack. */
export async function runnableTargets(): Promise<{
  readonly targets: readonly Target[];
  readonly missing: readonly string[];
}> {
  const targets: Target[] = [];
  const missing: string[] = [];
  for (const target of discoverTargets()) {
    const lacking = await missingCommands(target.toolchain);
    if (lacking.length === 0) targets.push(target);
    else
      missing.push(
        `${target.name} skipped: ${lacking.map(({ command }) => command).join(", ")} not found`,
      );
  }
  return { targets, missing };
}

/** One that is alone runs twice: two processes have to answer alike as well. */
export function atLeastTwo(targets: readonly Target[]): readonly Target[] {
  return targets.length === 1 ? [...targets, ...targets] : targets;
}

/** How all of them are started. */
export function startOptions(api: Api, targets: readonly Target[]) {
  return {
    api,
    targets,
    // The same folders in all tests, so that dependencies are installed once.
    folderOf: ({ name }: Target) => join(folders().cache, "test", name),
    progress: createProgress(silentTerminal),
    signal: new AbortController().signal,
  };
}

/** What a fault makes of the bytes of an answer; `seen` is all that was answered before, by any connection. */
export type Fault = (answer: string, seen: string) => string;

export interface Faulty {
  readonly subject: Subject;
  close(): void;
}

/** The same server behind a proxy that puts a fault in. Lengths must stay, since answers are rewritten as they pass. */
export async function faulty(subject: Subject, fault: Fault): Promise<Faulty> {
  const state = { seen: "" };
  const proxy = createServer((client) => {
    const server = connect(subject.address);
    client.pipe(server);
    server.on("data", (part) => {
      const answer = part.toString("latin1");
      client.write(fault(answer, state.seen), "latin1");
      state.seen += answer;
    });
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => proxy.once("listening", resolve));
  const { port } = proxy.address() as AddressInfo;
  return {
    subject: {
      ...subject,
      name: "faulty",
      url: `http://127.0.0.1:${port}`,
      address: { host: "127.0.0.1", port },
      restore: async () => {
        state.seen = "";
        await subject.restore();
      },
    },
    close: () => void proxy.close(),
  };
}
