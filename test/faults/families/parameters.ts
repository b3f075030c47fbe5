/** Faults of query, header, cookie and path parameters. */
import type { Call, Fault } from "../fault.js";
import {
  changeJson,
  changeParameters,
  changeQuery,
  errorOf,
  headerOf,
  limitOf,
  queryOf,
  splitTarget,
  withBody,
  withHeader,
  withPath,
} from "../message.js";
import { isObject } from "../../../src/contract/variables.js";
import type { Json, Parameter } from "../../../src/model/index.js";

export const parameterFaults: readonly Fault[] = [
  {
    id: "parameters.digits-at-the-start",
    wrong: "an integer is read as far as it goes: 1abc is 1",
    noticedBy: ["parameters.integers"],
    make: () => ({
      request: (call) =>
        changeParameters(call, ["integer"], (text) =>
          /^\d+[a-z]/.test(text) ? String(Number.parseInt(text, 10)) : text,
        ),
    }),
  },
  {
    id: "parameters.empty-integer",
    wrong: "an empty integer parameter counts as absent",
    noticedBy: ["parameters.integers"],
    make: () => ({
      request: (call) =>
        changeQuery(call, (pairs) =>
          pairs.length > 1
            ? pairs
            : pairs.filter(
                ([name, text]) =>
                  text !== "" || find(call, "query", name)?.schema.type !== "integer",
              ),
        ),
    }),
  },
  {
    id: "parameters.numbers-trimmed",
    wrong: "a number parameter may have blanks around it",
    noticedBy: ["parameters.numbers"],
    document: "odds",
    make: () => ({
      request: (call) => changeParameters(call, ["number"], (text) => text.trim() || text),
    }),
  },
  {
    id: "parameters.numbers-by-language",
    wrong: "a number parameter is whatever the language takes for a number",
    noticedBy: ["parameters.numbers"],
    document: "odds",
    make: () => ({
      request: (call) =>
        changeParameters(call, ["number"], (text) =>
          text.trim() !== "" && Number.isFinite(Number(text)) ? String(Number(text)) : text,
        ),
    }),
  },
  {
    id: "parameters.booleans-by-habit",
    wrong: "1 and 0 are taken for true and false",
    noticedBy: ["parameters.booleans"],
    document: "odds",
    make: () => ({
      request: (call) =>
        changeParameters(call, ["boolean"], (text) =>
          text === "1" ? "true" : text === "0" ? "false" : text,
        ),
    }),
  },
  {
    id: "parameters.off-by-one",
    wrong: "one above the maximum of an integer is accepted",
    noticedBy: ["parameters.limits"],
    make: () => ({
      request: (call) =>
        changeParameters(call, ["integer"], (text, schema) => {
          const most = limitOf(schema, "maximum");
          return most !== undefined && most < 1e9 && text === String(most + 1)
            ? String(most)
            : text;
        }),
    }),
  },
  {
    id: "parameters.maximum-refused",
    wrong: "the maximum of an integer is not accepted",
    noticedBy: ["parameters.limits"],
    make: () => ({
      request: (call) =>
        changeParameters(call, ["integer"], (text, schema) => {
          const most = limitOf(schema, "maximum");
          return most !== undefined && most < 1e9 && text === String(most)
            ? String(most + 1)
            : text;
        }),
    }),
  },
  {
    id: "parameters.nul-dropped",
    wrong: "a NUL in a query is left out in silence",
    noticedBy: ["parameters.nul"],
    make: () => ({
      request: (call) =>
        changeQuery(call, (pairs) =>
          pairs.map(([name, text]) => [name, text.replaceAll("\0", "")]),
        ),
    }),
  },
  {
    id: "parameters.required-forgotten",
    wrong: "a required parameter may be absent",
    noticedBy: ["parameters.required"],
    document: "odds",
    make: () => {
      // What was sent last stands in for what is absent.
      const seen = new Map<string, string>();
      return {
        request: (call) =>
          (call.operation?.parameters ?? []).reduce((changed, parameter) => {
            const { name, required, in: where } = parameter;
            if (where !== "header" || !required) return changed;
            const given = headerOf(call, name);
            if (given !== undefined) seen.set(name, given);
            return withHeader(changed, name, given ?? seen.get(name) ?? "x");
          }, call),
      };
    },
  },
  {
    id: "parameters.last-of-two",
    wrong: "of a parameter that is given twice the last one counts",
    noticedBy: ["parameters.single"],
    make: () => ({
      request: (call) =>
        changeQuery(call, (pairs) =>
          pairs.filter(
            ([name], index) => pairs.findLastIndex(([other]) => other === name) === index,
          ),
        ),
    }),
  },
  {
    id: "parameters.names-in-any-case",
    wrong: "names of query parameters are compared in any case",
    noticedBy: ["parameters.unknown"],
    make: () => ({
      request: (call) =>
        changeQuery(call, (pairs) => pairs.map(([name, text]) => [name.toLowerCase(), text])),
    }),
  },
  {
    id: "parameters.unknown-refused",
    wrong: "a parameter that the document does not name is refused",
    noticedBy: ["parameters.unknown", "lists.links"],
    make: ({ api }) => ({
      request: (call) => {
        const { operation } = call;
        const strange = queryOf(call)?.some(
          ([name]) => name !== "" && find(call, "query", name) === undefined,
        );
        return operation !== null && strange === true && operation.access.kind === "public"
          ? errorOf(api, operation.invalidStatus, "Validation failed")
          : call;
      },
    }),
  },
  {
    id: "parameters.first-problem-only",
    wrong: "validation of parameters stops at the first problem",
    noticedBy: ["parameters.together"],
    make: () => ({
      response: (response) =>
        changeJson(response, (body) => {
          const errors = isObject(body) ? body["errors"] : undefined;
          if (!isObject(body) || !Array.isArray(errors) || errors.length < 2) return body;
          const outside = errors.every((one) => isObject(one) && one["in"] !== "body");
          return outside ? { ...body, errors: errors.slice(0, 1) } : body;
        }),
    }),
  },
  {
    id: "parameters.header-before-query",
    wrong: "problems of header parameters come before those of the query",
    noticedBy: ["parameters.together"],
    document: "odds",
    make: () => ({
      response: (response) =>
        changeJson(response, (body) => {
          const errors = isObject(body) ? body["errors"] : undefined;
          if (!isObject(body) || !Array.isArray(errors)) return body;
          return { ...body, errors: errors.toSorted((a, b) => rank(a) - rank(b)) };
        }),
    }),
  },
  {
    id: "parameters.header-names-exact",
    wrong: "a header parameter is found by its exact name only",
    noticedBy: ["parameters.header-names"],
    document: "odds",
    make: () => ({
      request: (call) => ({
        ...call,
        headers: call.headers.map(({ name, value }) => {
          const meant = call.operation?.parameters.find(
            (one) => one.in === "header" && one.name.toLowerCase() === name.toLowerCase(),
          );
          return meant === undefined || meant.name === name
            ? { name, value }
            : { name: `X-Other-${name}`, value };
        }),
      }),
    }),
  },
  {
    id: "parameters.first-cookie-only",
    wrong: "only the first cookie of the header is read",
    noticedBy: ["parameters.cookies"],
    document: "odds",
    make: () => ({
      request: (call) => {
        const cookies = headerOf(call, "Cookie");
        return cookies === undefined
          ? call
          : withHeader(call, "Cookie", cookies.split(";")[0] ?? "");
      },
    }),
  },
  {
    id: "parameters.path-digits-at-the-start",
    wrong: "an integer in a path is read as far as it goes: /1abc is /1",
    noticedBy: ["parameters.path"],
    make: () => ({
      request: (call) => {
        const segments = splitTarget(call)[0].split("/");
        const changed = segments.map((text, index) => {
          const segment = call.operation?.segments[index - 1];
          const integer =
            segment?.kind === "parameter" &&
            find(call, "path", segment.name)?.schema.type === "integer";
          return integer && /^\d+[a-z]/.test(text) ? String(Number.parseInt(text, 10)) : text;
        });
        return withPath(call, changed.join("/"));
      },
    }),
  },
  {
    id: "parameters.path-too-large",
    wrong: "a key beyond what the column holds is an error of the server",
    noticedBy: ["parameters.path"],
    make: ({ api }) => ({
      request: (call) =>
        call.operation !== null && /\/\d{20}\/?$/.test(splitTarget(call)[0])
          ? errorOf(api, 500, "Internal Server Error")
          : call,
    }),
  },
  {
    id: "parameters.other-default",
    wrong: "a page whose size is not given is one shorter than its default",
    noticedBy: ["parameters.default"],
    make: () => ({
      request: (call) => {
        const size = sizeOf(call);
        const standard = Number(size?.schema.default);
        return size === undefined || !(standard > 1)
          ? call
          : changeQuery(call, (pairs) =>
              pairs.some(([name]) => name === size.name)
                ? pairs
                : [...pairs, [size.name, String(standard - 1)]],
            );
      },
      response: (response, call) => {
        const size = sizeOf(call)?.name ?? "";
        if (queryOf(call)?.some(([name]) => name === size) ?? true) return response;
        const text = response.body.toString();
        const other = text.replaceAll(new RegExp(`&${size}=\\d+`, "g"), "");
        return other === text ? response : withBody(response, other);
      },
    }),
  },
];

function find(call: Call, where: Parameter["in"], name: string): Parameter | undefined {
  return call.operation?.parameters.find((one) => one.in === where && one.name === name);
}

/** Problems of headers first. */
function rank(error: Json): number {
  return isObject(error) && error["in"] === "header" ? 0 : 1;
}

/** The parameter that says how long a page is. */
function sizeOf({ operation }: Call): Parameter | undefined {
  const paging = operation?.behavior.kind === "list" ? operation.behavior.paging : null;
  const name = paging?.style === "page" ? paging.size : (paging?.limit ?? null);
  return operation?.parameters.find((one) => one.in === "query" && one.name === name);
}
