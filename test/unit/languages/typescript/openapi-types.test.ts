/** Names that openapi-typescript or what it is made of stumbles over come out as they went in. */
import { expect, test } from "vitest";
import { openapiTypes } from "../../../../src/languages/typescript/openapi-types.js";

const nested = (name: string) => ({
  type: "object",
  required: [name],
  properties: {
    [name]: { type: "object", properties: { deep: { type: "object", properties: {} } } },
  },
});

const OF_OBJECTS = Object.getOwnPropertyNames(Object.prototype);

test.each(["plain", ...OF_OBJECTS, "per%cent", "%41", "%25", "%", "a/b~c#d"])(
  "%s as the name of a component and of a property",
  async (name) => {
    const escaped = encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
    const schema = { $ref: `#/components/schemas/${escaped}` };
    const content = { "application/json": { schema } };
    const text = await openapiTypes({
      openapi: "3.1.0",
      info: { title: "Names", version: "1" },
      paths: { "/x": { get: { responses: { "200": { description: name, content } } } } },
      components: { schemas: { [name]: nested(name) } },
    });
    expect(text).toContain(`components["schemas"][${JSON.stringify(name)}]`);
    const keys = [`${name}: {`, `${JSON.stringify(name)}: {`];
    expect(keys.flatMap((key) => text.split(key).slice(1))).toHaveLength(2);
  },
);

test.each(OF_OBJECTS)("%s as the name of a security scheme and of an operation", async (name) => {
  const text = await openapiTypes({
    openapi: "3.1.0",
    info: { title: "Names", version: "1" },
    paths: {
      "/x": {
        get: {
          operationId: name,
          security: [{ [name]: [] }],
          responses: { "204": { description: name } },
        },
      },
    },
    components: { securitySchemes: { [name]: { type: "http", scheme: "bearer" } } },
  });
  expect(text).toContain(`operations[${JSON.stringify(name)}]`);
});
