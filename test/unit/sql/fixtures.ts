/** Hand-made models for the tests of SQL and of the database: small, with every kind of field and behavior. */
import type {
  Api,
  Behavior,
  Entity,
  Field,
  Operation,
  Parameter,
  Schema,
  SecurityScheme,
} from "../../../src/model/index.js";

type StringOptions = Partial<Pick<Extract<Schema, { type: "string" }>, "format" | "maxLength">>;

export function text(
  options: StringOptions & { nullable?: boolean; enum?: string[] } = {},
): Schema {
  const { nullable = false, enum: values, ...rest } = options;
  return {
    type: "string",
    nullable,
    typeMessage: "must be a string",
    rules: [
      ...(values === undefined
        ? []
        : [{ code: "enum", values, message: `must be one of ${values.join(", ")}` } as const]),
      ...(rest.maxLength === undefined
        ? []
        : [{ code: "maxLength", limit: rest.maxLength, message: "is too long" } as const]),
    ],
    ...(values === undefined ? {} : { choices: values.map((value) => ({ value, title: value })) }),
    ...rest,
  };
}

export function integer(
  format?: "int32" | "int64",
  limits?: { minimum: number; maximum: number },
): Schema {
  return {
    type: "integer",
    nullable: false,
    typeMessage: "must be an integer",
    rules:
      limits === undefined
        ? []
        : [
            { code: "minimum", limit: limits.minimum, message: "is too small" },
            { code: "maximum", limit: limits.maximum, message: "is too large" },
          ],
    ...(format === undefined ? {} : { format }),
  };
}

export const number: Schema = {
  type: "number",
  nullable: false,
  typeMessage: "must be a number",
  rules: [],
};
export const boolean: Schema = {
  type: "boolean",
  nullable: false,
  typeMessage: "must be a boolean",
  rules: [],
};
export const any: Schema = { type: "any", nullable: true, typeMessage: "", rules: [] };

export function arrayOf(items: Schema): Schema {
  return { type: "array", nullable: false, typeMessage: "must be an array", rules: [], items };
}

export function withDefault(schema: Schema, value: string | number | boolean): Schema {
  return { ...schema, default: value };
}

export function field(name: string, schema: Schema, more: Partial<Field> = {}): Field {
  return {
    name,
    column: name,
    schema,
    nullable: schema.nullable,
    unique: false,
    filtered: false,
    fill: "client",
    nullAs: null,
    role: { kind: "plain" },
    ...more,
  };
}

export function entity(
  name: string,
  table: string,
  fields: Field[],
  more: Partial<Entity> = {},
): Entity {
  return { name, table, managedBy: null, key: "id", fields, ...more };
}

export function parameter(name: string, place: Parameter["in"], schema: Schema): Parameter {
  return { name, in: place, required: place === "path", schema };
}

export function operation(
  id: string,
  method: Operation["method"],
  path: string,
  behavior: Behavior,
  parameters: Parameter[] = [],
): Operation {
  return {
    id,
    method,
    path,
    segments: [],
    tag: "all",
    summary: "",
    access: { kind: "public" },
    parameters,
    body: null,
    responses: [],
    invalidStatus: 400,
    conflictStatus: 400,
    behavior,
    because: "",
  };
}

export function api(parts: Partial<Api>): Api {
  return {
    title: "Fixture",
    version: "1",
    description: "",
    document: {},
    headers: [],
    schemes: [],
    entities: [],
    operations: [],
    ...parts,
  };
}

export function shown(
  ...names: readonly string[]
): { property: string; field: string; omitNull: boolean }[] {
  return names.map((name) => ({ property: name, field: name, omitNull: false }));
}

export function stored(...names: readonly string[]): { property: string; field: string }[] {
  return names.map((name) => ({ property: name, field: name }));
}

