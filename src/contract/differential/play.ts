/** A sequence played against one server: one request after the other, each with what earlier answers gave. */
import type { Api } from "../../model/index.js";
import type { Database } from "../database.js";
import type { Address, Outcome } from "../http/exchange.js";
import { requestBody, requestHead, type RawRequest } from "../http/message.js";
import { openConnection, type Connection } from "../process/connection.js";
import { staysOpen } from "../process/load.js";
import { canonical } from "./canonical.js";
import type { Entry } from "./entry.js";
import { resolve, save, type Saved } from "./reference.js";
import { readTables, type TableText } from "./tables.js";
import { createNaming } from "./volatile.js";

/** A server with a database of its own. */
export interface Subject {
  readonly name: string;
  readonly url: string;
  readonly address: Address;
  readonly database: Database;
  /** Brings its database to the state that all sequences begin from, identities too. */
  restore(): Promise<void>;
}

export interface Played {
  /** As many as the sequence has entries. */
  readonly answers: readonly Answer[];
  readonly tables: readonly TableText[];
}

export interface Answer {
  /** As it was sent, references resolved. */
  readonly request: RawRequest;
  /** Null where there was no response. */
  readonly status: number | null;
  /** To be compared with the answers of others. */
  readonly text: string;
}

export interface PlayOptions {
  readonly api: Api;
  /** `JWT_SECRET` of the servers, where it is known. */
  readonly secret: string | null;
  readonly signal?: AbortSignal | undefined;
}

const PATIENCE_MS = 10_000;

/** Restores the state, sends all, reads the tables. @throws the reason of the signal when it aborts */
export async function play(
  subject: Subject,
  sequence: readonly Entry[],
  { api, secret, signal }: PlayOptions,
): Promise<Played> {
  await subject.restore();
  const saved: Saved = new Map();
  const naming = createNaming(secret);
  const answers: Answer[] = [];
  const line: Line = { connection: null };
  try {
    for (const { request, operation, saves } of sequence) {
      signal?.throwIfAborted();
      const sent = resolve(request, saved);
      const outcome = await ask(line, subject.address, sent);
      if (outcome.kind === "response") save(saved, saves, outcome.response.body);
      answers.push({
        request: sent,
        status: outcome.kind === "response" ? outcome.response.status : null,
        text: canonical(api, operation, outcome, naming),
      });
    }
    return { answers, tables: await readTables(api, subject.database, naming) };
  } finally {
    line.connection?.destroy();
  }
}

/** A client's connection, opened anew when the server has closed it. */
export interface Line {
  connection: Connection | null;
}

/**
 * Asks on the connection. A server may close one that is idle just when a request is on its way; such a request is
 * sent once more.
 */
export async function ask(line: Line, address: Address, request: RawRequest): Promise<Outcome> {
  const used = line.connection !== null && !line.connection.isClosed();
  const outcome = await askOnce(line, address, request);
  return used && outcome.kind === "closed" ? askOnce(line, address, request) : outcome;
}

async function askOnce(line: Line, address: Address, request: RawRequest): Promise<Outcome> {
  if (line.connection === null || line.connection.isClosed()) {
    line.connection?.destroy();
    line.connection = await openConnection(address);
  }
  const { connection } = line;
  if (connection === null) return { kind: "closed", detail: "the connection was refused" };
  connection.send(Buffer.concat([requestHead(request), ...requestBody(request)]));
  const outcome = await connection.answer(request.method, PATIENCE_MS);
  if (!staysOpen({ outcome })) {
    connection.destroy();
    line.connection = null;
  }
  return outcome;
}
