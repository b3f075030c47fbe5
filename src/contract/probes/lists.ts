/** Lists: pages that make a whole, filters, searches and links (docs/wire.md, "Lists"). */
import type { Json } from "../../model/index.js";
import type { Expectation, Step } from "../format.js";
import { encode, sentOf, targetOf } from "./call.js";
import {
  eachFilter,
  eachList,
  found,
  given,
  lower,
  makeListed,
  pageName,
  pointer,
  sizeName,
  storable,
  textFilter,
  walk,
} from "./listed.js";
import { filterProbes } from "./filters.js";
import { findProblems, readText } from "./oracle.js";
import { ask, plain, type Family, type Probe } from "./probe.js";
import { callerOf } from "./world.js";

const whole: Probe = {
  id: "lists.whole",
  expects:
    "all pages joined to be the whole: each row once, in the order of the key, new rows among them",
  why: "the default order is the key, and ties never float",
  appliesTo: "paged list",
  cases: (world) =>
    eachList(world, (list) => {
      const { paging } = list.operation.behavior;
      const rows = [1, 2, 3].map(() => makeListed(world, list, null));
      const made = rows.flatMap((row) => (row === null ? [] : [row]));
      if (paging === null || pageName(list) === null || list.key === null) return [];
      if (made.length === 0) return [];
      return [
        ...list.call.before,
        ...made.flatMap(({ steps }) => steps),
        walk(world, list, { has: made.map(({ key }) => `\${${key}}`) }),
      ];
    }),
};

const window: Probe = {
  id: "lists.size",
  expects: "exactly as many rows as a page shall hold",
  why: "a page is as long as asked for, while there are rows",
  appliesTo: "list whose pages have a size of the client's choice",
  cases: (world) =>
    eachList(world, (list) => {
      const size = sizeName(list);
      const made = [1, 2, 3].map(() => makeListed(world, list, null));
      if (size === null || made.includes(null)) return [];
      return [
        ...list.call.before,
        ...made.flatMap((row) => row?.steps ?? []),
        ...[1, 2].map((count) =>
          ask(given(list, [[size, String(count)]]), {
            status: list.call.status,
            at: {
              [`${list.items}/${count - 1}`]: { $is: "any" },
              [`${list.items}/${count}`]: { $is: "absent" },
            },
          }),
        ),
      ];
    }),
};

const beyond: Probe = {
  id: "lists.beyond",
  expects: "200 and no items beyond the last page, and a link to the page before",
  why: "a page that is not there is empty, however far: an offset never overflows",
  appliesTo: "paged list",
  cases: (world) =>
    eachList(world, (list) => {
      const { behavior, parameters } = list.operation;
      const name = pageName(list);
      const schema = parameters.find((one) => one.name === name && one.in === "query")?.schema;
      if (name === null || schema === undefined) return [];
      const far = ["1000000", "2147483647", "2147483648", "9007199254740991"].filter(
        (text) => findProblems(schema, readText({ schema }, text)).length === 0,
      );
      const by = behavior.paging?.style === "page" ? 1 : (behavior.paging?.defaultSize ?? 0);
      const { envelope } = behavior;
      return [
        ...list.call.before,
        ...far.map((text) => {
          const before = `?${encode(name)}=${BigInt(text) - BigInt(by)}`;
          return ask(given(list, [[name, text]]), {
            status: list.call.status,
            at: {
              [list.items]: [],
              ...(envelope?.next == null ? {} : { [pointer(envelope.next)]: null }),
              ...(envelope?.previous == null || list.call.query.length > 0
                ? {}
                : { [pointer(envelope.previous)]: plain(before) }),
            },
          });
        }),
      ];
    }),
};

const links: Probe = {
  id: "lists.links",
  expects:
    "next and previous to hold what the request gave, in the document's order, canonical and encoded",
  why: "a link leads to the same list (RFC 3986, section 4.2)",
  appliesTo: "list with links",
  cases: (world) =>
    eachList(world, (list) => {
      const { behavior, parameters } = list.operation;
      const { envelope, paging } = behavior;
      const [size, page] = [sizeName(list), pageName(list)];
      if (envelope?.next == null || paging === null || page === null || size === null) return [];
      const filter = behavior.filters.find((one) => textFilter(list, one));
      const tag = world.random.tag();
      // The second where a text may not hold all of the first. A search finds what goes on, so that no two are equal.
      const ends = filter?.match === "contains" ? ["a", "b", "c"] : ["", "", ""];
      const value =
        [`Zz ${tag}&=+é/%@`, `Zz${tag}+é@`].find(
          (text) => filter !== undefined && storable(world, list, filter, `${text}a`) !== null,
        ) ?? null;
      const rows = ends.map((end) => {
        const stored =
          value === null || filter === undefined ? null : { filter, value: value + end };
        return makeListed(world, list, stored);
      });
      if (rows.includes(null)) return [];
      const first = paging.style === "page" ? 1 : 0;
      // One row a page: the page and the offset go up by one alike.
      const step = 1;
      const link = (at: number): string => {
        const wanted = new Map<string, string>([
          ...list.call.query,
          ...(value === null || filter === undefined ? [] : [[filter.parameter, value] as const]),
          [size, "1"],
          [page, String(at)],
        ]);
        const names = parameters.filter((one) => one.in === "query").map(({ name }) => name);
        return `?${names.flatMap((name) => (wanted.has(name) ? [`${encode(name)}=${encode(wanted.get(name) ?? "")}`] : [])).join("&")}`;
      };
      const sent = (at: string): ReturnType<typeof sentOf> =>
        given(list, [
          [page, at],
          [size, "01"],
          ...(value === null || filter === undefined ? [] : [[filter.parameter, value] as const]),
          ["unknown", "x"],
        ]);
      const previous = envelope.previous === null ? null : pointer(envelope.previous);
      const expected = (next: Json, before: Json): Expectation => ({
        status: list.call.status,
        at: {
          [pointer(envelope.next ?? "")]: next,
          ...(previous === null ? {} : { [previous]: before }),
        },
      });
      return [
        ...list.call.before,
        ...rows.flatMap((row) => row?.steps ?? []),
        ask(sent(`00${first}`), expected(plain(link(first + step)), null)),
        ask(
          sent(String(first + step)),
          expected(plain(link(first + 2 * step)), plain(link(first))),
        ),
      ];
    }),
};

