/**
 * The scenario files as data, once they are read: the TypeScript side of `spec/contract.schema.json`.
 * Strings may still hold `${name}` until a step runs.
 */
import type { Json } from "../model/index.js";

export type JsonObject = { readonly [name: string]: Json };

/** Where something stands in a scenario file; line and column count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One file: steps that run once, then scenarios in order. */
export interface Feature {
  readonly title: string;
  readonly place: Place;
  readonly needs: readonly Need[];
  readonly setup: readonly Step[];
  readonly scenarios: readonly Scenario[];
}

export interface Scenario {
  readonly title: string;
  readonly place: Place;
  /** Options without which it is not applicable; what its steps imply is included. */
  readonly needs: readonly Need[];
  /** Variables of the row of `each` that it was made from. */
  readonly row: JsonObject;
  readonly steps: readonly Step[];
}

export type Need = "database" | "secret";

export interface Step {
  readonly place: Place;
  readonly row: JsonObject;
  readonly action: Action;
}

export type Action =
  | { readonly kind: "request"; readonly data: RequestData }
  | { readonly kind: "websocket"; readonly data: WebSocketData }
  | { readonly kind: "sql"; readonly data: SqlData }
  | { readonly kind: "sign"; readonly data: SignData };

/** What `_….yaml` says for all features. */
export interface Shared {
  readonly login: LoginData | null;
  readonly accounts: { readonly [name: string]: Credentials };
  readonly defaults: Defaults;
  readonly expectations: { readonly [name: string]: Expectation };
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

export interface Expectation {
  readonly status?: number;
  readonly headers?: ExpectedHeaders;
  readonly json?: Json;
  readonly at?: JsonObject;
  readonly text?: string;
  readonly pattern?: string | readonly string[];
  readonly lacks?: string | readonly string[];
  readonly empty?: true;
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
