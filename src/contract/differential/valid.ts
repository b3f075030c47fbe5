/** Drafts of requests that mostly succeed: made from the model, and from what the sequence has made so far. */
import type { Json, List, Operation, Parameter, Schema } from "../../model/index.js";
import { type Pair, carries } from "../probes/call.js";
import { validValue } from "../probes/values.js";
import { authorize } from "./authorize.js";
import type { Draft } from "./draft.js";
import { chance, choose, type Story, type Token } from "./story.js";
import { bodyOf } from "./bodies.js";

/** A request of the operation; of some it is known that they fail, as a login with a wrong password. */
export function draftOf(story: Story, operation: Operation): Draft {
  const { random } = story.world;
  const { authorization, token, fits } = authorize(story, operation);
  const path = new Map<string, string>();
  const pairs: Record<"query" | "header" | "cookie", Pair[]> = {
    query: [],
    header: [],
    cookie: [],
  };
  let found = true;
  for (const parameter of operation.parameters) {
    if (parameter.in === "path") {
      const { text, exists } = pathText(story, operation, parameter, token);
      path.set(parameter.name, text);
      found &&= exists;
    } else if (parameter.required || chance(random, 35)) {
      pairs[parameter.in].push(
        ...textsOf(story, operation, parameter).map((text) => [parameter.name, text] as const),
      );
    }
  }
  const { body, succeeds } = bodyOf(story, operation);
  return {
    operation,
    method: operation.method.toUpperCase(),
    path,
    query: pairs.query,
    headers: pairs.header,
    cookies: pairs.cookie,
    token,
    authorization,
    body,
    type: operation.body?.mediaType ?? null,
    chunked: body !== undefined && chance(random, 5),
    succeeds: fits && found && succeeds,
  };
}

/** Numbers that the keys of seeded rows and of the first new ones have. */
const SMALL_KEYS = 40;

function pathText(
  { world, rows }: Story,
  { behavior }: Operation,
  { name, schema }: Parameter,
  token: Token | null,
): { readonly text: string; readonly exists: boolean } {
  const { random } = world;
  if (behavior.kind === "choice") {
    const values = behavior.choices.map(({ value }) => value).filter((value) => value !== "");
    const text = choose(random, values) ?? "x";
    return { text: chance(random, 20) ? swapCase(text) : text, exists: true };
  }
  const known = "entity" in behavior ? (rows.get(behavior.entity) ?? []) : [];
  const own = known.filter(({ owner }) => owner === null || owner === token?.account);
  const row = choose(random, own.length > 0 && chance(random, 80) ? own : known);
  if (row !== undefined && chance(random, 75)) return { text: row.key, exists: true };
  if (schema.type === "integer" && chance(random, 80)) {
    return { text: String(1 + random.under(SMALL_KEYS)), exists: true };
  }
  const value = validValue(schema, name, random);
  const text = value === undefined || value === null || value === "" ? "x" : textOf(value);
  return { text, exists: false };
}

function swapCase(text: string): string {
  const lower = text.toLowerCase();
  return lower === text ? text.toUpperCase() : lower;
}

function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** One text for each time that the parameter is given; none where no value was found that it can carry. */
function textsOf(story: Story, operation: Operation, parameter: Parameter): string[] {
  const { random } = story.world;
  const { schema, list } = parameter;
  const one = (part: Schema): string[] => {
    const value = parameterValue(story, operation, parameter, part);
    return value === undefined || value === null || typeof value === "object"
      ? []
      : [textOf(value)].filter((text) => carries(parameter, text));
  };
  if (schema.type !== "array" || list === undefined) return one(schema);
  const items = Array.from({ length: 1 + random.under(3) }, () => one(schema.items)).flat();
  if (items.length === 0) return [];
  return list === "repeated" ? items : [items.filter((item) => !item.includes(",")).join(",")];
}

/** Often one that was stored before, so that filters find something. */
function parameterValue(
  { world, values }: Story,
  { behavior }: Operation,
  { name, in: where }: Parameter,
  schema: Schema,
): Json | undefined {
  const { random } = world;
  if (behavior.kind === "list") {
    if (isPaging(behavior, name)) return 1 + random.under(chance(random, 80) ? 6 : 60);
    const filter = behavior.filters.find((one) => one.parameter === name && one.in === where);
    const known =
      filter === undefined ? [] : (values.get(`${behavior.entity}.${filter.field}`) ?? []);
    const value = choose(random, known.flat() as Json[]);
    if (value !== undefined && chance(random, 60)) {
      return filter?.match === "contains" && typeof value === "string"
        ? pieceOf(value, random.under(8))
        : value;
    }
  }
  return validValue(schema, name, random);
}

function isPaging({ paging }: List, name: string): boolean {
  if (paging === null) return false;
  return paging.style === "page"
    ? name === paging.page || name === paging.size
    : name === paging.limit || name === paging.offset;
}

/** A few code points of it, in another case now and then. */
function pieceOf(text: string, from: number): string {
  const points = [...text].slice(from, from + 3).join("");
  return from % 2 === 0 ? points : points.toUpperCase();
}