/** What Django's `AbstractUser` and a nullable field make; the document's names for columns are other ones. */
export const member: Entity = entity(
  "Member",
  "club_member",
  [
    field("id", integer("int64"), { fill: "identity" }),
    field("secret", text({ maxLength: 72 }), { column: "password", role: { kind: "password" } }),
    field("last_login", text({ format: "date-time", nullable: true })),
    field("is_superuser", withDefault(boolean, false)),
    field("login", text({ maxLength: 150 }), {
      column: "username",
      unique: true,
      filtered: true,
      role: { kind: "identifier" },
    }),
    field("first_name", withDefault(text({ maxLength: 150 }), "")),
    field("email", withDefault(text({ maxLength: 254 }), "")),
    field("is_staff", withDefault(boolean, false)),
    field("is_active", withDefault(boolean, true)),
    field("date_joined", text({ format: "date-time" }), { fill: "created" }),
    field("level", text({ maxLength: 255, enum: ["GOLD", "SILVER", "BRONZE"] }), {
      column: "role",
      nullable: true,
      nullAs: "BRONZE",
      filtered: true,
    }),
  ],
  { managedBy: "django" },
);

export const note: Entity = entity("Note", "notes", [
  field("id", integer("int64"), { fill: "identity" }),
  field("title", text({ maxLength: 255 }), { filtered: true }),
  field("year", integer("int32", { minimum: 1, maximum: 9999 })),
  field("author", text(), {
    column: "author_id",
    role: { kind: "owner", account: "Member", shows: "login" },
  }),
]);

/** Every storage kind, names that need quoting, a uuid key. */
export const thing: Entity = entity("Thing", "Order", [
  field("id", text({ format: "uuid" }), { fill: "uuid" }),
  field("select", text(), { filtered: true }),
  field('size"; drop table x; --', text({ nullable: true, maxLength: 20 })),
  field("price", number),
  field("small", withDefault(integer("int32"), 7), { filtered: true }),
  field("open", withDefault(boolean, true)),
  field("day", text({ format: "date", nullable: true })),
  field("at", text({ format: "date-time", nullable: true })),
  field("made", text({ format: "date-time" }), { fill: "created" }),
  field("changed", text({ format: "date-time" }), { fill: "updated" }),
  field("ref", text({ format: "uuid", nullable: true })),
  field("kind", withDefault(text({ enum: ["a'b", "c\\d", "e"] }), "a'b"), { filtered: true }),
  field("tags", arrayOf(text())),
  field("times", arrayOf(text({ format: "date-time" }))),
  field("counts", arrayOf(integer())),
  field("extra", any),
]);

export const scheme: SecurityScheme = {
  name: "bearerAuth",
  account: "Member",
  active: "is_active",
  claims: [
    { claim: "sub", field: "id" },
    { claim: "user_id", field: "id" },
    { claim: "username", field: "login" },
    { claim: "role", field: "level" },
    { claim: "is_staff", field: "is_staff" },
    { claim: "is_superuser", field: "is_superuser" },
  ],
  caller: ["sub", "user_id"],
  roles: [
    { role: "staff", claim: "is_staff" },
    { role: "root", claim: "is_superuser" },
  ],
};

const envelope = {
  items: "results",
  count: "count",
  next: "next",
  previous: "previous",
  order: ["count", "next", "previous", "results"],
} as unknown as Extract<Behavior, { kind: "list" }>["envelope"];

const onMember = {
  entity: "Member",
  label: "Member",
  shown: shown("id", "login", "level"),
  owned: false,
};
const onNote = {
  entity: "Note",
  label: "Note",
  shown: shown("id", "title", "year", "author"),
  owned: true,
};
const thingFields = thing.fields.map((one) => one.name);
const onThing = { entity: "Thing", label: "Thing", shown: shown(...thingFields), owned: false };
const thingStored = stored(
  ...thingFields.filter((name) => !["id", "made", "changed"].includes(name)),
);
const id = parameter("id", "path", integer());
const uuid = parameter("id", "path", text({ format: "uuid" }));

