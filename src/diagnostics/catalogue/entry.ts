/** One kind of problem. */
export interface CatalogueEntry {
  readonly severity: "error" | "warning" | "hint";
  /** What is wrong, one clause in lower case without a full stop. */
  readonly message: string;
  /** What to do, in sentences. */
  readonly remedy: string;
}

export type Codes = Readonly<Record<string, CatalogueEntry>>;
