/** Faults of the start. */
import { withLaunched, withSettings, type ProcessFault } from "./fault.js";

const DEFAULT_SECRET = "development-secret-change-me-0123456789abcdef";

export const startFaults: readonly ProcessFault[] = [
  {
    id: "start.first-bad-value-only",
    wrong: "of several values that cannot be used only the first is named",
    noticedBy: ["process.start.bad-configuration"],
    put: (subject) =>
      withLaunched(subject, (server, settings) => ({
        ...server,
        log: () => {
          const log = server.log();
          const named = Object.keys(settings)
            .filter((name) => log.includes(name))
            .toSorted((a, b) => log.indexOf(a) - log.indexOf(b));
          return named.slice(1).reduce((text, name) => text.replaceAll(name, "…"), log);
        },
      })),
  },
  {
    id: "start.value-repeated",
    wrong: "the password of a database URL is repeated where the URL is refused",
    noticedBy: ["process.start.bad-configuration"],
    put: (subject) =>
      withLaunched(subject, (server, { DATABASE_URL: url = "" }) => ({
        ...server,
        log: () => (url.startsWith("mysql:") ? `${server.log()}\n${url}` : server.log()),
      })),
  },
  {
    id: "start.level-in-any-case",
    wrong: "LOG_LEVEL is taken in any case",
    noticedBy: ["process.start.each-bad-value"],
    put: (subject) =>
      withSettings(subject, ({ LOG_LEVEL: level, ...others }) =>
        level === undefined ? others : { ...others, LOG_LEVEL: level.toLowerCase() },
      ),
  },
  {
    id: "start.default-secret-in-production",
    wrong: "the default secret is good enough for production",
    noticedBy: ["process.start.production-secret"],
    put: (subject) =>
      withSettings(subject, ({ APP_ENV: environment, ...others }) =>
        "JWT_SECRET" in others && (others.JWT_SECRET ?? DEFAULT_SECRET) === DEFAULT_SECRET
          ? others
          : { ...others, ...(environment === undefined ? {} : { APP_ENV: environment }) },
      ),
  },
  {
    id: "start.stack-for-taken-port",
    wrong: "a port that is taken prints a stack trace",
    noticedBy: ["process.start.port-taken"],
    put: (subject) =>
      withLaunched(subject, (server, { PORT: port = "" }) => ({
        ...server,
        log: () => (/^\d{4,5}$/.test(port) ? `${server.log()}\n    at listen` : server.log()),
      })),
  },
  {
    id: "start.requests-logged",
    wrong: "a request that is not understood is told in the log",
    noticedBy: ["process.start.one-line"],
    put: (subject) =>
      withLaunched(subject, (server, { WORKERS: workers }) => ({
        ...server,
        log: () => {
          const log = server.log();
          return log !== "" && workers === "1" ? `${log}\nGET /%ff 400` : log;
        },
      })),
  },
  {
    id: "start.workers-untold",
    wrong: "the line that tells where it listens does not tell how many workers there are",
    noticedBy: ["process.start.one-line"],
    put: (subject) =>
      withLaunched(subject, (server) => ({
        ...server,
        log: () => server.log().replace(/ with \d+ \w+$/, ""),
      })),
  },
];
