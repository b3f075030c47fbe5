/** The objects of OpenAPI 3.0 and 3.1 as data: which fields each has and what they hold (OpenAPI 3.1.1, section 4.8). */

export type Shape =
  /** `data` is never looked at; in `any` nothing is known but where `x-gen-bench` must not stand. */
  | { readonly kind: "any" | "data" | "string" | "boolean" | "number" | "count" }
  | { readonly kind: "word"; readonly words: readonly string[] }
  | { readonly kind: "list"; readonly of: Shape }
  /** Names are free; those that begin with `x-` are extensions where `extensible`. */
  | { readonly kind: "map"; readonly of: Shape; readonly extensible?: boolean }
  | { readonly kind: "object"; readonly name: ObjectName }
  /** Exclusive limits and `items` of older and newer documents. */
  | { readonly kind: "either"; readonly of: readonly [Shape, Shape] };

/** Where `x-gen-bench` may stand: the entries of `$defs` in the schema of the vocabulary. */
export type VocabularyPlace =
  "componentSchema" | "property" | "securityScheme" | "parameter" | "operation" | "responseHeader";

export type ObjectName =
  | "document"
  | "components"
  | "pathItem"
  | "operation"
  | "parameter"
  | "requestBody"
  | "response"
  | "header"
  | "mediaType"
  | "securityScheme"
  | "schema"
  | "propertySchema"
  | "componentSchema";

export interface ObjectShape {
  /** The specification's name for it. */
  readonly title: string;
  readonly fields: Readonly<Record<string, Shape>>;
  readonly required: readonly string[];
  readonly vocabulary: VocabularyPlace | null;
  /** The field of the Components Object that holds it, when `$ref` may stand in its place. */
  readonly components: string | null;
}

const any: Shape = { kind: "any" };
const data: Shape = { kind: "data" };
const string: Shape = { kind: "string" };
const boolean: Shape = { kind: "boolean" };
const number: Shape = { kind: "number" };
const count: Shape = { kind: "count" };
const list = (of: Shape): Shape => ({ kind: "list", of });
const map = (of: Shape): Shape => ({ kind: "map", of });
const extensible = (of: Shape): Shape => ({ kind: "map", of, extensible: true });
const object = (name: ObjectName): Shape => ({ kind: "object", name });
const word = (...words: string[]): Shape => ({ kind: "word", words });
const schema = object("schema");
const security = list(map(list(string)));

const SCHEMA_FIELDS: Readonly<Record<string, Shape>> = {
  $ref: string,
  $comment: string,
  $defs: map(schema),
  title: string,
  description: string,
  type: { kind: "either", of: [string, list(string)] },
  nullable: boolean,
  enum: list(data),
  const: data,
  default: data,
  example: data,
  examples: data,
  deprecated: boolean,
  readOnly: boolean,
  writeOnly: boolean,
  format: string,
  minLength: count,
  maxLength: count,
  pattern: string,
  minimum: number,
  maximum: number,
  exclusiveMinimum: { kind: "either", of: [number, boolean] },
  exclusiveMaximum: { kind: "either", of: [number, boolean] },
  multipleOf: number,
  items: schema,
  minItems: count,
  maxItems: count,
  uniqueItems: boolean,
  properties: map(object("propertySchema")),
  required: list(string),
  additionalProperties: schema,
  minProperties: count,
  allOf: list(schema),
  oneOf: list(schema),
  anyOf: list(schema),
  externalDocs: any,
  xml: any,
  discriminator: any,
};

/** Keywords of JSON Schema 2020-12 that change what is valid, and that no server could check yet. */
export const UNSUPPORTED_KEYWORDS: ReadonlySet<string> = new Set([
  "not",
  "if",
  "then",
  "else",
  "patternProperties",
  "propertyNames",
  "maxProperties",
  "dependentRequired",
  "dependentSchemas",
  "dependencies",
  "unevaluatedProperties",
  "unevaluatedItems",
  "prefixItems",
  "additionalItems",
  "contains",
  "minContains",
  "maxContains",
  "contentEncoding",
  "contentMediaType",
  "contentSchema",
  "$id",
  "$schema",
  "$anchor",
  "$dynamicRef",
  "$dynamicAnchor",
  "$vocabulary",
]);

