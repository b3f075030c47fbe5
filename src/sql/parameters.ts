/** The numbered parameters of a statement, collected while its text is written. */
import type { Source } from "./statement.js";

export interface Parameters {
  /** Adds a source, unless it is there, and gives its `$n`. */
  readonly add: (source: Source) => string;
  readonly list: () => readonly Source[];
}

export function parameters(): Parameters {
  const sources: Source[] = [];
  return {
    add(source) {
      const text = JSON.stringify(source);
      const known = sources.findIndex((one) => JSON.stringify(one) === text);
      if (known < 0) sources.push(source);
      return `$${known < 0 ? sources.length : known + 1}`;
    },
    list: () => sources,
  };
}
