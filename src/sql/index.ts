export { databaseFiles } from "./files.js";
export { lowerSql } from "./lower.js";
export { columnQuery, insertRow, keyQuery, renameTable, type RowInsert } from "./seed/row.js";
export { type SeedOptions, seedSql, type TestAccount, testAccounts } from "./seed/seed.js";
export { sample } from "./seed/sample.js";
export type * from "./statement.js";
