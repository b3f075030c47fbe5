/** Faults of a server whose database goes, or does not answer, or whose clients go. */
import { connectDatabase } from "../../../src/contract/database.js";
import type { Launched, ProcessSubject } from "../../../src/contract/process/index.js";
import { answers, behindFront, withLaunched, withSettings, type ProcessFault } from "./fault.js";

export const databaseFaults: readonly ProcessFault[] = [
  {
    id: "database.needed-at-start",
    wrong: "a server does not start while its database is down",
    noticedBy: ["process.database.down-at-start"],
    put: (subject) =>
      withSettings(subject, async (settings) =>
        (await answers(subject.database.url)) ? settings : { ...settings, WORKERS: "none" },
      ),
  },
  {
    id: "database.dies-with-it",
    wrong: "a server ends when its database does",
    noticedBy: ["process.database.restart-under-load"],
    put: (subject) => {
      const running = new Set<Launched>();
      const seen = withLaunched(subject, (server) => {
        running.add(server);
        void server.exited.then(() => running.delete(server));
        return server;
      });
      const stop = async (): Promise<void> => {
        for (const server of running) server.signal("SIGKILL", "all");
        await subject.database.stop();
      };
      return { ...seen, database: { ...subject.database, stop } };
    },
  },
  {
    id: "database.waits-for-ever",
    wrong: "a database that accepts connections and says nothing is waited for",
    noticedBy: ["process.database.silent"],
    put: (subject) =>
      withLaunched(subject, (server, { DATABASE_URL: url }) =>
        url === undefined ? server : behindFront(server, { answer: lateRefusal(3000) }),
      ),
  },
  {
    id: "query.cut-is-500",
    wrong: "a query whose connection was cut is an error of the server",
    noticedBy: ["process.query.cut"],
    put: (subject) =>
      withLaunched(subject, (server) =>
        behindFront(server, {
          answer: async (bytes, waited) =>
            waited < 3000 && isRefusal(bytes) && (await answers(subject.database.url))
              ? Buffer.from(bytes.toString("latin1").replace(" 503 ", " 500 "), "latin1")
              : bytes,
        }),
      ),
  },
  {
    id: "pool.waits-for-ever",
    wrong: "a request waits for a connection of the pool as long as it takes",
    noticedBy: ["process.pool.exhausted"],
    put: (subject) =>
      withLaunched(subject, (server, { DATABASE_URL: url }) =>
        url === undefined ? behindFront(server, { answer: lateRefusal(3000) }) : server,
      ),
  },
  {
    id: "client.query-left",
    wrong: "a client that goes away leaves a connection of the pool in a transaction",
    noticedBy: ["process.client.gone-in-query"],
    put: (subject) =>
      withLaunched(subject, (server) => {
        const left = { count: 0 };
        return behindFront(server, {
          gone: ({ waits, began }) => {
            if (waits && !began && left.count++ === 0) void leaveTransaction(subject, server);
          },
        });
      }),
  },
  {
    id: "client.abort-logged",
    wrong: "a client that goes away in its body is an error in the log",
    noticedBy: ["process.client.gone-in-body"],
    put: (subject) =>
      withLaunched(subject, async (server) => {
        const seen = { gone: false };
        const front = await behindFront(server, {
          gone: ({ waits, began }) => void (seen.gone ||= waits && !began),
        });
        return { ...front, log: () => server.log() + (seen.gone ? "\nERROR aborted" : "") };
      }),
  },
  {
    id: "client.socket-left",
    wrong: "the socket of a client that went in the middle of its response stays open",
    noticedBy: ["process.client.gone-in-response"],
    put: (subject) =>
      withLaunched(subject, (server) => behindFront(server, { keeps: ({ began }) => began })),
  },
];

function isRefusal(bytes: Buffer): boolean {
  return bytes.subarray(0, 13).toString("latin1") === "HTTP/1.1 503 ";
}

/** A 503 that took so long that something was waited for comes much later still. */
function lateRefusal(milliseconds: number) {
  return async (bytes: Buffer, waited: number): Promise<Buffer> => {
    if (waited > milliseconds && isRefusal(bytes)) {
      await new Promise((resolve) => setTimeout(resolve, 10_000).unref());
    }
    return bytes;
  };
}

/** Until the server ends. */
async function leaveTransaction({ database }: ProcessSubject, server: Launched): Promise<void> {
  const left = await connectDatabase(database.url);
  await left.query("begin", []);
  await left.query("select 1", []);
  await server.exited;
  await left.close();
}
