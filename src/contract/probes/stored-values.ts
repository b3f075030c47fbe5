/** Values at the edges of their schemas, stored and shown again (docs/wire.md, "Values"). */
import type { Json, Schema } from "../../model/index.js";
import type { Step } from "../format.js";
import { below } from "../pointer.js";
import {
  bodyCallOf,
  bodyProblems,
  isUniqueProperty,
  put,
  rawBody,
  withBody,
} from "./body-values.js";
import { nameOf } from "./call.js";
import { findProblems } from "./oracle.js";
import { ask, plain, type Probe, type ProbeCase } from "./probe.js";
import { edgeValues } from "./values.js";
import { operationsOf } from "./world.js";

export const storedValues: Probe = {
  id: "state.values",
  expects: "the last valid value of every keyword to come back as it was sent",
  why: "a column that is shorter, smaller or coarser than the schema loses what a client was promised",
  appliesTo: "create that shows a text, number or boolean with limits",
  cases: (world) =>
    operationsOf(world.api, "create").flatMap((create): ProbeCase[] => {
      const schemas = create.body?.schema.type === "object" ? create.body.schema.properties : [];
      const places = create.behavior.stored.flatMap(({ property, field }) => {
        const schema = schemas.find(({ name }) => name === property)?.schema;
        const back = create.behavior.shown.find((one) => one.field === field);
        const pointer = below("", property);
        if (schema === undefined || back === undefined || !comesBack(schema)) return [];
        if (isUniqueProperty(world, create, pointer)) return [];
        const values = edgeValues(schema, world.random).filter(
          (value) => value !== null && findProblems(schema, value).length === 0,
        );
        return [{ pointer, back: below("", back.property), values }];
      });
      const rounds = Math.max(0, ...places.map(({ values }) => values.length));
      const steps = Array.from({ length: rounds }, (_, round): readonly Step[] => {
        const call = bodyCallOf(world, create);
        if (call === null) return [];
        const given = places.flatMap(({ pointer, back, values }) => {
          const value = values[round];
          return value === undefined ? [] : [{ pointer, back, value }];
        });
        const body = given.reduce<Json>(
          (changed, { pointer, value }) => put(changed, pointer, value),
          rawBody(call),
        );
        // One that another must be equal to.
        if (bodyProblems(call, body).length > 0) return [];
        const at = Object.fromEntries(given.map(({ back, value }) => [plain(back), plain(value)]));
        return [...call.before, ask(withBody(call, body), { status: call.status, at })];
      });
      return [{ on: nameOf(create), steps: steps.flat() }];
    }),
};

/** Whether a value is shown as it was sent: times are shown in UTC, UUIDs in lower case. */
function comesBack(schema: Schema): boolean {
  switch (schema.type) {
    case "integer":
    case "number":
    case "boolean":
      return true;
    case "string":
      return schema.format !== "date-time" && schema.format !== "uuid";
    case "array":
    case "object":
    case "null":
    case "any":
      return false;
  }
}
