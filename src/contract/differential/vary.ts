/** Drafts varied at one place: values at the edges of schemas and beyond, other types, and odd ways to send them. */
import type { Json, Operation, Parameter } from "../../model/index.js";
import { below } from "../pointer.js";
import { placesOf, put } from "../probes/body-values.js";
import { carries } from "../probes/call.js";
import { BOOLEANS, INTEGERS, NUMBERS } from "../probes/parameter-texts.js";
import { edgeValues, otherTypes } from "../probes/values.js";
import { isObject } from "../variables.js";
import type { Draft } from "./draft.js";
import { chance, choose, type Story } from "./story.js";

export interface Varied {
  readonly how: string;
  readonly draft: Draft;
}

/** Null where the draft has nothing to vary in the way that was chosen. */
export function vary(story: Story, draft: Draft): Varied | null {
  const { random } = story.world;
  const hasBody = isObject(draft.body) && draft.operation.body !== null;
  const { parameters } = draft.operation;
  if (hasBody && (parameters.length === 0 || chance(random, 70))) {
    return chance(random, 75) ? varyBody(story, draft) : varyTransport(story, draft);
  }
  const parameter = choose(random, parameters);
  return parameter === undefined
    ? varyTransport(story, draft)
    : varyParameter(story, draft, parameter);
}

function varied(how: string, draft: Draft): Varied {
  return { how, draft: { ...draft, succeeds: false } };
}

/** Numbers and texts that JSON.stringify never writes. */
const SPELLINGS = [
  "1.0",
  "1e0",
  "1E+2",
  "-0",
  "-0.0",
  "0.1",
  "1e21",
  "1e-7",
  "1e400",
  "-1e400",
  "9007199254740991",
  "9007199254740992",
  "9007199254740993",
  "-9007199254740993",
  "2147483648",
  "12345678901234567890",
  "4.35",
  "100000000000000000000",
  '"\\u0041"',
  '"\\u0000"',
  '"\\ud83d\\ude00"',
  '"\\ud800"',
  '"\\u2028\\u0001\\u007f"',
  '"a\\/b"',
  '{"a":1,"a":2}',
  '{"b":1,"a":2,"1":3}',
] as const;

const MARK = "varied here";

function varyBody(story: Story, draft: Draft): Varied | null {
  const { random } = story.world;
  const { body, operation } = draft;
  if (operation.body === null || body === undefined) return null;
  const { schema } = operation.body;
  const place = choose(random, placesOf(schema, body));
  if (place === undefined) return null;
  const { pointer } = place;
  switch (random.under(7)) {
    case 0:
    case 1:
    case 2: {
      const value = choose(random, edgeValues(place.schema, random));
      return value === undefined
        ? null
        : varied("edge", { ...draft, body: put(body, pointer, value) });
    }
    case 3: {
      const value = choose(random, otherTypes(place.schema));
      return value === undefined
        ? null
        : varied("other type", { ...draft, body: put(body, pointer, value) });
    }
    case 4:
      return varied("missing", { ...draft, body: without(body, pointer) });
    case 5: {
      const spelling = choose(random, SPELLINGS) ?? "1.0";
      const text = JSON.stringify(put(body, pointer, MARK)).replace(`"${MARK}"`, () => spelling);
      return varied("spelling", { ...draft, text });
    }
    default:
      return varied("unexpected", { ...draft, body: unexpected(story, operation, body) });
  }
}

function without(body: Json, pointer: string): Json {
  if (!isObject(body)) return body;
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]): [string, Json][] => {
      const place = below("", name);
      if (pointer === place) return [];
      return pointer.startsWith(`${place}/`)
        ? [[name, without(value, pointer.slice(place.length))]]
        : [[name, value]];
    }),
  );
}

/** Properties that nobody declared, or that clients do not set. */
function unexpected({ world }: Story, { behavior }: Operation, body: Json): Json {
  const entity =
    "entity" in behavior
      ? world.api.entities.find(({ name }) => name === behavior.entity)
      : undefined;
  const names = [
    "extra",
    "__proto__",
    "constructor",
    "é",
    ...(entity?.fields.map(({ name }) => name) ?? []),
  ];
  const name = choose(world.random, names) ?? "extra";
  const values: readonly Json[] = [1, "1", true, null, { a: 1 }];
  const extra: readonly [string, Json] = [name, choose(world.random, values) ?? null];
  return isObject(body) ? Object.fromEntries([...Object.entries(body), extra]) : body;
}

