/** Types of requests and answers, made by openapi-typescript. */
import type { Json } from "../../model/index.js";
import type { Code } from "../text.js";

/** @param document the bundled OpenAPI document. */
export async function openapiTypes(document: Json): Promise<Code> {
  const { astToString, default: openapiTS } = await import("openapi-typescript");
  // It changes what it is given.
  const copy = structuredClone(document) as unknown as Parameters<typeof openapiTS>[0];
  return astToString(await openapiTS(copy, { readWriteMarkers: true, silent: true })) as Code;
}
