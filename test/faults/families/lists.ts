/** Faults of lists: pages, filters, searches, links. */
import type { RawResponse } from "../../../src/contract/http/message.js";
import { isObject } from "../../../src/contract/variables.js";
import type { Filter, Json, List } from "../../../src/model/index.js";
import type { Call, Fault } from "../fault.js";
import {
  changeJson,
  changeQuery,
  errorOf,
  isSuccess,
  jsonOf,
  queryOf,
  splitTarget,
} from "../message.js";
import { inNameOfOthers } from "../tokens.js";

type Row = { readonly [name: string]: Json };

export const listFaults: readonly Fault[] = [
  {
    id: "lists.row-between-pages",
    wrong: "the first row of every page but the first is lost",
    noticedBy: ["lists.whole", "lists.owner"],
    make: () => ({
      response: (response, call) =>
        pageOf(call) > 1 && !isFiltered(call)
          ? changeItems(response, call, (items) => items.slice(1))
          : response,
    }),
  },
  {
    id: "lists.count-of-page",
    wrong: "the count is that of the page",
    noticedBy: ["lists.whole", "lists.filters", "lists.owner"],
    make: () => ({
      response: (response, call) =>
        changePage(response, call, (page, list) => ({
          ...page,
          [list.envelope?.count ?? ""]: itemsOf(page, list).length,
        })),
    }),
  },
  {
    id: "lists.order-turned",
    wrong: "rows come in the order of the key, from the last to the first",
    noticedBy: ["lists.whole", "lists.filters", "lists.owner", "lists.search"],
    make: () => ({
      response: (response, call) => changeItems(response, call, (items) => items.toReversed()),
    }),
  },
  {
    id: "lists.size-off-by-one",
    wrong: "a page of two rows has one",
    noticedBy: ["lists.size"],
    make: () => ({
      response: (response, call) =>
        sizeOf(call) === 2 ? changeItems(response, call, (items) => items.slice(0, 1)) : response,
    }),
  },
  {
    id: "lists.beyond-is-404",
    wrong: "a page beyond the last one is not found",
    noticedBy: ["lists.beyond", "parameters.integers", "parameters.limits"],
    make: ({ api }) => ({
      response: (response, call) =>
        isSuccess(response) && pageOf(call) > 1 && isEmpty(response, call)
          ? errorOf(api, 404, "Not Found")
          : response,
    }),
  },
  {
    id: "lists.offset-overflows",
    wrong: "the offset of a far page is more than the database takes",
    noticedBy: ["lists.beyond", "parameters.integers", "parameters.limits"],
    make: ({ api }) => ({
      request: (call) =>
        listOf(call) !== null && pageOf(call) > 2 ** 31 && pageOf(call) <= 2 ** 53 - 1
          ? errorOf(api, 500, "Internal Server Error")
          : call,
    }),
  },
  {
    id: "lists.links-unencoded",
    wrong: "links write + and @ as they stand",
    noticedBy: ["lists.links"],
    make: () => changeLinks((link) => link.replaceAll("%2B", "+").replaceAll("%40", "@")),
  },
  {
    id: "lists.links-absolute",
    wrong: "links begin with the path",
    noticedBy: ["lists.links", "lists.beyond", "lists.whole", "lists.filters", "lists.owner"],
    make: () => changeLinks((link, call) => splitTarget(call)[0] + link),
  },
  {
    id: "lists.links-lose-filters",
    wrong: "links hold the page only",
    noticedBy: ["lists.links", "lists.filters"],
    make: () =>
      changeLinks((link, call) => {
        const page = listOf(call)?.paging;
        const name = page?.style === "page" ? page.page : (page?.offset ?? "");
        const kept = link
          .slice(1)
          .split("&")
          .filter((piece) => piece.startsWith(`${name}=`));
        return `?${kept.join("&")}`;
      }),
  },
  {
    id: "lists.wildcards",
    wrong: "_ and % at the end of a search stand for any text",
    noticedBy: ["lists.search"],
    make: () => ({
      request: (call) =>
        sizeOf(call) === undefined
          ? searched(call, (text) => text.replace(/(\w)[_%]$/, "$1"))
          : call,
    }),
  },
  {
    id: "lists.search-folds-ascii",
    wrong: "a search folds the case of ASCII letters only",
    noticedBy: ["lists.search"],
    make: () => ({
      response: (response, call) => keepFound(response, call, foldAscii),
    }),
  },
  {
    id: "lists.search-by-case",
    wrong: "a search looks at the case of letters",
    noticedBy: ["lists.search"],
    make: () => ({
      response: (response, call) => keepFound(response, call, (text) => text),
    }),
  },
  {
    id: "lists.search-from-start",
    wrong: "a search finds text at the beginning only",
    noticedBy: ["lists.search"],
    make: () => ({
      response: (response, call) => keepFound(response, call, lower, (text) => `^${text}`),
    }),
  },
  {
    id: "lists.plus-stays",
    wrong: "a plus in a query is a plus",
    noticedBy: ["lists.plus"],
    make: () => ({
      request: (call) => ({
        ...call,
        target: splitTarget(call)[0] + splitTarget(call)[1].replaceAll("+", "%2B"),
      }),
    }),
  },
  {
    id: "lists.filter-ignored",
    wrong: "a filter by an enum is not applied",
    noticedBy: ["lists.filters"],
    make: () => ({
      request: (call) => {
        const list = listOf(call);
        return changeQuery(call, (pairs) =>
          pairs.filter(([name, text], index) => {
            const filter = list?.filters.find(
              (one) => one.parameter === name && one.match === "equal",
            );
            const [rule] =
              call.operation?.parameters.find((one) => one.name === name)?.schema.rules ?? [];
            const known = rule?.code === "enum" && rule.values.includes(text);
            return (
              filter === undefined ||
              !known ||
              pairs.findIndex(([other]) => other === name) !== index ||
              pairs.filter(([other]) => other === name).length > 1
            );
          }),
        );
      },
    }),
  },
  {
    id: "lists.count-null",
    wrong: "the count of nothing is null",
    noticedBy: ["lists.empty"],
    make: () => ({
      response: (response, call) =>
        isEmpty(response, call)
          ? changePage(response, call, (page, list) => {
              const name = list.envelope?.count ?? "";
              return page[name] === 0 ? { ...page, [name]: null } : page;
            })
          : response,
    }),
  },
  {
    id: "lists.empty-is-null",
    wrong: "a list of nothing is null",
    noticedBy: ["lists.empty", "lists.beyond", "lists.plus"],
    make: () => ({
      response: (response, call) =>
        isEmpty(response, call)
          ? changePage(response, call, (page, list) => ({
              ...page,
              [list.envelope?.items ?? ""]: null,
            }))
          : response,
    }),
  },
  {
    id: "lists.row-of-another",
    wrong: "the last page holds rows of somebody else",
    noticedBy: ["lists.owner"],
    make: (world) => ({
      response: async (response, call) => {
        const list = listOf(call);
        if (list?.owned !== true || isFiltered(call) || call.method !== "GET") return response;
        const own = jsonOf(response);
        if (!isSuccess(response) || !isObject(own) || itemsOf(own, list).length === 0)
          return response;
        const others: Json[] = [];
        for (const other of await inNameOfOthers(call, world)) {
          const body = jsonOf(await world.ask({ ...other, target: splitTarget(call)[0] }));
          if (isObject(body)) others.push(...itemsOf(body, list));
        }
        const { count, next, items } = list.envelope ?? { count: null, next: null, items: "" };
        const key = world.api.entities.find(({ name }) => name === list.entity)?.key ?? "";
        const isLast = next === null || own[next] === null;
        const last = itemsOf(own, list).at(-1);
        const later = others.filter(
          (row) => Number((row as Row)[key]) > Number((last as Row)[key]),
        );
        if (!isLast || later.length === 0) return response;
        const leaked = later.toSorted((a, b) => Number((a as Row)[key]) - Number((b as Row)[key]));
        return changePage(response, call, (page) => ({
          ...page,
          [count ?? ""]: Number(page[count ?? ""]) + leaked.length,
          [items]: [...itemsOf(page, list), ...leaked],
        }));
      },
    }),
  },
];