const searches: Probe = {
  id: "lists.search",
  expects: "a search to find text anywhere in any case, and %, _, \\ and quotes to be plain text",
  why: "contains is a literal match, beyond ASCII too",
  appliesTo: "list that searches a text that can be stored freely",
  cases: (world) =>
    eachFilter(world, (list, filter) => {
      if (filter.match !== "contains") return [];
      const tag = world.random.tag();
      const value =
        storable(world, list, filter, `${tag}%_\\'"é z`) ??
        storable(world, list, filter, `${tag}_.é`);
      const other =
        storable(world, list, filter, `${tag}xXXxxÉ z`) ??
        storable(world, list, filter, `${tag}xxÉ`);
      const [one, two] = [value, other].map((text) =>
        text === null ? null : makeListed(world, list, { filter, value: text }),
      );
      if (one == null || two == null || value === null || other === null) return [];
      const rows = [
        { key: one.key, text: value },
        { key: two.key, text: other },
      ];
      const tried = [
        tag,
        tag.toUpperCase(),
        value,
        other,
        other.toLowerCase(),
        value.toUpperCase(),
      ].concat([
        `${tag}%`,
        `${tag}_`,
        `${tag}\\`,
        `${tag}%é`,
        `${tag}' or 1=1 --`,
        `${tag}"`,
        `${tag};`,
        `${tag}xx`,
        value.slice(1),
        tag.slice(1),
      ]);
      return [
        ...list.call.before,
        ...one.steps,
        ...two.steps,
        ...[...new Set(tried)].map((text) =>
          found(
            world,
            list,
            filter,
            text,
            rows.map((row) => ({ key: row.key, found: lower(row.text).includes(lower(text)) })),
          ),
        ),
      ];
    }),
};

const plus: Probe = {
  id: "lists.plus",
  expects: "+ and %20 in the query to be a space, and %2B a plus",
  why: "application/x-www-form-urlencoded, as OpenAPI's style form has it",
  appliesTo: "list that searches a text with spaces",
  cases: (world) =>
    eachFilter(world, (list, filter) => {
      const tag = world.random.tag();
      const value = filter.in === "query" ? storable(world, list, filter, `${tag} z`) : null;
      const row = value === null ? null : makeListed(world, list, { filter, value });
      if (row === null || list.key === null) return [];
      const target = targetOf(list.call);
      const join = target.includes("?") ? "&" : "?";
      const asked = (text: string, count: number): Step =>
        ask(
          sentOf(list.call, {
            target: `${target}${join}${plain(encode(filter.parameter))}=${text}`,
          }),
          {
            status: list.call.status,
            at:
              count === 0
                ? { [list.items]: [] }
                : { [`${list.items}/0${list.key ?? ""}`]: `\${${row.key}}` },
          },
        );
      return [
        ...list.call.before,
        ...row.steps,
        asked(`${tag}+z`, 1),
        asked(`${tag}%20z`, 1),
        asked(`${tag}%2Bz`, 0),
      ];
    }),
};

const empty: Probe = {
  id: "lists.empty",
  expects: "an empty list to be [], with a count of 0 and no links",
  why: "nothing found is an answer, and never null",
  appliesTo: "list with a filter that can find nothing",
  cases: (world) =>
    eachList(world, (list) => {
      const { envelope, filters: all } = list.operation.behavior;
      const filter = all.find((one) => textFilter(list, one));
      if (filter === undefined) return [];
      return [
        ...list.call.before,
        ask(given(list, [[filter.parameter, `nobody has ${world.random.tag()}`]]), {
          status: list.call.status,
          at: {
            [list.items]: [],
            ...(envelope?.count == null ? {} : { [pointer(envelope.count)]: 0 }),
            ...(envelope?.next == null ? {} : { [pointer(envelope.next)]: null }),
            ...(envelope?.previous == null ? {} : { [pointer(envelope.previous)]: null }),
          },
        }),
      ];
    }),
};

const own: Probe = {
  id: "lists.owner",
  expects: "the caller's own rows, and none of anybody else",
  why: "where rows have an owner the list shows the caller's",
  appliesTo: "list of rows with an owner",
  cases: (world) =>
    eachList(world, (list) => {
      const { caller } = list.call;
      const stranger =
        caller === undefined
          ? undefined
          : callerOf(world, caller.scheme.name, caller.purpose === "user" ? "admin" : "user");
      const [mine, theirs] = [
        makeListed(world, list, null),
        makeListed(world, list, null, stranger),
      ];
      if (
        !list.operation.behavior.owned ||
        mine === null ||
        theirs === null ||
        stranger === undefined
      )
        return [];
      return [
        ...list.call.before,
        ...mine.steps,
        ...theirs.steps,
        walk(world, list, { has: [`\${${mine.key}}`], lacks: [`\${${theirs.key}}`] }),
      ];
    }),
};

export const lists: Family = {
  title: "Lists",
  probes: [whole, window, beyond, links, searches, plus, ...filterProbes, empty, own],
};
