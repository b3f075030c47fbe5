/** Filters of lists: rows that have the value, no others, and any of several values (docs/wire.md, "Lists"). */
import type { Filter, Json, Parameter } from "../../model/index.js";
import type { Step } from "../format.js";
import { below } from "../pointer.js";
import { carries, writeList } from "./call.js";
import { createOf, eachFilter, lower, makeListed, walk, type Listed } from "./listed.js";
import { findProblems } from "./oracle.js";
import { withTexts } from "./parameter-texts.js";
import { plain, type Probe } from "./probe.js";
import { listedValues, validValue } from "./values.js";
import type { World } from "./world.js";

const filters: Probe = {
  id: "lists.filters",
  expects: "a filter to show what has the value and nothing else",
  why: "filters that are present must hold",
  appliesTo: "list with a filter on a property that a create stores",
  cases: (world) =>
    eachFilter(world, (list, filter) => {
      const rows = rowsWith(world, list, filter);
      const parameter = parameterOf(list, filter);
      const shown = list.operation.behavior.shown.find(({ field }) => field === filter.field);
      if (parameter === undefined || rows.length === 0 || list.key === null) return [];
      return [
        ...list.call.before,
        ...rows.flatMap(({ steps }) => steps),
        ...rows.map(({ key, value, stored, texts }) =>
          walk(world, asked(list, parameter, texts), {
            has: [`\${${key}}`],
            lacks: rows
              .filter((other) => !isFound(filter, other.value, [value]))
              .map((other) => `\${${other.key}}`),
            ...(filter.match === "equal" && shown !== undefined && stored === value
              ? { every: { pointer: plain(below("", shown.property)), value: plain(value) } }
              : {}),
          }),
        ),
      ];
    }),
};

const anyOf: Probe = {
  id: "lists.any-of",
  expects: "a list of values to show what any of them shows",
  why: "a list as a filter lets through what any of its items would let through",
  appliesTo: "list with a filter by several values",
  cases: (world) =>
    eachFilter(world, (list, filter) => {
      const parameter = parameterOf(list, filter);
      if (parameter?.schema.type !== "array" || list.key === null) return [];
      const { schema } = parameter;
      const [one, two, ...others] = rowsWith(world, list, filter);
      if (one === undefined || two === undefined) return [];
      const both = [two.value, one.value];
      const texts = writeList(parameter, both.map(String));
      if (findProblems(schema, both).length > 0) return [];
      return [
        ...list.call.before,
        ...[one, two, ...others].flatMap(({ steps }) => steps),
        walk(world, asked(list, parameter, texts), {
          has: [one, two].map(({ key }) => `\${${key}}`),
          lacks: others
            .filter(({ value }) => !isFound(filter, value, both))
            .map(({ key }) => `\${${key}}`),
        }),
      ];
    }),
};

export const filterProbes: readonly Probe[] = [filters, anyOf];

interface Row {
  readonly steps: readonly Step[];
  /** Variable of its key. */
  readonly key: string;
  readonly value: string | number | boolean;
  /** What the row has: the value, or a list of it. */
  readonly stored: Json;
  /** The parameter's texts that ask for it. */
  readonly texts: readonly string[];
}

/** Up to three rows with different values of the filter's field, each of which the filter can ask for. */
function rowsWith(world: World, list: Listed, filter: Filter): Row[] {
  const parameter = parameterOf(list, filter);
  if (parameter === undefined) return [];
  const { schema } = parameter;
  const one = schema.type === "array" ? schema.items : schema;
  const values =
    listedValues(one) ??
    (one.type === "boolean" ? [true, false] : null) ??
    [1, 2, 3].map(() => validValue(one, filter.parameter, world.random));
  const rows: Row[] = [];
  for (const value of values.slice(0, 3)) {
    if (value === undefined || value === null || typeof value === "object") continue;
    if (rows.some((row) => row.value === value)) continue;
    const texts = schema.type === "array" ? writeList(parameter, [String(value)]) : [String(value)];
    const stored = storedValue(world, list, filter, value);
    const separates = parameter.list === "commas" && String(value).includes(",");
    const fits = schema.type !== "array" || findProblems(schema, [value]).length === 0;
    if (stored === null || separates || !fits) continue;
    if (!texts.every((text) => carries(parameter, text))) continue;
    const row = makeListed(world, list, { filter, value: stored });
    if (row !== null) rows.push({ ...row, value, stored, texts });
  }
  return rows;
}

/** The value, or a list of it where the field is one, if a create can store that; else `null`. */
function storedValue(
  world: World,
  { operation }: Listed,
  { field }: Filter,
  value: Json,
): Json | null {
  const create = createOf(world, operation);
  const property = create?.behavior.stored.find((one) => one.field === field);
  if (create?.body?.schema.type !== "object" || property === undefined) return null;
  const { properties } = create.body.schema;
  const schema = properties.find(({ name }) => name === property.property)?.schema;
  if (schema === undefined) return null;
  const fitting = [value, [value]].find((one) => findProblems(schema, one).length === 0);
  return fitting ?? null;
}

/** Whether a row with this value is found by any of these. */
function isFound({ match }: Filter, value: Row["value"], wanted: readonly Row["value"][]): boolean {
  switch (match) {
    case "equal":
      return wanted.includes(value);
    case "contains":
      return wanted.some((one) => lower(String(value)).includes(lower(String(one))));
    case "anyCase":
      return wanted.some((one) => lower(String(value)) === lower(String(one)));
  }
}

function parameterOf({ operation }: Listed, filter: Filter): Parameter | undefined {
  return operation.parameters.find((one) => one.name === filter.parameter && one.in === filter.in);
}

function asked(list: Listed, parameter: Parameter, texts: readonly string[]): Listed {
  return { ...list, call: withTexts(list.call, parameter, texts) };
}
