/** The models of `project/accounts/models.py`, as a document describes them. */
import type { Api } from "../../src/model/index.js";
import {
  any,
  api,
  arrayOf,
  boolean,
  entity,
  field,
  integer,
  number,
  scheme,
  text,
  withDefault,
} from "../unit/sql/fixtures.js";

const django = { managedBy: "django" } as const;
const instant = text({ format: "date-time" });

export const accountsApi: Api = api({
  schemes: [
    {
      ...scheme,
      account: "User",
      claims: scheme.claims.filter(({ field: name }) => name !== "login" && name !== "level"),
    },
  ],
  entities: [
    entity(
      "User",
      "accounts_user",
      [
        field("id", integer("int64"), { fill: "identity" }),
        field("password", text({ maxLength: 64 }), { role: { kind: "password" } }),
        field("last_login", instant, { nullable: true }),
        field("is_superuser", withDefault(boolean, false)),
        field("username", text({ maxLength: 150 }), {
          unique: true,
          filtered: true,
          role: { kind: "identifier" },
        }),
        field("first_name", withDefault(text({ maxLength: 150 }), "")),
        field("last_name", withDefault(text({ maxLength: 150 }), "")),
        field("email", withDefault(text({ maxLength: 254 }), "")),
        field("is_staff", withDefault(boolean, false)),
        field("is_active", withDefault(boolean, true)),
        field("date_joined", instant, { fill: "created" }),
        field("role", text({ maxLength: 255, enum: ["ADMIN", "CUSTOMER"] }), {
          nullable: true,
          nullAs: "CUSTOMER",
        }),
      ],
      django,
    ),
    entity(
      "Everything",
      "accounts_everything",
      [
        field("id", text({ format: "uuid" }), { fill: "uuid" }),
        field("code", text({ maxLength: 20 }), { unique: true }),
        field("a_rather_long_name_that_will_not_fit_into_an_index_name", text(), { unique: true }),
        field("small", integer("int32")),
        field("large", integer(), { unique: true }),
        field("price", number, { nullable: true }),
        field("open", withDefault(boolean, true)),
        field("day", text({ format: "date" })),
        field("at", instant, { nullable: true }),
        field("reference", text({ format: "uuid" }), { unique: true }),
        field("tags", arrayOf(text())),
        field("extra", any, { nullable: false }),
        field("owner", text(), {
          column: "owner_id",
          role: { kind: "owner", account: "User", shows: "username" },
        }),
      ],
      django,
    ),
    entity("Named", "accounts_named", [field("name", text({ maxLength: 30 }))], {
      ...django,
      key: "name",
    }),
  ],
});
