/** Faults of what holds for every response: type, spelling, headers, errors of one shape. */
import { isObject } from "../../../src/contract/variables.js";
import type { Json } from "../../../src/model/index.js";
import type { RawResponse } from "../../../src/contract/http/message.js";
import type { Call, Fault } from "../fault.js";
import {
  changeObject,
  headerOf,
  isRefusal,
  isSuccess,
  jsonOf,
  withBody,
  withHeader,
  withJson,
} from "../message.js";

export const responseFaults: readonly Fault[] = [
  {
    id: "responses.more-than-detail",
    wrong: "404 repeats its status in the body",
    noticedBy: ["responses.error-shape"],
    make: () =>
      where(
        ({ status }) => status === 404,
        (response) => changeObject(response, (body) => ({ ...body, status: 404 })),
      ),
  },
  {
    id: "responses.other-detail",
    wrong: "405 is worded as the framework does it",
    noticedBy: ["responses.error-shape", "routing.method"],
    make: () =>
      where(
        ({ status }) => status === 405,
        (response) => changeObject(response, () => ({ detail: "Method not allowed" })),
      ),
  },
  {
    id: "responses.charset",
    wrong: "errors come with a charset",
    noticedBy: ["responses.content-type"],
    make: () =>
      where(isRefusal, (response) =>
        withHeader(response, "Content-Type", "application/json; charset=utf-8"),
      ),
  },
  {
    id: "responses.problem-type",
    wrong: "errors have a media type of their own",
    noticedBy: ["responses.content-type"],
    make: () =>
      where(isRefusal, (response) =>
        withHeader(response, "Content-Type", "application/problem+json"),
      ),
  },
  {
    id: "responses.length-unstated",
    wrong: "errors come in chunks, without their length",
    noticedBy: ["responses.content-length"],
    make: () =>
      where(isRefusal, (response, { method }) =>
        method === "HEAD"
          ? response
          : withHeader(
              withHeader(response, "Content-Length", null),
              "Transfer-Encoding",
              "chunked",
            ),
      ),
  },
  {
    id: "responses.spaces",
    wrong: "the answer of a create has a space after each colon",
    noticedBy: ["responses.compact"],
    make: () =>
      where(
        (response, { operation }) => isSuccess(response) && operation?.behavior.kind === "create",
        (response) => withBody(response, response.body.toString().replaceAll('":', '": ')),
      ),
  },
  {
    id: "responses.needless-escapes",
    wrong: "the slash of a text is escaped in what is answered to GET",
    noticedBy: ["responses.compact"],
    make: () =>
      where(
        (response, { operation }) => isSuccess(response) && operation?.behavior.kind === "choices",
        (response) => withBody(response, response.body.toString().replaceAll("a", "\\u0061")),
      ),
  },
  {
    id: "responses.order-turned",
    wrong: "properties come in another order than that of the schema",
    noticedBy: ["responses.order"],
    make: () =>
      where(isSuccess, (response) => {
        const value = jsonOf(response);
        return value === undefined ? response : withJson(response, turned(value));
      }),
  },
  {
    id: "responses.headers-on-success-only",
    wrong: "errors lack a header that every response has",
    noticedBy: ["responses.global-headers"],
    make: ({ api }) =>
      where(isRefusal, (response) => {
        const last = api.headers.findLast(({ value }) => value === "duration");
        return withHeader(response, last?.name ?? "", null);
      }),
  },
  {
    id: "responses.headers-not-on-documentation",
    wrong: "the pages of the documentation lack the headers that every response has",
    noticedBy: ["responses.global-headers"],
    make: ({ api }) =>
      where(
        (_, { target }) => /^\/(?:openapi\.json|docs|redoc)$/.test(target),
        (response) =>
          api.headers.reduce((changed, { name }) => withHeader(changed, name, null), response),
      ),
  },
  {
    id: "responses.header-twice",
    wrong: "a header comes twice on success",
    noticedBy: ["responses.global-headers"],
    make: ({ api }) =>
      where(isSuccess, (response) => {
        const name = api.headers.find(({ value }) => value === "duration")?.name ?? "";
        const value = headerOf(response, name) ?? "";
        return { ...response, headers: [...response.headers, { name, value }] };
      }),
  },
  {
    id: "responses.clock-stands",
    wrong: "the time header is that of the start",
    noticedBy: ["responses.clock"],
    make: ({ api }) => {
      const start = new Date().toISOString();
      const names = api.headers.filter(({ value }) => value === "serverTime");
      return where(
        () => true,
        (response) =>
          names.reduce((changed, { name }) => withHeader(changed, name, start), response),
      );
    },
  },
  {
    id: "responses.banner",
    wrong: "every response tells which framework it comes from",
    noticedBy: ["responses.banner"],
    make: () =>
      where(
        () => true,
        (response) => withHeader(response, "X-Powered-By", "something"),
      ),
  },
  {
    id: "responses.entity-tag",
    wrong: "what GET shows comes with an ETag",
    noticedBy: ["responses.banner"],
    make: () =>
      where(
        (response, { method }) => isSuccess(response) && method === "GET",
        (response) => withHeader(response, "ETag", '"1"'),
      ),
  },
  {
    id: "responses.milliseconds-cut",
    wrong: "milliseconds are left out of a time where they are zero",
    noticedBy: ["responses.date-times"],
    document: "odds",
    make: () =>
      where(isSuccess, (response) =>
        withBodyText(response, (text) => text.replaceAll(/(T\d\d:\d\d:\d\d)\.000Z"/g, '$1Z"')),
      ),
  },
  {
    id: "responses.time-rounded",
    wrong: "a time is rounded to milliseconds instead of cut",
    noticedBy: ["responses.date-times"],
    document: "odds",
    make: () => ({
      request: (call) => {
        const text = call.body.toString("latin1");
        const other = text.replaceAll(
          /(T\d\d:\d\d:\d\d\.)(\d{3})[5-9]\d*/g,
          (_, head: string, digits: string) =>
            head + String(Math.min(999, Number(digits) + 1)).padStart(3, "0"),
        );
        return other === text ? call : withBody(call, Buffer.from(other, "latin1"));
      },
    }),
  },
  {
    id: "responses.uuid-in-capitals",
    wrong: "a UUID is written in capitals",
    noticedBy: ["responses.uuids"],
    document: "odds",
    make: () =>
      where(isSuccess, (response) =>
        withBodyText(response, (text) =>
          text.replaceAll(/"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"/g, (uuid) =>
            uuid.toUpperCase(),
          ),
        ),
      ),
  },
  {
    id: "responses.cause-told",
    wrong: "500 tells its cause",
    noticedBy: ["responses.failure"],
    make: () =>
      where(
        ({ status }) => status === 500,
        (response) => changeObject(response, () => ({ detail: 'relation "x" does not exist' })),
      ),
  },
  {
    id: "responses.failure-swallowed",
    wrong: "an error of the database is answered as an empty list",
    noticedBy: ["responses.failure"],
    make: () =>
      where(
        ({ status }) => status === 500,
        (response) => withJson({ ...response, status: 200 }, []),
      ),
  },
];

function where(
  applies: (response: RawResponse, call: Call) => boolean,
  change: (response: RawResponse, call: Call) => RawResponse,
): ReturnType<Fault["make"]> {
  return {
    response: (response, call) => (applies(response, call) ? change(response, call) : response),
  };
}

function withBodyText(response: RawResponse, change: (text: string) => string): RawResponse {
  const text = response.body.toString();
  const other = change(text);
  return other === text ? response : withBody(response, other);
}

/** Names of objects, also within lists, from the last to the first. */
function turned(value: Json): Json {
  if (Array.isArray(value)) return value.map((item: Json) => turned(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).toReversed());
}
