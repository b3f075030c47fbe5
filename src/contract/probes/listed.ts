/** Lists with rows that are known: a call of each, rows that it shows, and walks over all its pages. */
import type { Filter, Json, List, Operation } from "../../model/index.js";
import type { Step, WalkData } from "../format.js";
import { below } from "../pointer.js";
import { bodyCallOf, put, rawBody, withBody } from "./body-values.js";
import { callOf, nameOf, sentOf, type Call } from "./call.js";
import { findProblems, readText } from "./oracle.js";
import { ask, plain, stepOf, type ProbeCase } from "./probe.js";
import { operationsOf, type Caller, type World } from "./world.js";

export type ListOperation = Operation & { readonly behavior: List };

/** What a probe of a list stands on: a call of it, and rows that it shows. */
export interface Listed {
  readonly operation: ListOperation;
  readonly call: Call;
  /** Pointers into the answer. */
  readonly items: string;
  readonly key: string | null;
}

export function eachList(world: World, steps: (list: Listed) => readonly Step[]): ProbeCase[] {
  return operationsOf(world.api, "list").flatMap((operation): ProbeCase[] => {
    const call = callOf(world, operation);
    if (call === null) return [];
    const { envelope, shown, entity } = operation.behavior;
    const key = shown.find(({ field }) =>
      world.api.entities.some(({ name, key: field_ }) => name === entity && field_ === field),
    );
    const list: Listed = {
      operation,
      call,
      items: envelope === null ? "" : pointer(envelope.items),
      key: key === undefined ? null : pointer(key.property),
    };
    return [{ on: nameOf(operation), steps: steps(list) }];
  });
}

export function eachFilter(
  world: World,
  steps: (list: Listed, filter: Filter) => readonly Step[],
): ProbeCase[] {
  return operationsOf(world.api, "list").flatMap((operation) =>
    operation.behavior.filters.flatMap((filter) =>
      eachList(world, (list) => (list.operation === operation ? steps(list, filter) : [])).map(
        ({ on, steps: made }) => ({
          on: `${on} ${filter.parameter}`,
          steps: made,
        }),
      ),
    ),
  );
}

/** A property's pointer, escaped for steps. */
export function pointer(name: string): string {
  return plain(below("", name));
}

/** The list with these query parameters besides those that it must have. */
export function given({ call }: Listed, query: Call["query"]): ReturnType<typeof sentOf> {
  return sentOf({
    ...call,
    query: [...call.query.filter(([name]) => !query.some(([other]) => other === name)), ...query],
  });
}

export function sizeName({ operation: { behavior } }: Listed): string | null {
  const { paging } = behavior;
  if (paging === null) return null;
  return paging.style === "page" ? paging.size : paging.limit;
}

export function pageName({ operation: { behavior } }: Listed): string | null {
  const { paging } = behavior;
  if (paging === null) return null;
  return paging.style === "page" ? paging.page : paging.offset;
}

/** A filter by a text that may be anything. */
export function textFilter({ operation }: Listed, filter: Filter): boolean {
  const parameter = operation.parameters.find(
    (one) => one.name === filter.parameter && one.in === filter.in,
  );
  return (
    filter.in === "query" &&
    parameter !== undefined &&
    findProblems(parameter.schema, "any text, é %").length === 0 &&
    parameter.schema.type === "string"
  );
}

export interface Stored {
  readonly filter: Filter;
  readonly value: Json;
}

/** The text itself, where a create can store it in the filter's field and the filter takes it; else null. */
export function storable<T extends Json>(
  world: World,
  { operation }: Listed,
  { field, parameter, in: where }: Filter,
  value: T,
): T | null {
  const taken = operation.parameters.find((one) => one.name === parameter && one.in === where);
  const create = createOf(world, operation);
  const property = create?.behavior.stored.find((one) => one.field === field);
  const schema =
    create?.body?.schema.type === "object"
      ? create.body.schema.properties.find(({ name }) => name === property?.property)?.schema
      : undefined;
  if (taken === undefined || schema === undefined) return null;
  return findProblems(schema, value).length === 0 && findProblems(taken.schema, value).length === 0
    ? value
    : null;
}

export function createOf(world: World, { behavior }: ListOperation) {
  return operationsOf(world.api, "create").find(
    (one) =>
      one.behavior.entity === behavior.entity &&
      one.behavior.shown.some(({ field }) =>
        world.api.entities.some(({ name, key }) => name === behavior.entity && key === field),
      ),
  );
}