/** Members (Django's), their notes, and things with every kind of column. */
export const clubApi: Api = api({
  title: "Club */ -- '\nselect",
  schemes: [scheme],
  entities: [member, note, thing],
  operations: [
    operation(
      "listMembers",
      "get",
      "/members",
      {
        kind: "list",
        status: 200,
        ...onMember,
        filters: [
          { parameter: "search", in: "query", field: "login", match: "contains" },
          { parameter: "level", in: "query", field: "level", match: "equal" },
        ],
        paging: { style: "page", page: "page", size: "size", defaultSize: 10 },
        envelope,
      },
      [parameter("search", "query", text()), parameter("level", "query", text())],
    ),
    operation("createMember", "post", "/members", {
      kind: "create",
      status: 201,
      ...onMember,
      stored: [
        { property: "login", field: "login" },
        { property: "pass", field: "secret" },
        { property: "level", field: "level" },
      ],
    }),
    operation(
      "getMember",
      "get",
      "/members/{id}",
      {
        kind: "retrieve",
        status: 200,
        parameter: "id",
        ...onMember,
      },
      [id],
    ),
    operation("me", "get", "/members/me", {
      kind: "currentUser",
      status: 200,
      scheme: "bearerAuth",
      ...onMember,
    }),
    operation(
      "listNotes",
      "get",
      "/notes",
      {
        kind: "list",
        status: 200,
        ...onNote,
        filters: [
          { parameter: "title", in: "query", field: "title", match: "anyCase" },
          { parameter: "by", in: "query", field: "author", match: "equal" },
        ],
        paging: { style: "page", page: "page", size: null, defaultSize: 10 },
        envelope,
      },
      [parameter("title", "query", text()), parameter("by", "query", text())],
    ),
    operation("createNote", "post", "/notes", {
      kind: "create",
      status: 201,
      ...onNote,
      stored: stored("title", "year"),
    }),
    operation(
      "getNote",
      "get",
      "/notes/{id}",
      {
        kind: "retrieve",
        status: 200,
        parameter: "id",
        ...onNote,
      },
      [id],
    ),
    operation(
      "replaceNote",
      "put",
      "/notes/{id}",
      {
        kind: "replace",
        status: 200,
        parameter: "id",
        ...onNote,
        stored: stored("title", "year"),
      },
      [id],
    ),
    operation(
      "updateNote",
      "patch",
      "/notes/{id}",
      {
        kind: "update",
        status: 200,
        parameter: "id",
        ...onNote,
        stored: stored("title", "year"),
      },
      [id],
    ),
    operation(
      "deleteNote",
      "delete",
      "/notes/{id}",
      {
        kind: "delete",
        entity: "Note",
        label: "Note",
        owned: true,
        status: 204,
        parameter: "id",
      },
      [id],
    ),
    operation(
      "listThings",
      "get",
      "/things",
      {
        kind: "list",
        status: 200,
        ...onThing,
        shown: shown("select", "small"),
        filters: [
          { parameter: "select", in: "query", field: "select", match: "equal" },
          { parameter: "small", in: "query", field: "small", match: "equal" },
          { parameter: "at", in: "query", field: "at", match: "equal" },
          { parameter: "day", in: "query", field: "day", match: "equal" },
          { parameter: "tag", in: "query", field: "tags", match: "equal" },
          { parameter: "price", in: "query", field: "price", match: "equal" },
          { parameter: "kind", in: "query", field: "kind", match: "equal" },
        ],
        paging: { style: "offset", limit: "limit", offset: "offset", defaultSize: 20 },
        envelope,
      },
      [
        parameter("select", "query", text()),
        parameter("small", "query", integer()),
        parameter("at", "query", text({ format: "date-time" })),
        parameter("day", "query", text()),
        parameter("tag", "query", text()),
        parameter("price", "query", text()),
        parameter("kind", "query", text()),
      ],
    ),
    operation("allThings", "get", "/all-things", {
      kind: "list",
      status: 200,
      ...onThing,
      filters: [],
      paging: null,
      envelope: null,
    }),
    operation("createThing", "post", "/things", {
      kind: "create",
      status: 201,
      ...onThing,
      stored: thingStored,
    }),
    operation(
      "getThing",
      "get",
      "/things/{id}",
      {
        kind: "retrieve",
        status: 200,
        parameter: "id",
        ...onThing,
      },
      [uuid],
    ),
    operation(
      "getThingByText",
      "get",
      "/text-things/{id}",
      {
        kind: "retrieve",
        status: 200,
        parameter: "id",
        ...onThing,
      },
      [parameter("id", "path", text())],
    ),
    operation(
      "replaceThing",
      "put",
      "/things/{id}",
      {
        kind: "replace",
        status: 204,
        parameter: "id",
        ...onThing,
        stored: thingStored,
      },
      [uuid],
    ),
    operation(
      "updateThing",
      "patch",
      "/things/{id}",
      {
        kind: "update",
        status: 200,
        parameter: "id",
        ...onThing,
        stored: thingStored,
      },
      [uuid],
    ),
  ],
});