function listOf({ operation }: Call): List | null {
  return operation?.behavior.kind === "list" ? operation.behavior : null;
}

function numberOf(call: Call, name: string | null | undefined): number | undefined {
  const text = queryOf(call)?.find(([other]) => other === name)?.[1];
  return text === undefined ? undefined : Number(text);
}

/** Of offsets the page is the offset and one. */
function pageOf(call: Call): number {
  const paging = listOf(call)?.paging ?? null;
  if (paging === null) return 1;
  return paging.style === "page"
    ? (numberOf(call, paging.page) ?? 1)
    : (numberOf(call, paging.offset) ?? 0) + 1;
}

function sizeOf(call: Call): number | undefined {
  const paging = listOf(call)?.paging ?? null;
  return numberOf(call, paging?.style === "page" ? paging.size : paging?.limit);
}

function isFiltered(call: Call): boolean {
  const names = listOf(call)?.filters.map(({ parameter }) => parameter) ?? [];
  return queryOf(call)?.some(([name]) => names.includes(name)) ?? false;
}

function itemsOf(page: Row, { envelope }: List): readonly Json[] {
  const items = page[envelope?.items ?? ""];
  return Array.isArray(items) ? items : [];
}

function isEmpty(response: RawResponse, call: Call): boolean {
  const list = listOf(call);
  const page = jsonOf(response);
  if (list === null || !isSuccess(response)) return false;
  return isObject(page) && itemsOf(page, list).length === 0;
}