/** Makes a row that the list shows, perhaps with a value; saves its key. `null` where no create does. */
export function makeListed(
  world: World,
  { operation, call }: Listed,
  stored: Stored | null,
  as: Caller | undefined = call.caller,
): { readonly steps: readonly Step[]; readonly key: string } | null {
  const create = createOf(world, operation);
  const made = create === undefined ? null : bodyCallOf(world, create);
  if (create === undefined || made === null) return null;
  const keyField = world.api.entities.find(({ name }) => name === operation.behavior.entity)?.key;
  const shown = create.behavior.shown.find(({ field }) => field === keyField);
  const property = create.behavior.stored.find(({ field }) => field === stored?.filter.field);
  if (shown === undefined || (stored !== null && property === undefined)) return null;
  const key = `listed${world.random.next()}`;
  const wanted = [...standing(operation, call), ...(stored === null ? [] : [stored])];
  const body = wanted.reduce<Json>((changed, { filter, value }) => {
    const to = create.behavior.stored.find(({ field }) => field === filter.field);
    return to === undefined ? changed : put(changed, below("", to.property), value);
  }, rawBody(made));
  const caller = operation.behavior.owned && made.caller !== undefined ? as : made.caller;
  const step = ask(
    withBody({ ...made, caller }, body),
    { status: made.status },
    { [key]: pointer(shown.property) },
  );
  return { steps: [...made.before, step], key };
}

/** Filters that hold in every call: those that are required, and those with a default. */
export function standing({ behavior, parameters }: ListOperation, call: Call): readonly Stored[] {
  return behavior.filters.flatMap((filter) => {
    const parameter = parameters.find(
      (one) => one.name === filter.parameter && one.in === filter.in,
    );
    const text = call.query.find(([name]) => filter.in === "query" && name === filter.parameter);
    if (parameter === undefined) return [];
    if (text !== undefined) return [{ filter, value: readText(parameter, text[1]) }];
    const { default: standard } = parameter.schema;
    return standard === undefined ? [] : [{ filter, value: standard }];
  });
}

/** The rows found by a search are exactly these, in the order in which they were made where keys are counted. */
export function found(
  world: World,
  list: Listed,
  filter: Filter,
  text: string,
  rows: readonly { readonly key: string; readonly found: boolean }[],
): Step {
  const [keys = [], others = []] = [true, false].map((wanted) =>
    rows.filter((row) => row.found === wanted).map(({ key }) => `\${${key}}`),
  );
  if (!isCounted(world, list)) {
    const query = list.call.query.filter(([name]) => name !== filter.parameter);
    const call = { ...list.call, query: [...query, [filter.parameter, text] as const] };
    return walk(world, { ...list, call }, { has: keys, lacks: others });
  }
  const at = keys.map((key, index) => [`${list.items}/${index}${list.key ?? ""}`, key] as const);
  return ask(given(list, [[filter.parameter, text]]), {
    status: list.call.status,
    at: { ...Object.fromEntries(at), [`${list.items}/${at.length}`]: { $is: "absent" } },
  });
}

function isCounted(world: World, { operation: { behavior } }: Listed): boolean {
  const entity = world.api.entities.find(({ name }) => name === behavior.entity);
  return entity?.fields.find(({ name }) => name === entity.key)?.fill === "identity";
}

/** All pages of the list. */
export function walk(
  world: World,
  list: Listed,
  more: Pick<WalkData, "has" | "lacks" | "every">,
): Step {
  const { envelope, paging, entity } = list.operation.behavior;
  const model = world.api.entities.find(({ name }) => name === entity);
  const key = model?.fields.find(({ name }) => name === model.key);
  const order = key?.schema.type === "integer" ? "number" : "text";
  const { call } = list;
  // A page that must be named is the first, and a size that must be named is what it is.
  const [page, sized] = [pageName(list), sizeName(list)];
  const named = call.query.find(([name]) => name === sized)?.[1];
  const size = named === undefined ? (paging?.defaultSize ?? 0) : Number(named);
  const others = call.query.filter(([name]) => name !== page);
  const begins =
    envelope?.next != null && page !== null && others.length < call.query.length
      ? [...others, [page, paging?.style === "page" ? "1" : "0"] as const]
      : others;
  const step =
    paging === null || pageName(list) === null
      ? undefined
      : {
          parameter: plain(pageName(list) ?? ""),
          from: paging.style === "page" ? 1 : 0,
          by: paging.style === "page" ? 1 : size,
        };
  return stepOf({
    kind: "walk",
    data: {
      request: sentOf({ ...call, query: begins }),
      items: list.items,
      ...(envelope?.count == null ? {} : { count: pointer(envelope.count) }),
      ...(envelope?.next == null ? {} : { next: pointer(envelope.next) }),
      ...(envelope?.previous == null ? {} : { previous: pointer(envelope.previous) }),
      ...(step === undefined ? {} : { step }),
      ...(list.key === null ? {} : { key: { pointer: list.key, order } }),
      ...more,
    },
  });
}

/** PostgreSQL's builtin C.UTF-8 folds as Unicode's simple case mapping does. */
export function lower(text: string): string {
  return text.toLowerCase();
}
