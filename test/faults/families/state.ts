/** Faults of what is stored and shown again. */
import type { RawResponse } from "../../../src/contract/http/message.js";
import { isObject } from "../../../src/contract/variables.js";
import type { Json, Schema } from "../../../src/model/index.js";
import { tablesOf } from "../../../src/sql/tables.js";
import type { Call, Fault } from "../fault.js";
import {
  changeObject,
  changeValues,
  errorOf,
  isSuccess,
  jsonOf,
  limitOf,
  splitTarget,
  withHeader,
  withJson,
  withoutBody,
} from "../message.js";
import { inNameOfOthers } from "../tokens.js";

export const stateFaults: readonly Fault[] = [
  {
    id: "state.shown-otherwise",
    wrong: "an integer is one off where a row is shown",
    noticedBy: ["state.create-retrieve", "state.replace"],
    make: ({ api }) => ({
      response: (response, { operation }) => {
        if (operation?.behavior.kind !== "retrieve" || !isSuccess(response)) return response;
        const { shown, entity } = operation.behavior;
        const key = api.entities.find(({ name }) => name === entity)?.key;
        return changeObject(response, (body) =>
          Object.fromEntries(
            Object.entries(body).map(([name, value]) => {
              const isKey = shown.some(({ property, field }) => property === name && field === key);
              const one = typeof value === "number" && value > 1 && !isKey ? value - 1 : value;
              return [name, one];
            }),
          ),
        );
      },
    }),
  },
  {
    id: "state.normalised",
    wrong: "text is brought into normal form C before it is stored",
    noticedBy: ["state.text"],
    make: () => stored((text) => text.normalize("NFC")),
  },
  {
    id: "state.trimmed",
    wrong: "blanks at the ends of a text are cut off before it is stored",
    noticedBy: ["state.text", "state.values"],
    make: () => stored((text) => text.trim() || text),
  },
  {
    id: "state.column-too-short",
    wrong: "a column holds one character less than maxLength, and the rest is cut off",
    noticedBy: ["state.values"],
    make: () => ({
      request: (call) =>
        call.operation?.behavior.kind === "create"
          ? changeValues(call, (value, schema) =>
              typeof value === "string" && [...value].length === limitOf(schema, "maxLength")
                ? [...value].slice(1).join("")
                : value,
            )
          : call,
    }),
  },
  {
    id: "state.other-default",
    wrong: "an absent property takes the first value of its enum instead of its default",
    noticedBy: ["state.defaults"],
    make: () => ({
      request: (call) => {
        const { operation } = call;
        const schema = operation?.body?.schema;
        if (operation?.behavior.kind !== "create" || schema?.type !== "object") return call;
        return changeObject(call, (body) => ({
          ...body,
          ...Object.fromEntries(
            schema.properties
              .filter(({ name, required }) => !required && !Object.hasOwn(body, name))
              .flatMap(({ name, schema: { rules, default: standard } }): [string, Json][] => {
                const [rule] = rules;
                const other = rule?.code === "enum" && rule.values.find((one) => one !== standard);
                return other === undefined || other === false ? [] : [[name, other]];
              }),
          ),
        }));
      },
    }),
  },
  {
    id: "state.conflict-unnamed",
    wrong: "a value that is taken is refused without telling which",
    noticedBy: ["state.unique", "state.race"],
    make: () => ({
      response: (response) =>
        changeObject(response, (body) =>
          String(body["detail"]).endsWith(" already exists")
            ? { ...body, detail: "Conflict" }
            : body,
        ),
    }),
  },
  {
    id: "state.create-replayed",
    wrong: "a create that is sent again is answered as it was before",
    noticedBy: ["state.unique", "state.race"],
    make: ({ api, ask }) => {
      const answered = new Map<string, Promise<RawResponse>>();
      return {
        request: (call) => {
          const { behavior } = call.operation ?? {};
          if (behavior?.kind !== "create" || !hasUnique(api, behavior.entity)) return call;
          const text = `${call.target} ${call.body.toString("base64")}`;
          const before = answered.get(text);
          const response = before ?? ask(call);
          // What was refused may be sent again, by somebody else for one.
          if (before === undefined) {
            answered.set(text, response);
            void response.then((one) => isSuccess(one) || answered.delete(text));
          }
          return response;
        },
      };
    },
  },
  {
    id: "state.looked-before-written",
    wrong:
      "that a value is taken is looked up before the row is written, and not kept by the database",
    noticedBy: ["state.race"],
    make: async ({ api, query }) => {
      for (const statement of api.entities.flatMap(({ name }) => lookBefore(api, name))) {
        await query(statement);
      }
      return {};
    },
  },
  {
    id: "state.replace-counts",
    wrong: "every PUT writes another number than it was sent",
    noticedBy: ["state.replace"],
    make: () => {
      const count = { puts: 0 };
      return {
        request: (call) => {
          if (call.operation?.behavior.kind !== "replace") return call;
          count.puts++;
          return changeValues(call, (value, schema) => {
            const range = rangeOf(schema);
            return schema.type === "integer" && isWithin(value, range)
              ? range[0] + (count.puts % (range[1] - range[0]))
              : value;
          });
        },
      };
    },
  },
  {
    id: "state.replace-forgotten",
    wrong: "PUT answers as if it had written, and has not",
    noticedBy: ["state.replace"],
    make: ({ ask }) => ({
      request: async (call) => {
        if (call.operation?.behavior.kind !== "replace") return call;
        const before = jsonOf(await ask({ ...withoutBody(call), method: "GET" }));
        // Whatever would be refused still is; what was written is put back.
        const response = await ask(call);
        const schema = call.operation.body?.schema;
        if (isSuccess(response) && isObject(before) && schema?.type === "object") {
          const old = Object.entries(before).filter(([name]) =>
            schema.properties.some((property) => property.name === name),
          );
          const put = withHeader(withoutBody(call), "Content-Type", "application/json");
          await ask(withJson(put, Object.fromEntries(old)));
        }
        return response;
      },
    }),
  },
  {
    id: "state.absent-is-null",
    wrong: "PATCH sets to null what the body does not name",
    noticedBy: ["state.update"],
    document: "odds",
    make: () => ({
      request: (call) => {
        const schema = call.operation?.body?.schema;
        if (call.operation?.behavior.kind !== "update" || schema?.type !== "object") return call;
        const absent = schema.properties.filter((property) => property.schema.nullable);
        return changeObject(call, (body) => ({
          ...Object.fromEntries(absent.map(({ name }) => [name, null])),
          ...body,
        }));
      },
    }),
  },
  {
    id: "state.null-is-absent",
    wrong: "PATCH takes null for absent",
    noticedBy: ["state.update"],
    document: "odds",
    make: () => ({
      request: (call) =>
        call.operation?.behavior.kind === "update"
          ? changeObject(call, (body) =>
              Object.fromEntries(
                Object.entries(body).filter(
                  ([name, value]) => value !== null || !isNullable(call, name),
                ),
              ),
            )
          : call,
    }),
  },
  {
    id: "state.delete-forgotten",
    wrong: "DELETE answers as if the row were gone, and it is not",
    noticedBy: ["state.delete"],
    make: ({ api, ask }) => ({
      request: async (call) => {
        if (call.operation?.behavior.kind !== "delete") return call;
        const shown = await ask({ ...call, method: "GET" });
        const { body: _, ...rest } = errorOf(api, 204, "");
        const headers = rest.headers.filter(({ name }) => !name.startsWith("Content-"));
        return isSuccess(shown) ? { ...rest, headers, body: Buffer.alloc(0) } : call;
      },
    }),
  },
  {
    id: "state.others-shown",
    wrong: "the row of somebody else is shown",
    noticedBy: ["state.owner"],
    make: (world) => ({
      request: (call) =>
        call.operation?.behavior.kind === "retrieve" && call.operation.behavior.owned
          ? firstFound(call, world)
          : call,
    }),
  },
  {
    id: "state.others-deleted",
    wrong: "the row of somebody else can be deleted",
    noticedBy: ["state.owner"],
    make: (world) => ({
      request: (call) =>
        call.operation?.behavior.kind === "delete" && call.operation.behavior.owned
          ? firstFound(call, world)
          : call,
    }),
  },
];

