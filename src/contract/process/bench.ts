/**
 * What a process check works with: a target that can be started, and a database that can be stopped. Both are handed
 * in, so that the checks know neither languages nor tools.
 */
import type { Api } from "../../model/index.js";
import type { TestAccount } from "../../sql/index.js";
import type { Address } from "../http/exchange.js";
import type { Credentials } from "./credentials.js";
import type { Asks } from "./asks.js";

export interface ProcessSubject {
  readonly api: Api;
  /** Stands in the line that the server prints. */
  readonly title: string;
  readonly accounts: readonly TestAccount[];
  /** What `WORKERS` counts in this target. */
  readonly workers: "processes" | "threads";
  readonly database: StoppableDatabase;
  /**
   * Starts the built server and waits for nothing. Environment variables stand on top of those of a server that works
   * with `database`; one that is undefined is left out.
   */
  launch(settings?: Settings): Promise<Launched>;
}

export type Settings = Readonly<Record<string, string | undefined>>;

export interface StoppableDatabase {
  /** Of a database that holds the document's tables and the test accounts; the same after every start. */
  readonly url: string;
  /** Starts it, or leaves it running. */
  start(): Promise<void>;
  /** Cuts all connections. */
  stop(): Promise<void>;
}

export interface Launched {
  readonly address: Address;
  readonly pid: number;
  readonly exited: Promise<Exit>;
  /** What it has printed. */
  log(): string;
  signal(name: NodeJS.Signals, to: "first" | "all"): void;
  /** Waits until it answers; rejects when it ends before. */
  ready(): Promise<void>;
  /** Of all its processes, the oldest first. */
  processes(): Promise<readonly { readonly pid: number; readonly parent: number }[]>;
  /** Files and sockets that its processes hold open; null where the system does not tell. */
  openFiles(): Promise<number | null>;
  /** Ends it, whatever it takes. */
  end(): Promise<void>;
}

/** How a process ended; `error` when it could not be started at all. */
export type Exit =
  | { readonly kind: "code"; readonly code: number }
  | { readonly kind: "signal"; readonly signal: string }
  | { readonly kind: "error"; readonly error: Error };

export interface ProcessBench extends ProcessSubject {
  readonly asks: Asks;
  readonly credentials: Credentials;
}
