export type * from "./api.js";
export type * from "./auth.js";
export type * from "./entity.js";
export type * from "./json.js";
export type * from "./operation.js";
export type * from "./schema.js";
