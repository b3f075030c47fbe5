/** Faults of parameters that are lists. */
import type { Parameter } from "../../../src/model/index.js";
import type { Call, Fault } from "../fault.js";
import { changeQuery, isSuccess, limitOf, type Pair } from "../message.js";

export const listParameterFaults: readonly Fault[] = [
  {
    id: "parameters.items-unchecked",
    wrong: "an integer among the items of a list is read as far as it goes",
    noticedBy: ["parameters.list-items"],
    document: "broad",
    make: () => ({
      request: (call) =>
        changeQuery(call, (pairs) =>
          pairs.map(([name, text]) => {
            const schema = listOf(call, name)?.schema;
            const integer = schema?.type === "array" && schema.items.type === "integer";
            return [
              name,
              integer && /^\d+[a-z]/.test(text) ? String(Number.parseInt(text, 10)) : text,
            ];
          }),
        ),
    }),
  },
  {
    id: "parameters.empty-items-dropped",
    wrong: "an empty item of a list is left out",
    noticedBy: ["parameters.list-items", "parameters.list-style"],
    document: "broad",
    make: () => ({
      request: (call) =>
        changeQuery(call, (pairs) => {
          const several = (name: string): boolean =>
            pairs.filter(([other]) => other === name).length > 1;
          return pairs.filter(
            ([name, text]) => text !== "" || !several(name) || listOf(call, name) === undefined,
          );
        }),
    }),
  },
  {
    id: "parameters.items-off-by-one",
    wrong: "one item more than maxItems is left out",
    noticedBy: ["parameters.list-limits"],
    document: "broad",
    make: () => ({
      request: (call) =>
        changeQuery(call, (pairs) =>
          pairs.filter(([name], index) => {
            const parameter = listOf(call, name);
            const most =
              parameter === undefined ? undefined : limitOf(parameter.schema, "maxItems");
            return most === undefined || placeOf(pairs, index) !== most;
          }),
        ),
    }),
  },
  {
    id: "parameters.commas-everywhere",
    wrong: "commas separate also the items of a list that is repeated",
    noticedBy: ["parameters.list-style"],
    document: "broad",
    make: () => ({
      request: (call) =>
        changeQuery(call, (pairs) =>
          pairs.flatMap(([name, text]): readonly Pair[] =>
            listOf(call, name)?.list === "repeated" && text !== ""
              ? text.split(",").map((item) => [name, item] as const)
              : [[name, text]],
          ),
        ),
    }),
  },
  {
    id: "lists.first-of-several",
    wrong: "of several values of a filter only the first is looked for",
    noticedBy: ["lists.any-of"],
    document: "broad",
    make: ({ ask }) => ({
      response: (response, call) => {
        const first = changeQuery(call, (pairs) =>
          pairs.filter(
            ([name], index) => listOf(call, name) === undefined || placeOf(pairs, index) === 0,
          ),
        );
        return isSuccess(response) && first !== call ? ask(first) : response;
      },
    }),
  },
];

function listOf({ operation }: Call, name: string): Parameter | undefined {
  return operation?.parameters.find(
    (one) => one.in === "query" && one.name === name && one.schema.type === "array",
  );
}

/** How many pairs of the same name stand before. */
function placeOf(pairs: readonly Pair[], index: number): number {
  return pairs.slice(0, index).filter(([name]) => name === pairs[index]?.[0]).length;
}
