export { discoverTargets, findTarget, shippedTemplates } from "./discover.js";
export { loadFolders, templatesDigest } from "./folders.js";
export type { Target, Toolchain } from "./manifest.js";
export { unclaimedPort } from "./ports.js";
