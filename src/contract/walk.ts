/** A paged list from its first page to its last: nothing twice, nothing left out, always in one order. */
import type { Json } from "../model/index.js";
import type { WalkData } from "./format.js";
import { atPointer, parseJson } from "./pointer.js";
import type { Difference, Failure } from "./report.js";
import { buildRequest } from "./request.js";
import { send, type Session } from "./session.js";
import { showOutcome, showRequest } from "./transcript.js";
import type { RawRequest } from "./http/message.js";
import type { Outcome } from "./http/exchange.js";

/** No list of a test is longer; what goes on beyond goes in circles. */
const maximumPages = 2000;

/** Follows the references, or reckons where there are none, and looks at all pages together. */
export async function runWalk(
  data: WalkData,
  session: Session,
  bearer: string | null,
): Promise<Omit<Failure, "place"> | null> {
  const [method = "GET", first = "/"] = data.request.request.split(" ");
  const path = first.split("?")[0] ?? first;
  const keys: Json[] = [];
  let target = data.next === undefined ? reckoned(first, data, 0) : first;
  let came: string | null = null;
  for (let page = 0; page < maximumPages; page++) {
    const request = buildRequest(
      { ...data.request, request: `${method} ${target}` },
      session.address,
      bearer,
    );
    const outcome = await send(session, request);
    const body =
      outcome.kind === "response" && outcome.response.status === 200
        ? parseJson(outcome.response.body.toString())
        : undefined;
    const items = atPointer(body, data.items);
    if (!Array.isArray(items)) {
      return told(
        [{ where: `page ${page + 1}`, expected: "items", actual: "none" }],
        request,
        outcome,
      );
    }
    const wrong = [
      ...checkPrevious(data, body, page, target),
      ...(page > 0 && items.length === 0 && data.next !== undefined
        ? [{ where: `page ${page + 1}`, expected: "items", actual: "an empty page from `next`" }]
        : []),
    ];
    if (wrong.length > 0) return told(wrong, request, outcome);
    const odd = oddItem(data, items);
    if (odd !== null) return told([odd], request, outcome);
    came = target;
    keys.push(...items.map((item: Json) => atPointer(item, data.key?.pointer ?? "") ?? null));
    const next = nextTarget(data, body, path, first, page, items.length);
    if (next === null) {
      const differences = checkAll(data, keys, atPointer(body, data.count ?? "/"));
      return differences.length === 0 ? null : told(differences, request, outcome);
    }
    target = next;
  }
  const differences = [
    { where: "pages", expected: "an end", actual: `${maximumPages} pages, the last ${came ?? ""}` },
  ];
  return { differences, sent: null, received: null, curl: null };
}

function nextTarget(
  data: WalkData,
  body: Json | undefined,
  path: string,
  first: string,
  page: number,
  count: number,
): string | null {
  if (data.next === undefined && data.step === undefined) return null;
  if (data.next === undefined) return count === 0 ? null : reckoned(first, data, page + 1);
  const next = atPointer(body, data.next);
  return typeof next === "string" ? path + next : null;
}

function reckoned(first: string, { step }: WalkData, page: number): string {
  if (step === undefined) return first;
  const name = encodeURIComponent(step.parameter);
  return `${first}${first.includes("?") ? "&" : "?"}${name}=${step.from + page * step.by}`;
}

/** `previous` of a page is the reference that led to the page before it, or null on the first. */
function checkPrevious(
  data: WalkData,
  body: Json | undefined,
  page: number,
  target: string,
): Difference[] {
  if (data.previous === undefined) return [];
  const previous = atPointer(body, data.previous);
  const where = `page ${page + 1} (${target}) ${data.previous}`;
  const isText = typeof previous === "string" && previous.startsWith("?");
  if (page === 0 ? previous === null : isText) return [];
  const expected = page === 0 ? "null" : "a reference";
  return [{ where, expected, actual: JSON.stringify(previous) ?? "absent" }];
}

/** The first item that lacks what every item must have. */
function oddItem({ every }: WalkData, items: readonly Json[]): Difference | null {
  if (every === undefined) return null;
  const expected = JSON.stringify(every.value);
  const odd = items
    .map((item) => atPointer(item, every.pointer))
    .find((value) => JSON.stringify(value) !== expected);
  return odd === undefined
    ? null
    : { where: `${every.pointer} of every item`, expected, actual: JSON.stringify(odd) };
}

function checkAll(data: WalkData, keys: readonly Json[], count: Json | undefined): Difference[] {
  const differences: Difference[] = [];
  if (data.count !== undefined && count !== keys.length) {
    const actual = JSON.stringify(count) ?? "absent";
    differences.push({ where: `body ${data.count}`, expected: String(keys.length), actual });
  }
  const order = data.key?.order;
  if (order !== undefined) {
    const falling = keys.findIndex(
      (key, index) => index > 0 && !rises(keys[index - 1], key, order),
    );
    if (falling > 0) {
      const shown = JSON.stringify(keys.slice(Math.max(0, falling - 2), falling + 2));
      differences.push({ where: "all keys", expected: "each above the last", actual: shown });
    }
  }
  const all = new Set(keys.map((key) => JSON.stringify(key)));
  const missing = (data.has ?? []).filter((key) => !all.has(JSON.stringify(key)));
  if (missing.length > 0)
    differences.push({
      where: "all keys",
      expected: `with ${JSON.stringify(missing)}`,
      actual: "without",
    });
  const surplus = (data.lacks ?? []).filter((key) => all.has(JSON.stringify(key)));
  if (surplus.length > 0)
    differences.push({
      where: "all keys",
      expected: `without ${JSON.stringify(surplus)}`,
      actual: "with",
    });
  return differences;
}

function rises(before: Json | undefined, key: Json, order: "number" | "text"): boolean {
  if (order === "number") return Number(before) < Number(key);
  return Buffer.compare(Buffer.from(String(before)), Buffer.from(String(key))) < 0;
}

function told(
  differences: readonly Difference[],
  request: RawRequest,
  outcome: Outcome,
): Omit<Failure, "place"> {
  return { differences, sent: showRequest(request), received: showOutcome(outcome), curl: null };
}
