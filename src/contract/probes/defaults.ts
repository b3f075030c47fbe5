/** Parameters that are absent: a list is the same as with the default given (docs/wire.md, "In parameters"). */
import { sentOf, writeList } from "./call.js";
import { eachList, makeListed, sizeName } from "./listed.js";
import { withTexts } from "./parameter-texts.js";
import { ask, type Probe } from "./probe.js";

/** Of a page: with a longer default the rows that tell it from no limit at all would be too many. */
const MOST_ROWS = 30;

export const defaultParameter: Probe = {
  id: "parameters.default",
  expects: "an absent parameter to take its default",
  why: "JSON Schema: default, as OpenAPI applies it to parameters",
  appliesTo: "list with a parameter that has a default",
  cases: (world) =>
    eachList(world, (list) => {
      const { parameters } = list.operation;
      const { call } = list;
      return parameters.flatMap((parameter) => {
        const { default: standard } = parameter.schema;
        if (standard === undefined || standard === null || parameter.in === "path") return [];
        const texts = Array.isArray(standard)
          ? writeList(parameter, standard.map(String))
          : [String(standard)];
        const isSize = parameter.in === "query" && parameter.name === sizeName(list);
        const count = isSize && Number(standard) < MOST_ROWS ? Number(standard) + 1 : 1;
        const rows = Array.from({ length: count }, () => makeListed(world, list, null));
        return [
          ...call.before,
          ...rows.flatMap((row) => row?.steps ?? []),
          ask(
            sentOf(withTexts(call, parameter, [])),
            { status: call.status },
            { absent: list.items },
          ),
          ask(sentOf(withTexts(call, parameter, texts)), {
            status: call.status,
            at: { [list.items]: "${absent}" },
          }),
        ];
      });
    }),
};
