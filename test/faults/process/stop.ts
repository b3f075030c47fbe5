/** Faults of a server that is asked to stop, and of its workers. */
import { behindFront, withLaunched, withSettings, type ProcessFault } from "./fault.js";

export const stopFaults: readonly ProcessFault[] = [
  {
    id: "stop.at-once",
    wrong: "SIGTERM ends the process at once, whatever is under way",
    noticedBy: [
      "process.stop.sigterm-under-load",
      "process.stop.workers",
      "process.stop.deadline",
      "process.stop.idle",
    ],
    put: (subject) =>
      withLaunched(subject, (server) => ({
        ...server,
        signal: (name, to) =>
          name === "SIGTERM" ? server.signal("SIGKILL", "all") : server.signal(name, to),
      })),
  },
  {
    id: "stop.idle-stay",
    wrong: "idle connections stay open until the process ends",
    noticedBy: [
      "process.stop.sigterm-under-load",
      "process.stop.sigint-twice-to-all",
      "process.stop.workers",
    ],
    put: (subject) => withLaunched(subject, (server) => behindFront(server, { holds: true })),
  },
  {
    id: "stop.still-listens",
    wrong: "a server that stops takes new connections all the same",
    noticedBy: ["process.stop.sigterm-under-load"],
    put: (subject) =>
      withLaunched(subject, (server, { WORKERS: workers }) =>
        workers === undefined ? behindFront(server, {}, { staysOpen: true }) : server,
      ),
  },
  {
    id: "stop.second-signal-kills",
    wrong: "the second SIGINT ends the process at once",
    noticedBy: ["process.stop.sigint-twice-to-all"],
    put: (subject) =>
      withLaunched(subject, (server) => {
        const count = { signals: 0 };
        return {
          ...server,
          signal: (name, to) => {
            const again = name === "SIGINT" && ++count.signals > 1;
            server.signal(again ? "SIGKILL" : name, to);
          },
        };
      }),
  },
  {
    id: "stop.workers-not-told",
    wrong: "the first process does not tell its workers to stop",
    noticedBy: ["process.stop.workers"],
    put: (subject) =>
      withLaunched(subject, (server, { WORKERS: workers }) => ({
        ...server,
        signal: (name, to) => {
          if (workers === undefined || to === "all") server.signal(name, to);
        },
      })),
  },
  {
    id: "stop.deadline-unknown",
    wrong: "SHUTDOWN_SECONDS is not looked at",
    noticedBy: ["process.stop.deadline"],
    put: (subject) =>
      withSettings(subject, (settings) =>
        settings["SHUTDOWN_SECONDS"] === "1" ? { ...settings, SHUTDOWN_SECONDS: "10" } : settings,
      ),
  },
  {
    id: "stop.waits-for-idle",
    wrong: "a server that has nothing to do waits some seconds for connections that are idle",
    noticedBy: ["process.stop.idle"],
    put: (subject) =>
      withLaunched(subject, (server) =>
        behindFront(
          server,
          {},
          {
            signal: (front, send) => {
              if (front.underWay() > 0) send();
              else setTimeout(send, 4000).unref();
            },
          },
        ),
      ),
  },
  {
    id: "workers.not-replaced",
    wrong: "a worker that was killed is not replaced",
    noticedBy: ["process.workers.replaced"],
    put: (subject) =>
      withLaunched(subject, (server) => {
        const known = new Set<number>();
        return {
          ...server,
          processes: async () => {
            const all = await server.processes();
            // The first process and its two workers; the one that comes later is hidden.
            for (const { pid } of all) if (known.size < 3) known.add(pid);
            return all.filter(({ pid }) => known.has(pid));
          },
        };
      }),
  },
  {
    id: "workers.one-only",
    wrong: "WORKERS is not looked at",
    noticedBy: ["process.workers.replaced", "process.start.one-line"],
    put: (subject) =>
      withSettings(subject, ({ WORKERS: workers, ...others }) => ({
        ...others,
        ...(workers === undefined || /^[1-9]$/.test(workers) ? {} : { WORKERS: workers }),
      })),
  },
  {
    id: "workers.pool-each",
    wrong: "every worker has a pool of the whole size",
    noticedBy: ["process.workers.pool"],
    put: (subject) =>
      withSettings(subject, (settings) => {
        const workers = Number(settings["WORKERS"] ?? "1");
        const size = Number(settings["DATABASE_POOL_SIZE"] ?? "10");
        return Number.isInteger(workers) && workers > 1 && Number.isInteger(size) && size > 0
          ? { ...settings, DATABASE_POOL_SIZE: String(size * workers) }
          : settings;
      }),
  },
];
