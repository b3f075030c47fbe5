/** What every step of reading a document shares. */
import type { Reporter } from "../diagnostics/index.js";
import type { MapNode, Node } from "../source/index.js";
import type { Vocabulary } from "./vocabulary.js";

export interface Context {
  readonly root: MapNode;
  /** 3.0 has `nullable`, boolean exclusive limits and no type lists. */
  readonly version: "3.0" | "3.1";
  readonly report: Reporter["report"];
  readonly vocabulary: Vocabulary;
  /** Component schemas by name, in the document's order. */
  readonly schemas: ReadonlyMap<string, Node>;
}
