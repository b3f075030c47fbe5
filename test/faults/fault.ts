/** A fault: something that a server could do wrong, put in front of a server that does it right. */
import type { Api, Operation } from "../../src/model/index.js";
import type { JsonObject } from "../../src/contract/format.js";
import type { RawRequest, RawResponse } from "../../src/contract/http/message.js";

export interface Fault {
  /** Unique; tells the fault, as the id of a probe tells its claim. */
  readonly id: string;
  /** What is wrong, in a sentence for whoever reads that nobody noticed. */
  readonly wrong: string;
  /** Ids of the probes that fail, exactly these. The first is the one that the fault is there for. */
  readonly noticedBy: readonly [string, ...string[]];
  /** The document that it is tried on, our own unless said: one where the first probe has something to apply to. */
  readonly document?: DocumentName;
  /** Made anew for each trial, so that it may remember what it saw. */
  readonly make: (world: FaultWorld) => Tamper | Promise<Tamper>;
}

export type DocumentName = "own" | "odds" | "broad";

/** What a fault can know and use. */
export interface FaultWorld {
  readonly api: Api;
  /** The secret that tokens are signed with. */
  readonly secret: string;
  /** One statement on the server's database, as the `sql` step of a scenario. */
  query(sql: string, parameters?: readonly (string | number | null)[]): Promise<JsonObject[]>;
  /** A request of the fault's own, to the correct server; an error where that gives no response. */
  ask(request: RawRequest): Promise<RawResponse>;
}

/** What is done to every exchange. Whatever has no function passes as it is. */
export interface Tamper {
  /** Another request in its place, or a response for which the server is not asked. */
  readonly request?: (
    request: Call,
  ) => RawRequest | RawResponse | Promise<RawRequest | RawResponse>;
  /**
   * Another response in its place. A HEAD request is asked as GET and loses the body afterwards, so that whatever is
   * done to a body shows in the length.
   */
  readonly response?: (response: RawResponse, request: Call) => RawResponse | Promise<RawResponse>;
}

/** A request, and the documented operation that it leads to. */
export interface Call extends RawRequest {
  readonly operation: Operation | null;
}

export function isResponse(message: RawRequest | RawResponse): message is RawResponse {
  return "status" in message;
}
