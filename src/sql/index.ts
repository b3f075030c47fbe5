export { lowerSql } from "./lower.js";
export type * from "./statement.js";
