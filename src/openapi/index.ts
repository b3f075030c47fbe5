/** OpenAPI documents to the model; nothing outside this folder knows OpenAPI. */
export { explain, type Explanation } from "./explain.js";
export { lowerDocument, type LoweredDocument } from "./lower-document.js";
