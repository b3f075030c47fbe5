/** Documents that are quick to generate, for tests that are about something else. */

/** One operation, no table, no account. */
export const SMALL = `openapi: 3.1.0
info: { title: Small, version: "1" }
paths:
  /ping:
    get: { responses: { "200": { description: ok, content: { application/json: { schema: { const: pong } } } } } }
`;
