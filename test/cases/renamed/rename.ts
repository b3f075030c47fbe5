/**
 * Our own document and its scenarios under other names: the same API in other words. Keywords of OpenAPI, of the
 * scenario files and of `x-gen-bench` stay; every name, path, value and text of the document is put into the words
 * of `rename.json`, so that this case follows the document and never has to be kept in step by hand.
 */
import { parse, stringify } from "yaml";
import table from "./rename.json" with { type: "json" };

/** An OpenAPI document (YAML text) in other words (YAML text). Comments are lost. */
export function renameDocument(text: string): string {
  return stringify(walk(parse(text), openapi, "keywords"));
}

/** A scenario file (YAML text) in other words (YAML text). Comments are lost. */
export function renameScenarios(text: string): string {
  return stringify(walk(parse(text), scenarios, "keywords"));
}

/** Any text or name in other words. Text that says `kept` words only, stays. */
export function renameText(text: string): string {
  return table.kept.includes(text) ? text : replaceWords(text);
}

function replaceWords(text: string): string {
  return text.replace(matcher, (found) => replacements.get(found) ?? found);
}

/** How the keys and strings of a value are read. */
type Reading =
  /** Keys are keywords, which say how their values are read; strings are text. */
  | "keywords"
  /** Keys are names, values are read as `keywords`. */
  | "names"
  /** Keys are names, values are data. */
  | "data"
  /** Data whose outermost keys are variables, whatever they are called. */
  | "variables"
  /** Data whose `token_type` is the claim that every server issues, whatever the document. */
  | "claims"
  /** Nothing is renamed. */
  | "kept";

/** What a row of a scenario calls the claims of a token. */
const CLAIM_KEYS: ReadonlySet<string> = new Set(["claims", "tamper", "without"]);

type Grammar = { readonly [keyword: string]: Reading };

/** Keywords of OpenAPI, JSON Schema and `x-gen-bench` with other values than text or keywords. */
const openapi: Grammar = {
  ...readings(
    "kept",
    "openapi",
    "type",
    "format",
    "pattern",
    "in",
    "scheme",
    "bearerFormat",
    "url",
    "identifier",
  ),
  ...readings("kept", "token", "set", "match", "page", "action", "managedBy"),
  ...readings(
    "names",
    "paths",
    "schemas",
    "responses",
    "requestBodies",
    "headers",
    "securitySchemes",
    "properties",
  ),
  ...readings("names", "examples"),
  ...readings(
    "data",
    "const",
    "default",
    "enum",
    "example",
    "value",
    "required",
    "security",
    "claims",
  ),
};

/** Keywords of scenario files with other values than text or keywords. */
const scenarios: Grammar = {
  ...readings("kept", "needs", "type", "alg", "$is", "base64", "sendBase64"),
  ...readings("names", "expectations", "headers"),
  ...readings("data", "json", "rows", "parameters", "at", "as", "save", "accounts", "of"),
  ...readings("variables", "each"),
  ...readings("claims", "$token", "claims", "tamper", "without"),
};

function readings(reading: Reading, ...keywords: readonly string[]): Grammar {
  return Object.fromEntries(keywords.map((keyword) => [keyword, reading]));
}

function walk(value: unknown, grammar: Grammar, reading: Reading): unknown {
  if (reading === "kept") return value;
  if (typeof value === "string") return renameName(value, reading);
  if (Array.isArray(value))
    return isProblem(value) ? value : value.map((item) => walk(item, grammar, reading));
  if (!isObject(value)) return value;
  const problem = reading !== "variables" && isProblem(Object.keys(value));
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const inner = readingOf(key, item, value, grammar, reading);
      const keptKey = reading === "keywords" || inner === "kept" || problem || key.startsWith("$");
      return [keptKey ? key : renameName(key, reading), walk(item, grammar, inner)];
    }),
  );
}

/** How the value under a key is read. */
function readingOf(
  key: string,
  item: unknown,
  holder: object,
  grammar: Grammar,
  reading: Reading,
): Reading {
  // A kind of scenario value may stand anywhere in data.
  if (key.startsWith("$") && key !== "$ref") return grammar[key] ?? reading;
  switch (reading) {
    case "kept":
      return "kept";
    case "names":
      return "keywords";
    case "data":
      return CLAIM_KEYS.has(key) ? "claims" : "data";
    case "variables":
      return "data";
    case "claims":
      return key === "token_type" ? "kept" : "claims";
    case "keywords":
      // The roles of a security scheme and the parameters of `components` are maps, elsewhere lists of objects.
      if ((key === "roles" || key === "parameters") && isObject(item))
        return key === "roles" ? "data" : "names";
      // A header's `value: serverTime`, where elsewhere `value` is an example.
      if (key === "value" && Object.keys(holder).length === 1 && typeof item === "string")
        return "kept";
      return grammar[key] ?? "keywords";
  }
}

function renameName(text: string, reading: Reading): string {
  if (reading === "claims" && text === "token_type") return text;
  const reference = /^(#\/components\/[A-Za-z]+\/)(.*)$/s.exec(text);
  if (reference?.[1] !== undefined && reference[2] !== undefined)
    return reference[1] + renameName(reference[2], reading);
  // What is `kept` is a value; a key of the same spelling is a name.
  return names.get(text) ?? (reading === "names" ? replaceWords(text) : renameText(text));
}

/** An entry of `errors`, or the list of its properties: the names are the wire contract's. */
function isProblem(names: readonly unknown[]): boolean {
  return names.includes("field") && names.includes("code");
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

const names: ReadonlyMap<string, string> = new Map(Object.entries(table.names));

/** What is found, and what takes its place. */
type Pair = readonly [found: string, other: string];

/** A word as it is written in names and text: `user`, `User`, `USER`. */
function spellings([word, other]: Pair): readonly Pair[] {
  return [
    [word.toLowerCase(), other.toLowerCase()],
    [capital(word), capital(other).replaceAll("_", " ")],
    [word.toUpperCase(), other.toUpperCase()],
  ];
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase();
}

const replacements: ReadonlyMap<string, string> = new Map([
  ...Object.entries(table.words).flatMap(spellings),
  ...Object.entries(table.phrases),
]);

const matcher = new RegExp(
  [
    // Pointers into `errors`, whose names are the wire contract's.
    String.raw`/errors/[^/]+/\w+`,
    ...[...table.kept.filter((text) => /\W/.test(text)), ...Object.keys(table.phrases)]
      .toSorted((a, b) => b.length - a.length)
      .map(escape),
    // A word begins and ends where letters do, or where a capital begins the next word of a name.
    ...Object.entries(table.words)
      .flatMap(spellings)
      .map(([word]) =>
        /^[A-Z]/.test(word) ? `(?<![A-Z])${word}(?![a-z])` : `(?<![A-Za-z])${word}(?![a-z])`,
      ),
  ].join("|"),
  "g",
);

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
