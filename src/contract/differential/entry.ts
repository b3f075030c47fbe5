/** A sequence as plain data: requests in their order, with references to the answers of earlier ones. */
import type { Operation } from "../../model/index.js";
import type { RawRequest } from "../http/message.js";
import type { Save } from "./reference.js";

export interface Entry {
  /** Place in the whole sequence, kept when others are taken out. */
  readonly id: number;
  /** What it was made from and how, e.g. `POST /things: other type`. */
  readonly name: string;
  /** May hold references. */
  readonly request: RawRequest;
  readonly saves: readonly Save[];
  /** The operation that is to answer, or null: then nothing in the answer is volatile but headers. */
  readonly operation: Operation | null;
}
