/** Parameters that are lists: how items are told apart, and what holds for each and for all (docs/wire.md, "In parameters"). */
import type { Json, Parameter, Schema } from "../../model/index.js";
import { SINGLE_MESSAGE } from "../../model/messages.js";
import type { Step } from "../format.js";
import { carries, encode, pathOf, sentOf, writeList, type Call } from "./call.js";
import {
  BOOLEANS,
  eachParameter,
  INTEGERS,
  invalid,
  isRepeatable,
  NUMBERS,
  problem,
  problemsOf,
  withTexts,
} from "./parameter-texts.js";
import { ask, type Probe } from "./probe.js";
import { edgeValues, validValue } from "./values.js";
import type { World } from "./world.js";

type ListParameter = Parameter & { readonly schema: Extract<Schema, { type: "array" }> };

const items: Probe = listProbe(
  "parameters.list-items",
  "each item to be read and checked on its own, with problems at its place; an empty text is an item",
  "items are read like parameters of their own",
  (world, call, parameter, valid) => {
    const tried = [
      ...textsOf(parameter.schema.items),
      ...edgeTexts(world, parameter.schema.items),
      "",
      ...(parameter.in === "query" && parameter.schema.items.type === "string" ? ["a\0b"] : []),
    ];
    // Beside a valid one, so that the place is seen.
    return [...new Set(tried)]
      .filter((text) => isItem(parameter, text))
      .map((text) => asked(call, parameter, writeList(parameter, [valid, text])));
  },
);

const limits: Probe = listProbe(
  "parameters.list-limits",
  "too few, too many and equal items refused, and the last valid number of them accepted",
  "JSON Schema 2020-12: minItems, maxItems, uniqueItems; a list that is given has at least one item",
  (world, call, parameter, valid) => {
    const counts = parameter.schema.rules.flatMap((rule) => {
      const unique = rule.code === "uniqueItems";
      if (rule.code !== "minItems" && rule.code !== "maxItems") return unique ? [2] : [];
      return [rule.limit - 1, rule.limit, rule.limit + 1];
    });
    const lists = [...new Set(counts)]
      .filter((count) => count > 0 && count <= 100)
      .flatMap((count) => {
        const different = Array.from({ length: count }, () => itemText(world, parameter) ?? valid);
        return [different, Array.from({ length: count }, () => valid)];
      });
    return lists.map((list) => asked(call, parameter, writeList(parameter, list)));
  },
);

const styles: Probe = listProbe(
  "parameters.list-style",
  "items told apart as the document says, by repetition or by commas, and not by the other",
  "OpenAPI 3.1, Style Values: form explodes by default, simple never does",
  (world, call, parameter, valid) => {
    const wrong = [...edgeTexts(world, parameter.schema.items), "!", "x!"].find(
      (text) =>
        isItem(parameter, text) &&
        problemsOf(parameter, writeList(parameter, [valid, text])).some(
          ({ field }) => field === `${parameter.name}/1`,
        ),
    );
    // What can be wrong tells where it stands; a list of any texts only that it is read.
    const other = wrong ?? itemText(world, parameter) ?? valid;
    switch (styleOf(parameter)) {
      case "repeated":
        return [[other, valid, other], [`${valid},${other}`], ["", other]].map((texts) =>
          asked(call, parameter, texts),
        );
      case "query commas": {
        const one = [`${other},${valid},${other}`, `${valid},,${other}`, `${valid}, ${other}`, ","];
        const given = invalid(call.operation, [problem(parameter, "single", SINGLE_MESSAGE)]);
        return [
          ...one.map((text) => asked(call, parameter, [text])),
          ...one.map((text) => bareCommas(call, parameter, text)),
          ask(sentOf(withTexts(call, parameter, [valid, valid])), given),
        ];
      }
      case "header commas":
        return [
          [`${other},${valid},${other}`],
          [`${valid} ,  ${other}`],
          [`${valid}\t,\t${other}`],
          [`${valid},,${other}`],
          [valid, other],
        ].map((texts) => asked(call, parameter, texts));
    }
  },
);

export const listParameterProbes: readonly Probe[] = [items, limits, styles];

/** A probe of every parameter that is a list and has an item. */
function listProbe(
  id: string,
  expects: string,
  why: string,
  steps: (
    world: World,
    call: Call,
    parameter: ListParameter,
    valid: string,
  ) => readonly (Step | null)[],
): Probe {
  return {
    id,
    expects,
    why,
    appliesTo: "parameter that is a list",
    cases: (world) =>
      eachParameter(world, (call, parameter) => {
        const valid = isList(parameter) ? itemText(world, parameter) : null;
        if (!isList(parameter) || valid === null) return [];
        const made = steps(world, call, parameter, valid).filter((step) => step !== null);
        return made.length === 0 ? [] : [...call.before, ...made];
      }),
  };
}

/** The call with these texts and what the oracle says of them; `null` for a write that would succeed again and again. */
function asked(call: Call, parameter: Parameter, texts: readonly string[]): Step | null {
  return checked(call, parameter, texts, sentOf(withTexts(call, parameter, texts)));
}

/** The same with commas as they are, not as `%2C`. */
function bareCommas(call: Call, parameter: Parameter, text: string): Step | null {
  const others = withTexts(call, parameter, []).query;
  const query = [
    ...others.map(([name, value]) => `${encode(name)}=${encode(value)}`),
    `${encode(parameter.name)}=${text.split(",").map(encode).join(",")}`,
  ];
  const target = `${pathOf(call)}?${query.join("&")}`;
  return checked(call, parameter, [text], sentOf(call, { target }));
}

function checked(
  call: Call,
  parameter: Parameter,
  texts: readonly string[],
  sent: ReturnType<typeof sentOf>,
): Step | null {
  const problems = problemsOf(parameter, texts);
  if (problems.length > 0) return ask(sent, invalid(call.operation, problems));
  return isRepeatable(call.operation) ? ask(sent, { status: call.status }) : null;
}

function isList(parameter: Parameter): parameter is ListParameter {
  return parameter.schema.type === "array";
}

function styleOf({ in: where, list }: Parameter): "repeated" | "query commas" | "header commas" {
  if (list === "repeated") return "repeated";
  return where === "header" ? "header commas" : "query commas";
}

/** The text of a valid item that can stand alone in this place. */
function itemText({ random }: World, parameter: ListParameter): string | null {
  const value = validValue(parameter.schema.items, parameter.name, random);
  const text = value === undefined || typeof value === "object" ? null : String(value);
  return text !== null && isItem(parameter, text) ? text : null;
}

/** Whether a text arrives as one item: no comma where commas separate, no blanks at the ends of a header's. */
function isItem(parameter: Parameter, text: string): boolean {
  const separates = parameter.list === "commas" && text.includes(",");
  return !separates && text.length < 600 && carries(parameter, text);
}

function textsOf({ type }: Schema): readonly string[] {
  if (type === "integer") return INTEGERS;
  if (type === "number") return NUMBERS;
  return type === "boolean" ? BOOLEANS : [];
}

function edgeTexts({ random }: World, schema: Schema): string[] {
  return edgeValues(schema, random)
    .filter((value: Json) => value !== null && typeof value !== "object")
    .map(String);
}
