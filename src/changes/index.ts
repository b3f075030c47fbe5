/** What changes for clients from one version of an API to the next, and what of it breaks them. */
export type { ApiChange, Subject } from "./change.js";
export { compareApis } from "./compare.js";
