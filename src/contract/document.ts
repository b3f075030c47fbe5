/** A YAML file as a value that can tell where each of its parts stands. */
import { LineCounter, parseDocument, isNode } from "yaml";
import type { Json } from "../model/index.js";

export interface Located {
  readonly value: Json;
  /** Position of the part that a JSON Pointer names, or of the nearest part around it. */
  locate(pointer: string): { readonly line: number; readonly column: number };
  readonly problems: readonly {
    readonly line: number;
    readonly column: number;
    readonly message: string;
  }[];
}

export function readDocument(text: string): Located {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const place = (offset: number): { line: number; column: number } => {
    const { line, col } = lines.linePos(offset);
    return { line, column: col };
  };
  return {
    value: (document.toJS() ?? null) as Json,
    locate(pointer) {
      const path = pointer.split("/").slice(1);
      for (; path.length > 0; path.pop()) {
        const node = document.getIn(
          path.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~")),
          true,
        );
        if (isNode(node) && node.range) return place(node.range[0]);
      }
      return { line: 1, column: 1 };
    },
    problems: document.errors.map((error) => ({ ...place(error.pos[0]), message: error.message })),
  };
}
