export { discoverTargets, findTarget, shippedTemplates } from "./discover.js";
export { createFolderReader, loadFolders, templatesDigest, type FolderReader } from "./folders.js";
export type { Target, Toolchain } from "./manifest.js";
export { unclaimedPort } from "./ports.js";
