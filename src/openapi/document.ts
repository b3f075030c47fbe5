/** What is known of a document before behaviors are inferred. */
import type { Context } from "./context.js";
import type { Components } from "./entities/components.js";
import type { RawScheme } from "./read/access.js";
import type { RawOperation } from "./read/operation.js";
import type { SchemaReader } from "./schema/lower.js";

export interface Document {
  readonly context: Context;
  readonly reader: SchemaReader;
  readonly components: Components;
  readonly schemes: readonly RawScheme[];
  readonly operations: readonly RawOperation[];
}
