/** OpenAPI documents to the model; nothing outside this folder knows OpenAPI. */
export { explain, type Explanation } from "./explain.js";
export {
  collectFiles,
  singleFile,
  type DocumentFile,
  type DocumentFiles,
  type ReadFile,
} from "./files/collect.js";
export { lintFiles } from "./lint/lint.js";
export { lowerDocument, lowerFiles, type LoweredDocument } from "./lower-document.js";
