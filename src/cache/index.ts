export { NO_CACHE, type Cache } from "./cache.js";
export { readEntry, writeEntry } from "./entry.js";
export { openPack, type Pack } from "./pack.js";
export { prune, type Bounds } from "./prune.js";
