/** Faults of bodies against their schemas: coercion, limits, names. */
import type { Fault } from "../fault.js";
import type { Json, Schema } from "../../../src/model/index.js";
import { columnOf, tablesOf } from "../../../src/sql/tables.js";
import { parseJson } from "../../../src/contract/pointer.js";
import { isObject } from "../../../src/contract/variables.js";
import {
  changeObject,
  changeValues,
  errorOf,
  isSuccess,
  jsonOf,
  limitOf,
  withBody,
  withHeader,
} from "../message.js";

export const bodySchemaFaults: readonly Fault[] = [
  {
    id: "bodies.null-is-empty",
    wrong: "null in place of the whole body counts as an empty object",
    noticedBy: ["bodies.root"],
    make: () => ({
      request: (call) => (call.body.toString() === "null" ? withBody(call, "{}") : call),
    }),
  },
  {
    id: "bodies.texts-as-numbers",
    wrong: 'an integer may be sent as text: "1" is 1',
    noticedBy: ["bodies.types"],
    make: () =>
      values(["integer", "number"], (value) =>
        typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value,
      ),
  },
  {
    id: "bodies.numbers-as-texts",
    wrong: "a text may be sent as a number or boolean",
    noticedBy: ["bodies.types"],
    make: () =>
      values(["string"], (value) =>
        typeof value === "number" || typeof value === "boolean" ? String(value) : value,
      ),
  },
  {
    id: "bodies.length-off-by-one",
    wrong: "one character more than maxLength is cut off",
    noticedBy: ["bodies.first-invalid"],
    make: () =>
      values(["string"], (value, schema) => {
        const most = limitOf(schema, "maxLength");
        return typeof value === "string" && [...value].length === (most ?? 0) + 1
          ? [...value].slice(0, most).join("")
          : value;
      }),
  },
  {
    id: "bodies.maximum-off-by-one",
    wrong: "one above the maximum is accepted",
    noticedBy: ["bodies.first-invalid"],
    make: () =>
      values(["integer"], (value, schema) => {
        const most = limitOf(schema, "maximum");
        return most !== undefined && most < 1e9 && value === most + 1 ? most : value;
      }),
  },
  {
    id: "bodies.first-problem-only",
    wrong: "validation of a body stops at the first problem",
    noticedBy: [
      "bodies.first-invalid",
      "bodies.types",
      "bodies.required",
      "bodies.names",
      "bodies.nul",
    ],
    make: () => ({
      response: (response) =>
        changeObject(response, (body) => {
          const { errors } = body;
          return Array.isArray(errors) && JSON.stringify(errors[0]).includes('"in":"body"')
            ? { ...body, errors: errors.slice(0, 1) }
            : body;
        }),
    }),
  },
  {
    id: "bodies.last-length-refused",
    wrong: "a text of exactly maxLength is refused",
    noticedBy: ["bodies.last-valid", "state.values"],
    make: () =>
      values(["string"], (value, schema) =>
        typeof value === "string" && [...value].length === limitOf(schema, "maxLength")
          ? `${value}x`
          : value,
      ),
  },
  {
    id: "bodies.fraction-of-zero",
    wrong: "1.0 is no integer",
    noticedBy: ["bodies.numbers"],
    make: () => ({
      request: (call) => {
        const text = call.body.toString("latin1");
        const other = text.replaceAll(/:(-?\d+)\.0+([,}])/g, ':"$1"$2');
        return other === text ? call : withBody(call, Buffer.from(other, "latin1"));
      },
    }),
  },
  {
    id: "bodies.large-numbers-rounded",
    wrong: "an integer beyond 2^53 is cut to the limit of its schema",
    noticedBy: ["bodies.numbers"],
    make: () =>
      values(["integer"], (value, schema) =>
        typeof value === "number" && value > Number.MAX_SAFE_INTEGER
          ? (limitOf(schema, "maximum") ?? value)
          : value,
      ),
  },
  {
    id: "bodies.empty-is-missing",
    wrong: "an empty object counts as a missing body",
    noticedBy: ["bodies.required"],
    make: () => ({
      request: (call) =>
        call.body.toString() === "{}" ? withHeader(withBody(call, ""), "Content-Type", null) : call,
    }),
  },
  {
    id: "bodies.names-in-any-case",
    wrong: "names of properties are compared in any case",
    noticedBy: ["bodies.names"],
    make: () => ({
      request: (call) => {
        const schema = call.operation?.body?.schema;
        if (schema?.type !== "object") return call;
        return changeObject(call, (body) =>
          Object.fromEntries(
            Object.entries(body).map(([name, value]) => {
              const meant = schema.properties.find(
                (one) => one.name.toLowerCase() === name.toLowerCase(),
              );
              return [meant?.name ?? name, value];
            }),
          ),
        );
      },
    }),
  },
  {
    id: "bodies.proto-refused",
    wrong: "a body with __proto__ is refused",
    noticedBy: ["bodies.additional"],
    make: ({ api }) => ({
      request: (call) =>
        call.operation?.body !== null && call.body.includes('"__proto__":')
          ? errorOf(api, 400, "Malformed JSON")
          : call,
    }),
  },
  {
    id: "bodies.nul-dropped",
    wrong: "a NUL in a text is left out in silence",
    noticedBy: ["bodies.nul"],
    make: () =>
      values(["string"], (value) =>
        typeof value === "string" ? value.replaceAll("\0", "") : value,
      ),
  },
  {
    id: "bodies.mass-assignment",
    wrong: "whatever the body of a create names is written into the row",
    noticedBy: ["bodies.mass-assignment"],
    make: ({ api, query }) => ({
      response: async (response, call) => {
        const behavior = call.operation?.behavior;
        const sent = jsonOf(call);
        const made = parseJson(response.body.toString());
        if (behavior?.kind !== "create" || !isSuccess(response)) return response;
        const table = tablesOf(api).get(behavior.entity);
        const key = behavior.shown.find(({ field }) => field === table.entity.key)?.property;
        if (!isObject(sent) || !isObject(made) || key === undefined) return response;
        for (const [name, value] of Object.entries(sent)) {
          const field = table.entity.fields.find((one) => one.name === name);
          if (field?.role.kind !== "plain" || behavior.stored.some((one) => one.field === name))
            continue;
          const { sql } = columnOf(table, name);
          await query(`update ${table.sql} set ${sql} = $1 where ${table.key.sql}::text = $2`, [
            String(value),
            String(made[key]),
          ]);
        }
        return response;
      },
    }),
  },
];

/** Every value of a body whose schema is of one of these types, changed before it is looked at. */
function values(
  types: readonly Schema["type"][],
  change: (value: Json, schema: Schema) => Json,
): ReturnType<Fault["make"]> {
  return {
    request: (call) =>
      changeValues(call, (value, schema) =>
        types.includes(schema.type) ? change(value, schema) : value,
      ),
  };
}
