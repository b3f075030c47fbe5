export { discoverTargets, findTarget } from "./discover.js";
export { loadFolders } from "./folders.js";
export type { Target, Toolchain } from "./manifest.js";
