/** An OpenAPI document of any size: resources of five operations each, as people write them, with filters and pages. */

const COLORS = ["red", "green", "blue", "black"];
const OPERATIONS_EACH = 5;

/**
 * As JSON text, which is YAML too.
 * @param operations rounded up to whole resources
 */
export function largeDocument(operations: number): string {
  const numbers = Array.from({ length: Math.ceil(operations / OPERATIONS_EACH) }, (_, index) =>
    String(index + 1).padStart(3, "0"),
  );
  const document = {
    openapi: "3.1.0",
    info: { title: "Many resources", version: "1.0.0" },
    paths: Object.assign({}, ...numbers.map(pathsOf)) as unknown,
    components: {
      responses: {
        Invalid: answer("It breaks a rule.", ref("Error")),
        Missing: answer("There is none.", ref("Error")),
      },
      schemas: { ...(Object.assign({}, ...numbers.map(schemasOf)) as object), ...ERRORS },
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function pathsOf(number: string): object {
  const name = `Item${number}`;
  const place = `/item${number}s`;
  const about = { tags: [`item${number}`] };
  const failures = {
    "400": { $ref: "#/components/responses/Invalid" },
    "404": { $ref: "#/components/responses/Missing" },
  };
  const body = { required: true, content: { "application/json": { schema: ref(name) } } };
  return {
    [place]: {
      get: {
        ...about,
        operationId: `list${name}s`,
        summary: `Items ${number}, a page at a time`,
        parameters: [
          query("color", { type: "string", enum: COLORS }),
          query("active", { type: "boolean" }),
          query("page", { type: "integer", minimum: 1, default: 1 }),
          query("page_size", { type: "integer", minimum: 1, maximum: 100, default: 20 }),
        ],
        responses: { "200": answer("A page.", ref(`${name}Page`)), "400": failures["400"] },
      },
      post: {
        ...about,
        operationId: `create${name}`,
        summary: `Make an item ${number}`,
        requestBody: body,
        responses: { "201": answer("As it is kept.", ref(name)), "400": failures["400"] },
      },
    },
    [`${place}/{id}`]: {
      parameters: [
        {
          name: "id",
          in: "path",
          required: true,
          schema: { type: "integer", format: "int64", minimum: 1 },
        },
      ],
      get: {
        ...about,
        operationId: `get${name}`,
        summary: `One item ${number}`,
        responses: { "200": answer("The item.", ref(name)), "404": failures["404"] },
      },
      put: {
        ...about,
        operationId: `replace${name}`,
        summary: `Write an item ${number} anew`,
        requestBody: body,
        responses: { "200": answer("As it is kept.", ref(name)), ...failures },
      },
      delete: {
        ...about,
        operationId: `delete${name}`,
        summary: `Throw an item ${number} away`,
        responses: { "204": { description: "It is gone." }, "404": failures["404"] },
      },
    },
  };
}

function schemasOf(number: string): object {
  const name = `Item${number}`;
  return {
    [name]: {
      type: "object",
      required: ["id", "title", "color", "active", "created_at"],
      properties: {
        id: { type: "integer", format: "int64", readOnly: true },
        title: {
          type: "string",
          minLength: 1,
          maxLength: 100,
          description: `Of an item ${number}.`,
        },
        text: { type: ["string", "null"], maxLength: 10_000 },
        color: { type: "string", enum: COLORS, default: "red" },
        weight: { type: ["number", "null"], minimum: 0 },
        active: { type: "boolean", default: true },
        created_at: { type: "string", format: "date-time", readOnly: true },
      },
    },
    [`${name}Page`]: {
      type: "object",
      required: ["count", "next", "previous", "results"],
      properties: {
        count: { type: "integer" },
        next: { type: ["string", "null"] },
        previous: { type: ["string", "null"] },
        results: { type: "array", items: ref(name) },
      },
    },
  };
}

const ERRORS = {
  Error: {
    type: "object",
    required: ["detail"],
    properties: { detail: { type: "string" }, errors: { type: "array", items: ref("Problem") } },
  },
  Problem: {
    type: "object",
    required: ["in", "field", "code", "message"],
    properties: {
      in: { type: "string", enum: ["query", "header", "cookie", "body"] },
      field: { type: "string" },
      code: { type: "string" },
      message: { type: "string" },
    },
  },
};

function ref(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function query(name: string, schema: object): object {
  return { name, in: "query", schema };
}

function answer(description: string, schema: object): object {
  return { description, content: { "application/json": { schema } } };
}
