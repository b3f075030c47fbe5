/** Any JSON value (RFC 8259), as a plain JavaScript value. */
export type Json =
  null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A JSON value without parts: what `enum`, `const` and `default` may hold in a served schema. */
export type Scalar = null | boolean | number | string;
