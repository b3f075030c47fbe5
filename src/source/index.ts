/** Text to values with positions, for documents, scenarios and configuration alike. */
export { parseSource, type ParsedSource } from "./parse.js";
export {
  booleanOf,
  child,
  entriesOf,
  entryOf,
  itemsOf,
  locate,
  numberOf,
  stringOf,
  toJson,
  type Entry,
  type ListNode,
  type MapNode,
  type Node,
  type ScalarNode,
} from "./node.js";
export type { Place, SourceText } from "../diagnostics/index.js";
