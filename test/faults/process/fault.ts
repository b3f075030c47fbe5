/**
 * A fault in the life of a process: the server and its database stay as they are, and what a check does with them, or
 * sees of them, is as if the server had the fault. So each holds for every language.
 */
import { connectDatabase } from "../../../src/contract/database.js";
import { openConnection } from "../../../src/contract/process/index.js";
import type { Launched, ProcessSubject, Settings } from "../../../src/contract/process/index.js";
import { startFront, type Front, type FrontOptions } from "./front.js";

export interface ProcessFault {
  readonly id: string;
  readonly wrong: string;
  /** Ids of the checks that fail. The first is the one that the fault is there for. */
  readonly noticedBy: readonly [string, ...string[]];
  readonly put: (subject: ProcessSubject) => ProcessSubject;
}

/** The subject whose servers are started with other settings. */
export function withSettings(
  subject: ProcessSubject,
  change: (settings: Settings) => Settings | Promise<Settings>,
): ProcessSubject {
  return {
    ...subject,
    launch: async (settings = {}) => subject.launch(await change(settings)),
  };
}

/** The subject whose servers are another thing once they are started. */
export function withLaunched(
  subject: ProcessSubject,
  change: (server: Launched, settings: Settings) => Launched | Promise<Launched>,
): ProcessSubject {
  return {
    ...subject,
    launch: async (settings = {}) => change(await subject.launch(settings), settings),
  };
}

/** The server behind a front, which is gone when the server is, and refuses connections as soon as that does. */
export async function behindFront(
  server: Launched,
  options: FrontOptions,
  hooks: {
    readonly signal?: (front: Front, send: () => void) => void;
    readonly staysOpen?: boolean;
  } = {},
): Promise<Launched> {
  const front = await startFront(server.address, options);
  void server.exited.then(() => front.close());
  const follow = async (): Promise<void> => {
    for (;;) {
      const connection = await openConnection(server.address);
      if (connection === null) return front.stopListening();
      connection.destroy();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  return {
    ...server,
    address: front.address,
    signal: (name, to) => {
      const send = (): void => {
        server.signal(name, to);
        if (hooks.staysOpen !== true) void follow();
      };
      if (hooks.signal === undefined) send();
      else hooks.signal(front, send);
    },
    end: async () => {
      await server.end();
      await front.close();
    },
  };
}

export async function answers(url: string): Promise<boolean> {
  try {
    await (await connectDatabase(url)).close();
    return true;
  } catch {
    return false;
  }
}