/** The envelope, changed; lists without one stay as they are. */
function changePage(
  response: RawResponse,
  call: Call,
  change: (page: Row, list: List) => { readonly [name: string]: Json },
): RawResponse {
  const list = listOf(call);
  if (list === null || list.envelope === null || !isSuccess(response)) return response;
  return changeJson(response, (page) => (isObject(page) ? change(page, list) : page));
}

function changeItems(
  response: RawResponse,
  call: Call,
  change: (items: readonly Json[]) => readonly Json[],
): RawResponse {
  return changePage(response, call, (page, list) => ({
    ...page,
    [list.envelope?.items ?? ""]: change(itemsOf(page, list)),
  }));
}

function changeLinks(change: (link: string, call: Call) => string): ReturnType<Fault["make"]> {
  return {
    response: (response, call) =>
      changePage(response, call, (page, { envelope }) =>
        Object.fromEntries(
          Object.entries(page).map(([name, value]) => {
            const isLink = name === envelope?.next || name === envelope?.previous;
            return [name, isLink && typeof value === "string" ? change(value, call) : value];
          }),
        ),
      ),
  };
}

function searchOf(call: Call): { readonly filter: Filter; readonly text: string } | null {
  for (const filter of listOf(call)?.filters ?? []) {
    const text = queryOf(call)?.find(([name]) => name === filter.parameter)?.[1];
    if (filter.match === "contains" && text !== undefined) return { filter, text };
  }
  return null;
}

function searched(call: Call, change: (text: string) => string) {
  const name = searchOf(call)?.filter.parameter;
  return changeQuery(call, (pairs) =>
    pairs.map(([other, text]) => [other, other === name ? change(text) : text]),
  );
}

/** Of the rows that a search has found those that it finds when letters are folded like this. */
function keepFound(
  response: RawResponse,
  call: Call,
  fold: (text: string) => string,
  mark: (text: string) => string = (text) => text,
): RawResponse {
  const search = searchOf(call);
  const shown = listOf(call)?.shown.find(({ field }) => field === search?.filter.field);
  if (search === null || shown === undefined) return response;
  return changeItems(response, call, (items) =>
    items.filter((row) =>
      mark(fold(String((row as Row)[shown.property]))).includes(mark(fold(search.text))),
    ),
  );
}

function lower(text: string): string {
  return text.toLowerCase();
}

function foldAscii(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
