/** Security schemes (OpenAPI 3.1, Security Scheme Object) and who may call an operation. */

/** HTTP bearer scheme with JSON Web Tokens (RFC 6750, RFC 7519) that are issued for an account. */
export interface SecurityScheme {
  readonly name: string;
  /**
   * What the claim `scheme` of its tokens says, where the document has several schemes, so that none accepts the
   * tokens of another. Absent where it has one.
   */
  readonly mark?: string;
  /** Name of the entity that holds the accounts. */
  readonly account: string;
  /** Field that must be true for an account to be let in. */
  readonly active: string | null;
  /** Claims of an issued token, in order, and the field each is taken from. `sub` is written as a string. */
  readonly claims: readonly { readonly claim: string; readonly field: string }[];
  /** Claims that name the caller's key; the first one present counts. */
  readonly caller: readonly string[];
  /** Role names as used in security requirements, and the boolean claim that grants each. */
  readonly roles: readonly { readonly role: string; readonly claim: string }[];
}

/** Who may call: everybody, or a caller who meets one of the alternatives. */
export type Access =
  | { readonly kind: "public" }
  | { readonly kind: "restricted"; readonly alternatives: readonly Requirement[] };

/** One Security Requirement Object: a valid token of `scheme` that has all of `roles`. */
export interface Requirement {
  readonly scheme: string;
  readonly roles: readonly string[];
}
