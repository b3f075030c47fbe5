/** The model of a whole document: plain data without behavior, order or text of any language. */
import type { SecurityScheme } from "./auth.js";
import type { Entity } from "./entity.js";
import type { Json } from "./json.js";
import type { Operation } from "./operation.js";

export interface Api {
  readonly title: string;
  readonly version: string;
  readonly description: string;
  /** The bundled document, opaque here: served as it is and given to openapi-typescript. */
  readonly document: Json;
  /** Response headers that every response carries. */
  readonly headers: readonly GlobalHeader[];
  readonly schemes: readonly SecurityScheme[];
  /** An entity stands after those that it refers to. */
  readonly entities: readonly Entity[];
  /** In the document's order. */
  readonly operations: readonly Operation[];
}

export interface GlobalHeader {
  readonly name: string;
  /** `serverTime`: RFC 3339 UTC with milliseconds. `duration`: milliseconds with two decimals, then `ms`. */
  readonly value: "serverTime" | "duration";
}
