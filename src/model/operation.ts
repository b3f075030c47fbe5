/** Operations: what arrives, what is answered, and the behavior between the two. */
import type { Access } from "./auth.js";
import type { Json } from "./json.js";
import type { Choice, Schema } from "./schema.js";

export type Method = "get" | "put" | "post" | "delete" | "patch";

export interface Operation {
  /** The document's `operationId`, else method and path (`get /users/{id}`). Not an identifier of any language. */
  readonly id: string;
  readonly method: Method;
  /** The path template as documented, e.g. `/users/{id}`. */
  readonly path: string;
  readonly segments: readonly Segment[];
  /** First tag, else the first literal segment of the path. Groups operations into files. */
  readonly tag: string;
  readonly summary: string;
  readonly access: Access;
  /** In the document's order, path parameters included. */
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | null;
  /** Documented responses with a fixed status, in ascending order. */
  readonly responses: readonly Response[];
  /** Status of a value that breaks its schema. */
  readonly invalidStatus: 400 | 422;
  /** Status of a unique value that is taken. */
  readonly conflictStatus: 400 | 409;
  readonly behavior: Behavior;
  /** Why this behavior was inferred, in one sentence for `explain`. */
  readonly because: string;
}

/** A piece of a path between two slashes. A last, empty literal stands for a slash at the end. */
export type Segment =
  | { readonly kind: "literal"; readonly text: string }
  | { readonly kind: "parameter"; readonly name: string };

export interface Parameter {
  readonly name: string;
  readonly in: "path" | "query" | "header" | "cookie";
  readonly required: boolean;
  /** Of a scalar, or of an array of scalars; its `default` is applied when the parameter is absent. */
  readonly schema: Schema;
  /**
   * How the items of an array are written: each as a parameter of its own, or between commas in one. Absent for a
   * scalar. Items have commas in a query by `explode: false`, in a header always.
   */
  readonly list?: "repeated" | "commas";
}

export interface RequestBody {
  readonly required: boolean;
  readonly mediaType: string;
  /** As a client sends it: readOnly properties are gone; for an update nothing is required and no default applies. */
  readonly schema: Schema;
}

export interface Response {
  readonly status: number;
  readonly description: string;
  /** As the server sends it: writeOnly properties are gone. `null` for a response without content. */
  readonly schema: Schema | null;
}

export type Behavior =
  /** Always the same body. */
  | { readonly kind: "constant"; readonly status: number; readonly value: Json }
  /** One constant while the database answers, another while it does not. */
  | { readonly kind: "readiness"; readonly ready: Constant; readonly unready: Constant }
  | List
  | Retrieve
  | Create
  | Write
  | Delete
  | Login
  | Refresh
  | CurrentUser
  /** The values of an enum with their titles; `value` and `title` name the properties. */
  | {
      readonly kind: "choices";
      readonly choices: readonly Choice[];
      readonly value: string;
      readonly title: string | null;
    }
  /** One value of an enum, found by a path parameter; `anyCase` folds ASCII letters. */
  | {
      readonly kind: "choice";
      readonly choices: readonly Choice[];
      readonly value: string;
      readonly title: string | null;
      readonly parameter: string;
      readonly anyCase: boolean;
      /** For the detail of a 404. */
      readonly label: string;
    }
  /** A WebSocket that sends back what it gets (RFC 6455). */
  | { readonly kind: "echo" }
  | Custom;

/** Written by the user: what it takes is checked, and it answers a documented status with a body of its schema. */
export interface Custom {
  readonly kind: "custom";
  /** The first from 200 to 299. */
  readonly status: number;
  /** What may be answered, in ascending order. */
  readonly statuses: readonly number[];
  /** It is told who calls: it is restricted, to accounts of one kind. */
  readonly caller: boolean;
}

export type BehaviorKind = Behavior["kind"];

export interface Constant {
  readonly status: number;
  readonly value: Json;
}

/** What the behaviors on stored things share. */
export interface OnEntity {
  /** Name of the entity. */
  readonly entity: string;
  /** Title of the representation, else its component name: `<label> not found`. */
  readonly label: string;
  /** Fields sent back, in the order of the response schema. A property without a field is not served. */
  readonly shown: readonly ShownField[];
  /** Only the caller's own rows: the entity has an owner and the operation a caller. */
  readonly owned: boolean;
}

export interface ShownField {
  readonly property: string;
  readonly field: string;
  /** A stored NULL leaves the property out, since the schema does not allow null. */
  readonly omitNull: boolean;
}

/** A property of the body and the field that it is stored in. */
export interface StoredField {
  readonly property: string;
  readonly field: string;
}

export interface List extends OnEntity {
  readonly kind: "list";
  readonly status: number;
  readonly filters: readonly Filter[];
  readonly paging: Paging | null;
  /** `null` where the answer is a bare array. */
  readonly envelope: Envelope | null;
}

export interface Filter {
  readonly parameter: string;
  readonly in: "query" | "header" | "cookie";
  readonly field: string;
  /** `contains`: a literal match in any case; `anyCase`: equal but for the case. */
  readonly match: "equal" | "contains" | "anyCase";
}

/** Names of the query parameters; a `null` name means that a client cannot choose it. */
export type Paging =
  | {
      readonly style: "page";
      readonly page: string;
      readonly size: string | null;
      readonly defaultSize: number;
    }
  | {
      readonly style: "offset";
      readonly limit: string | null;
      readonly offset: string | null;
      readonly defaultSize: number;
    };

/** Property names of a page envelope. */
export interface Envelope {
  readonly items: string;
  readonly count: string | null;
  readonly next: string | null;
  readonly previous: string | null;
  /** All four in the order of the schema. */
  readonly order: readonly ("items" | "count" | "next" | "previous")[];
}

export interface Retrieve extends OnEntity {
  readonly kind: "retrieve";
  readonly status: number;
  /** Path parameter that holds the key. */
  readonly parameter: string;
}

export interface Create extends OnEntity {
  readonly kind: "create";
  readonly status: number;
  readonly stored: readonly StoredField[];
}

/** `replace` (PUT) writes every stored field, `update` (PATCH) those that the body holds. */
export interface Write extends OnEntity {
  readonly kind: "replace" | "update";
  /** 200 with the representation, or 204 without. */
  readonly status: number;
  readonly parameter: string;
  readonly stored: readonly StoredField[];
}

export interface Delete {
  readonly kind: "delete";
  readonly entity: string;
  readonly label: string;
  readonly owned: boolean;
  readonly status: number;
  readonly parameter: string;
}

/** Properties of the answer that carry a token, and the properties with one fixed value. */
export interface Issue {
  readonly status: number;
  readonly scheme: string;
  readonly parts: readonly {
    readonly property: string;
    readonly part: "access" | "refresh" | "expiresIn" | "type";
  }[];
}

export interface Login extends Issue {
  readonly kind: "login";
  /** Properties of the body. */
  readonly identifier: string;
  readonly password: string;
}

export interface Refresh extends Issue {
  readonly kind: "refresh";
  /** Property of the body that holds the refresh token. */
  readonly token: string;
}

export interface CurrentUser extends OnEntity {
  readonly kind: "currentUser";
  readonly status: number;
  readonly scheme: string;
}