/** Texts of what is stored, changed on their way into the database. */
function stored(change: (text: string) => string): ReturnType<Fault["make"]> {
  return {
    request: (call) =>
      call.operation?.behavior.kind === "create"
        ? changeValues(call, (value) => (typeof value === "string" ? change(value) : value))
        : call,
  };
}

function hasUnique(api: Parameters<typeof tablesOf>[0], entity: string): boolean {
  return tablesOf(api)
    .get(entity)
    .entity.fields.some(({ unique }) => unique);
}

/** Takes the unique constraints of a table away, and refuses what is taken as they would, but too early. */
function lookBefore(api: Parameters<typeof tablesOf>[0], entity: string): string[] {
  const { sql, name, columns } = tablesOf(api).get(entity);
  return columns
    .filter(({ field }) => field.unique)
    .map(
      (column, index) => `do $fault$
declare taken text;
begin
  select conname into strict taken from pg_constraint
    where conrelid = '${sql}'::regclass and contype = 'u'
    and conkey = array[(select attnum from pg_attribute where attrelid = '${sql}'::regclass and attname = '${column.name}')];
  execute format('alter table ${sql} drop constraint %I', taken);
  execute format($make$
    create or replace function look_before_${index}() returns trigger language plpgsql as $look$
    begin
      if exists (select from ${sql} where ${column.sql} = new.${column.sql}) then
        raise unique_violation using constraint = %L, table = '${name}', message = 'taken';
      end if;
      perform pg_sleep(0.05);
      return new;
    end $look$
  $make$, taken);
  create trigger look_before_${index} before insert on ${sql}
    for each row execute function look_before_${index}();
end $fault$`,
    );
}

function rangeOf(schema: Schema): readonly [number, number] {
  return [limitOf(schema, "minimum") ?? 1, limitOf(schema, "maximum") ?? 1000];
}

function isWithin(value: Json, [low, high]: readonly [number, number]): boolean {
  return Number.isInteger(value) && Number(value) >= low && Number(value) <= high;
}

function isNullable({ operation }: Call, name: string): boolean {
  const schema = operation?.body?.schema;
  return (
    schema?.type === "object" &&
    schema.properties.some((property) => property.name === name && property.schema.nullable)
  );
}

/** What the caller gets, or else the first account that the row is there for. */
async function firstFound(call: Call, world: Parameters<Fault["make"]>[0]) {
  const own = await world.ask(call);
  if (own.status !== 404 || !/^\/.*\d/.test(splitTarget(call)[0])) return own;
  for (const other of await inNameOfOthers(call, world)) {
    const response = await world.ask(other);
    if (isSuccess(response)) return response;
  }
  return own;
}
