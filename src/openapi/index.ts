/** OpenAPI documents to the model; nothing outside this folder knows OpenAPI. */
export { explain, type Explanation } from "./explain.js";
export {
  collectFiles,
  type DocumentFile,
  type DocumentFiles,
  type ReadFile,
} from "./files/collect.js";
export { lowerDocument, lowerFiles, type LoweredDocument } from "./lower-document.js";
