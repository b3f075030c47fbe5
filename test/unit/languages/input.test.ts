/** What functions of operations are given: nothing that they have no use for, which compilers refuse. */
import { expect, test } from "vitest";
import { operationInput } from "../../../src/languages/input.js";
import { lowered } from "../../support.js";

const NOTE = "application/json: { schema: { $ref: '#/components/schemas/Note' } }";
const answer = (status: number) =>
  `responses: { "${status}": { description: It., content: { ${NOTE} } } }`;
const body = `requestBody: { content: { ${NOTE} } }`;
const text = (properties: string) => `
openapi: 3.1.0
info: { title: Notes, version: "1" }
paths:
  /notes:
    post: { ${body}, ${answer(201)} }
  /notes/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
    get: { ${answer(200)} }
    put: { ${body}, ${answer(200)} }
    patch: { ${body}, ${answer(200)} }
components:
  schemas:
    Note:
      type: object
      required: [id]
      properties: { id: { type: integer, readOnly: true }${properties} }
`;

test.each([
  ["nothing of it is stored", "", false],
  ["something of it is", ", text: { type: string }", true],
])("a body, where %s", (_, properties, taken) => {
  const { operations } = lowered({ file: "notes.yaml", text: text(properties) });
  const writing = operations.filter(({ body: sent }) => sent !== null);
  expect(writing.map((operation) => operationInput(operation).body)).toEqual(
    Array.from({ length: 3 }, () => taken),
  );
});