const PARAMETER_FIELDS: Readonly<Record<string, Shape>> = {
  description: string,
  required: boolean,
  deprecated: boolean,
  allowEmptyValue: boolean,
  style: string,
  explode: boolean,
  allowReserved: boolean,
  schema,
  example: data,
  examples: any,
  content: map(object("mediaType")),
};

const schemaShape = (vocabulary: VocabularyPlace | null): ObjectShape => ({
  title: "Schema Object",
  fields: SCHEMA_FIELDS,
  required: [],
  vocabulary,
  components: "schemas",
});

export const OBJECTS: Readonly<Record<ObjectName, ObjectShape>> = {
  document: {
    title: "OpenAPI Object",
    fields: {
      openapi: string,
      $self: string,
      info: any,
      jsonSchemaDialect: string,
      servers: any,
      paths: extensible(object("pathItem")),
      webhooks: any,
      components: object("components"),
      security,
      tags: list(any),
      externalDocs: any,
    },
    required: ["info"],
    vocabulary: null,
    components: null,
  },
  components: {
    title: "Components Object",
    fields: {
      schemas: map(object("componentSchema")),
      responses: map(object("response")),
      parameters: map(object("parameter")),
      examples: any,
      requestBodies: map(object("requestBody")),
      headers: map(object("header")),
      securitySchemes: map(object("securityScheme")),
      links: any,
      callbacks: any,
      pathItems: map(object("pathItem")),
    },
    required: [],
    vocabulary: null,
    components: null,
  },
  pathItem: {
    title: "Path Item Object",
    fields: {
      $ref: string,
      summary: string,
      description: string,
      get: object("operation"),
      put: object("operation"),
      post: object("operation"),
      delete: object("operation"),
      options: any,
      head: any,
      patch: object("operation"),
      trace: any,
      servers: any,
      parameters: list(object("parameter")),
    },
    required: [],
    vocabulary: null,
    components: "pathItems",
  },
  operation: {
    title: "Operation Object",
    fields: {
      tags: list(string),
      summary: string,
      description: string,
      externalDocs: any,
      operationId: string,
      parameters: list(object("parameter")),
      requestBody: object("requestBody"),
      responses: extensible(object("response")),
      callbacks: any,
      deprecated: boolean,
      security,
      servers: any,
    },
    required: ["responses"],
    vocabulary: "operation",
    components: null,
  },
  parameter: {
    title: "Parameter Object",
    fields: { name: string, in: word("query", "header", "path", "cookie"), ...PARAMETER_FIELDS },
    required: ["name", "in"],
    vocabulary: "parameter",
    components: "parameters",
  },
  requestBody: {
    title: "Request Body Object",
    fields: { description: string, content: map(object("mediaType")), required: boolean },
    required: ["content"],
    vocabulary: null,
    components: "requestBodies",
  },
  response: {
    title: "Response Object",
    fields: {
      description: string,
      headers: map(object("header")),
      content: map(object("mediaType")),
      links: any,
    },
    required: [],
    vocabulary: null,
    components: "responses",
  },
  header: {
    title: "Header Object",
    fields: PARAMETER_FIELDS,
    required: [],
    vocabulary: "responseHeader",
    components: "headers",
  },
  mediaType: {
    title: "Media Type Object",
    fields: { schema, example: data, examples: any, encoding: any },
    required: [],
    vocabulary: null,
    components: null,
  },
  securityScheme: {
    title: "Security Scheme Object",
    fields: {
      type: word("apiKey", "http", "mutualTLS", "oauth2", "openIdConnect"),
      description: string,
      name: string,
      in: string,
      scheme: string,
      bearerFormat: string,
      flows: any,
      openIdConnectUrl: string,
    },
    required: ["type"],
    vocabulary: "securityScheme",
    components: "securitySchemes",
  },
  schema: schemaShape(null),
  propertySchema: schemaShape("property"),
  componentSchema: schemaShape("componentSchema"),
};
