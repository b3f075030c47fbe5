/**
 * Texts that were made in earlier runs, by what they were made from. The pipeline is the same with and without: a text
 * that is remembered is the one that would be made.
 */

export interface Cache {
  /**
   * The text that `make` gives.
   * @param from all that decides it, but for the generator itself
   */
  readonly remember: (from: readonly string[], make: () => Promise<string>) => Promise<string>;
}

/** Remembers nothing. */
export const NO_CACHE: Cache = { remember: (_, make) => make() };
