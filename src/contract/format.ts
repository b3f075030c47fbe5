/**
 * The scenario files as data, once they are read: the TypeScript side of `spec/contract.schema.json`.
 * Strings may still hold `${name}` until a step runs.
 */
import type { Json, Schema } from "../model/index.js";

export type JsonObject = { readonly [name: string]: Json };

/** Where something stands in a scenario file; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One file, or one family of probes: steps that run once, then scenarios in order. */
export interface Feature {
  readonly title: string;
  readonly place: Place | null;
  /** What its steps share, where that is not what the shared file says. */
  readonly shared?: Shared;
  readonly needs: readonly Need[];
  readonly setup: readonly Step[];
  readonly scenarios: readonly Scenario[];
}

export interface Scenario {
  readonly title: string;
  /** `null` for a probe, which stands in no file. */
  readonly place: Place | null;
  readonly probe?: ProbeData;
  /** Options without which it is not applicable; what its steps imply is included. */
  readonly needs: readonly Need[];
  /** Variables of the row of `each` that it was made from. */
  readonly row: JsonObject;
  readonly steps: readonly Step[];
}

/** What a probe says of itself. */
export interface ProbeData {
  /** Stable name of the claim, e.g. `routing.allow`: the same for every operation and every document. */
  readonly id: string;
  readonly expects: string;
  readonly why: string;
  /** Why there is nothing to apply it to; then it has no steps. */
  readonly notApplicable?: string;
  /** Run in any case once the steps have begun: what undoes them. */
  readonly cleanup: readonly Step[];
}

export type Need = "database" | "secret";

export interface Step {
  readonly place: Place | null;
  readonly row: JsonObject;
  readonly action: Action;
}

export type Action =
  | { readonly kind: "request"; readonly data: RequestData }
  | { readonly kind: "websocket"; readonly data: WebSocketData }
  | { readonly kind: "sql"; readonly data: SqlData }
  | { readonly kind: "sign"; readonly data: SignData }
  | { readonly kind: "race"; readonly data: RaceData }
  | { readonly kind: "pace"; readonly data: PaceData }
  | { readonly kind: "walk"; readonly data: WalkData };

/** What `_….yaml` says for all features. */
export interface Shared {
  readonly login: LoginData | null;
  /** Where accounts log in differently: by name of the account. */
  readonly logins?: { readonly [account: string]: LoginData };
  readonly accounts: { readonly [name: string]: Credentials };
  readonly defaults: Defaults;
  readonly expectations: { readonly [name: string]: Expectation };
}

/** The same request many times at the same moment. */
export interface RaceData {
  readonly request: Omit<RequestData, "expect" | "save">;
  readonly times: number;
  /** How many responses must be as each says; every response must be counted by one of them. */
  readonly outcomes: readonly { readonly times: number; readonly expect: Expectation }[];
}

/** A request that must be answered about as fast as another one; what is answered does not matter. */
export interface PaceData {
  readonly request: Omit<RequestData, "expect" | "save">;
  /** The usual request, and what reports call it. */
  readonly than: Omit<RequestData, "expect" | "save">;
  readonly name: string;
  /** How much more it may take. */
  readonly milliseconds: number;
}

/** A list from its first page to its last. */
export interface WalkData {
  readonly request: Omit<RequestData, "expect" | "save">;
  /** JSON Pointers into a page. */
  readonly items: string;
  readonly count?: string;
  /** The pointer of the reference to the next page; absent where a client has to reckon. */
  readonly next?: string;
  readonly previous?: string;
  /** The query parameter that goes up from page to page, and by how much; absent where all is one page. */
  readonly step?: { readonly parameter: string; readonly from: number; readonly by: number };
  /** Pointer into an item of what must differ and rise, and how it is ordered. */
  readonly key?: { readonly pointer: string; readonly order: "number" | "text" };
  /** Values of the key that must be among the items, and that must not. */
  /** What every item has at a pointer. */
  readonly every?: { readonly pointer: string; readonly value: Json };
  readonly has?: readonly Json[];
  readonly lacks?: readonly Json[];
}

export interface LoginData {
  readonly request: string;
  readonly headers?: SentHeaders;
  readonly json?: Json;
  readonly token: string;
}

export interface Defaults {
  readonly headers?: ExpectedHeaders;
  readonly jsonType?: string;
  readonly contentLength?: boolean;
}

export interface RequestData {
  readonly request: string;
  readonly as?: Caller;
  readonly token?: TokenData;
  readonly headers?: SentHeaders;
  readonly type?: string | null;
  readonly json?: Json;
  readonly text?: Text;
  readonly base64?: string;
  readonly chunked?: boolean;
  /** Only in probes: what the operation may answer instead of its `status`, since somebody else wrote it. */
  readonly custom?: { readonly status: number; readonly answers: readonly CustomAnswer[] };
  readonly expect: string | Expectation;
  readonly save?: { readonly [variable: string]: Saved };
}

/** A JSON Pointer into the body, a header, or the first group of a pattern found in the body. */
export type Saved = string | { readonly header: string } | { readonly pattern: string };

export interface WebSocketData {
  readonly websocket: string;
  readonly as?: Caller;
  readonly headers?: SentHeaders;
  readonly exchange: readonly Exchange[];
}

/** One of the five is there. */
export interface Exchange {
  readonly send?: Text;
  readonly sendBase64?: string;
  readonly message?: Text;
  readonly close?: number;
  readonly closed?: number;
}

export interface SqlData {
  readonly sql: string;
  readonly parameters?: readonly Json[];
  readonly rows?: readonly JsonObject[];
  readonly save?: { readonly [variable: string]: string };
}

export interface SignData {
  readonly sign: TokenData;
  readonly save: string;
}

export interface TokenData {
  readonly of?: Caller;
  readonly claims?: JsonObject;
  readonly without?: readonly string[];
  readonly alg?: TokenAlgorithm;
  readonly header?: JsonObject;
  readonly secret?: string;
  readonly payload?: string;
  readonly tamper?: JsonObject;
  readonly signature?: string | null;
}

export type TokenAlgorithm = "HS256" | "HS384" | "HS512" | "none";

export interface CustomAnswer {
  readonly status: number;
  /** `null` for an answer without content. */
  readonly schema: Schema | null;
}

export interface Expectation {
  /** One of these. 501 with an error body, where that is none of them, says that it is not written yet. */
  readonly answers?: readonly CustomAnswer[];
  readonly status?: number;
  readonly headers?: ExpectedHeaders;
  readonly json?: Json;
  readonly at?: JsonObject;
  readonly text?: string;
  readonly pattern?: string | readonly string[];
  readonly lacks?: string | readonly string[];
  readonly empty?: true;
  /** The whole body is JSON that keeps this schema, as a server sends it. */
  readonly valid?: Schema;
  /** The properties of objects in the body come in the order of this schema. */
  readonly ordered?: Schema;
  readonly refused?: true;
}

/** A value, `null` for absent, a list for exactly these fields in order, or a kind. */
export type ExpectedHeaders = {
  readonly [name: string]: string | null | readonly string[] | JsonObject;
};
/** A value, a list for a repeated field, `null` to leave out what is sent otherwise. */
export type SentHeaders = { readonly [name: string]: string | null | readonly string[] };
export type Caller = string | Credentials;
export type Credentials = { readonly [field: string]: string };

export type Text = string | Filler;

/** `before`, then `repeat` as many `times`, then `after`. */
export interface Filler {
  readonly before?: string;
  readonly repeat: string;
  readonly times: number;
  readonly after?: string;
}