const TYPES = [
  "application/json",
  "APPLICATION/JSON; charset=utf-8",
  'application/json; charset="UTF-8"',
  "application/json; charset=latin1",
  "application/problem+json",
  "text/plain",
  "application/x-www-form-urlencoded",
  "json",
  "",
] as const;

function varyTransport(story: Story, draft: Draft): Varied {
  const { random } = story.world;
  const text = JSON.stringify(draft.body ?? {});
  switch (random.under(7)) {
    case 0:
      return varied("media type", { ...draft, type: choose(random, TYPES) ?? null });
    case 1:
      return varied("no media type", { ...draft, type: null });
    case 2:
      return varied("content coding", {
        ...draft,
        headers: [
          ...draft.headers,
          ["Content-Encoding", choose(random, ["gzip", "identity", "br"]) ?? ""],
        ],
      });
    case 3:
      return varied("no body", { ...draft, body: undefined });
    case 4:
      return varied("white space", { ...draft, text: ` \n\t${text.replaceAll(",", " , ")}\r\n` });
    case 5:
      return varied("odd text", { ...draft, text: choose(random, oddTexts(text)) ?? "" });
    default:
      return varied("another root", {
        ...draft,
        body: choose(random, [null, [], [{}], "x", 1, true, {}]) ?? null,
      });
  }
}

function oddTexts(text: string): readonly (string | Buffer)[] {
  return [
    "",
    " ",
    `${text}${text}`,
    `${text},`,
    text.slice(0, -1),
    `\ufeff${text}`,
    text.replaceAll('"', "'"),
    Buffer.concat([Buffer.from(text.slice(0, -1)), Buffer.from([0xff]), Buffer.from("}")]),
    // The last one of equal names counts.
    `${text.slice(0, -1)}${text === "{}" ? "" : ","}${text.slice(1)}`,
    `{"a":${"[".repeat(62)}${"]".repeat(62)},${text.slice(1)}`,
    `{"a":${"[".repeat(64)}${"]".repeat(64)},${text.slice(1)}`,
  ];
}

function varyParameter(story: Story, draft: Draft, parameter: Parameter): Varied | null {
  const { random } = story.world;
  const { name, in: where } = parameter;
  const texts = textsFor(story, parameter).filter(
    (text) => carries(parameter, text) && text.length < 700,
  );
  const [text, another] = [choose(random, texts), choose(random, texts)];
  if (text === undefined || another === undefined) return null;
  const others = (pairs: Draft["query"]): Draft["query"] =>
    pairs.filter(([other]) => other !== name);
  switch (where) {
    case "path":
      return text === "" || text === "." || text === ".."
        ? null
        : varied("path edge", { ...draft, path: new Map([...draft.path, [name, text]]) });
    case "query": {
      const given: Draft["query"] =
        random.under(6) === 0
          ? [
              [name, text],
              [name, another],
            ]
          : random.under(8) === 0
            ? [
                [name.toUpperCase(), text],
                ["unknown", text],
              ]
            : [[name, text]];
      return varied("query edge", { ...draft, query: [...others(draft.query), ...given] });
    }
    case "header":
      return varied("header edge", { ...draft, headers: [...others(draft.headers), [name, text]] });
    case "cookie":
      return varied("cookie edge", { ...draft, cookies: [...others(draft.cookies), [name, text]] });
  }
}

const TEXTS = [
  "",
  " ",
  "%",
  "_",
  "\\",
  "'",
  "; --",
  "é",
  "É",
  "\u{1F600}",
  "a\0b",
  "\u2028",
  "a+b",
  "&=",
  "a,b,,c",
];

function textsFor({ world }: Story, { schema, list }: Parameter): readonly string[] {
  const item = schema.type === "array" ? schema.items : schema;
  const edges = edgeValues(item, world.random).flatMap((value) =>
    typeof value === "object" ? [] : [String(value)],
  );
  const ofType =
    item.type === "integer"
      ? INTEGERS
      : item.type === "number"
        ? NUMBERS
        : item.type === "boolean"
          ? BOOLEANS
          : TEXTS;
  const texts = [...edges, ...edges, ...ofType];
  return list === "commas"
    ? [...texts, ...texts.map((text) => `${text},${edges[0] ?? ""}`)]
    : texts;
}
