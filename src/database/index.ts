export { databaseUrl, runScript, withConnection, withoutPassword } from "./connection.js";
export { folders } from "./folders.js";
export { type OwnServer, ownServer } from "./own.js";
export {
  createDatabase,
  type DatabaseServer,
  dropDatabase,
  ensureServer,
  inspectServer,
  serverUrl,
  stopServer,
} from "./server.js";
export { type KeptState, keepState } from "./state.js";
export { resetDatabase, seedDatabase } from "./tables.js";
