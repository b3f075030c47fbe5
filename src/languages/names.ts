/** Names from free text: words, cases, and scopes in which each name is taken once. */
import type { Identifier } from "./text.js";

/** Words of ASCII letters and digits; camel case is taken apart, everything else separates. */
export function words(text: string): string[] {
  return text
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "")
    .map((word) => word.toLowerCase());
}

export function pascalCase(text: string): string {
  return words(text)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

export function camelCase(text: string): string {
  const name = pascalCase(text);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

export function kebabCase(text: string): string {
  return words(text).join("-");
}

/** A file system allows 255 bytes, and nobody reads that far. */
const MAX_LENGTH = 60;

/**
 * A scope in which every name is given out once. Names are claimed in the document's order, so that an addition at
 * its end renames nothing.
 */
export class Scope {
  readonly #taken: Set<string>;

  /** @param reserved keywords, predeclared names, and all that the surrounding code declares itself. */
  constructor(
    reserved: Iterable<string> = [],
    private readonly same: (name: string) => string = (name) => name,
  ) {
    this.#taken = new Set([...reserved].map(same));
  }

  /**
   * The wanted name, or the same with the lowest number from 2 that leaves it and all its companions free.
   * @param companions names that come with it, e.g. the type of a function's input.
   */
  claim(wanted: string, companions: (name: string) => readonly string[] = () => []): Identifier {
    const short = wanted.slice(0, MAX_LENGTH);
    const legal = /^[A-Za-z_$]/.test(short) ? short : `n${short}`;
    for (let number = 1; ; number++) {
      const name = number === 1 ? legal : `${legal}${number}`;
      const all = [name, ...companions(name)].map(this.same);
      if (all.some((candidate) => this.#taken.has(candidate))) continue;
      for (const candidate of all) this.#taken.add(candidate);
      return name as Identifier;
    }
  }
}
