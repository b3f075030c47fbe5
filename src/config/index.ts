/** Configuration: what `gen-bench` without arguments generates. */
export { CONFIG_FILES, type Config, type ConfiguredTarget, type KnownTarget } from "./config.js";
export { readConfig, type ReadConfig } from "./read.js";
