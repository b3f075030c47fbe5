/** Small documents, and short ways into their models. */
import type { Code } from "../../../src/diagnostics/index.js";
import type { Api, Behavior, ObjectSchema, Operation } from "../../../src/model/index.js";
import { lowerDocument } from "../../../src/openapi/index.js";

export interface Lowered {
  readonly api: Api | null;
  readonly codes: readonly Code[];
}

export function lower(text: string): Lowered {
  const { api, diagnostics } = lowerDocument({ file: "api.yaml", text });
  return { api, codes: diagnostics.map(({ code }) => code) };
}

/** @param name `GET /things` */
export function operation(api: Api | null, name: string): Operation {
  const found = api?.operations.find(
    ({ method, path }) => `${method.toUpperCase()} ${path}` === name,
  );
  if (found === undefined) throw new Error(`${name} was not lowered`);
  return found;
}

export function behavior<K extends Behavior["kind"]>(
  api: Api | null,
  name: string,
  kind: K,
): Extract<Behavior, { kind: K }> {
  const found = operation(api, name).behavior;
  if (found.kind !== kind) throw new Error(`${name} is ${found.kind}`);
  return found as Extract<Behavior, { kind: K }>;
}

export function body(api: Api | null, name: string): ObjectSchema {
  const schema = operation(api, name).body?.schema;
  if (schema?.type !== "object") throw new Error(`${name} has no object as its body`);
  return schema;
}

export const head = (version = "3.1.0"): string =>
  `openapi: ${version}\ninfo: { title: Example, version: "1" }\n`;

/** A collection of things with `a` of the given schema, which POST creates and GET retrieves. */
export function withProperty(schema: string, components = "", version = "3.1.0"): string {
  return `${head(version)}paths:
  /things:
    post:
      requestBody: { required: true, content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } }
      responses: { "201": { description: Made., content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } }
  /things/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses: { "200": { description: It., content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } } } }
components:
  schemas:
${components}    Thing:
      type: object
      required: [id]
      properties:
        id: { type: integer, readOnly: true }
        a: ${schema}
`;
}
