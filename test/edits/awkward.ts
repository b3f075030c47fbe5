/** Names and texts that somebody writes into a document and that some language, database or protocol stumbles over. */
import type { Random } from "../../src/contract/fuzz/index.js";

/** By what makes them awkward; each is as likely as the others. */
const NAMES: readonly (readonly string[])[] = [
  ["title", "status", "note", "created_at", "amount", "is_open", "tags", "owner_id"],
  ["class", "default", "await", "function", "new", "typeof", "yield", "enum", "arguments", "eval"],
  [
    "func",
    "type",
    "range",
    "select",
    "go",
    "chan",
    "package",
    "map",
    "len",
    "nil",
    "error",
    "string",
    "init",
    "main",
  ],
  ["fn", "impl", "crate", "self", "Self", "match", "move", "ref", "r#type", "async", "dyn", "loop"],
  [
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "__proto__",
    "then",
    "undefined",
    "null",
    "true",
  ],
  [
    "request",
    "response",
    "body",
    "params",
    "query",
    "headers",
    "cookies",
    "context",
    "ctx",
    "err",
    "db",
    "caller",
    "input",
  ],
  [
    "row",
    "rows",
    "result",
    "results",
    "count",
    "next",
    "previous",
    "limit",
    "offset",
    "page",
    "value",
    "key",
    "id",
    "item",
  ],
  [
    "table",
    "order",
    "user",
    "group",
    "column",
    "check",
    "ctid",
    "xmin",
    "tableoid",
    "oid",
    "end",
    "values",
  ],
  ["1st", "2", "007", "3d_model", "-1", "1e5"],
  [
    "a b",
    " padded ",
    "dotted.name",
    "slash/name",
    "tilde~name",
    "per%cent",
    "plus+and&",
    "semi;colon",
    "a=b",
    "[]",
    "a[b]",
  ],
  [
    "it's",
    'say "hi"',
    "back`tick",
    "back\\slash",
    "${dollar}",
    "{{mustache}}",
    "*/",
    "//",
    "<b>",
    "#hash",
    "?",
    ":",
    "@type",
    "$ref",
  ],
  ["größe", "名前", "имя", "😀", "e\u0301", "\u200b", "ﬁeld", "İ", "ß", "ǅ"],
  ["_", "__", "-", "$", "_id", "id_", "__id__", "x-y", "x_y", "xY", "XY", "X_Y"],
  ["ID", "Id", "iD", "url", "URL", "userId", "user_id", "UserID", "http2", "HTTP_2"],
  ["line\nbreak", "tab\tname", "sep\u2028arated", "\u0000", "\u007f", "\ud800", "\ufeffmark"],
  [
    "a".repeat(64),
    "b".repeat(300),
    `very_long_${"part_".repeat(14)}one`,
    `very_long_${"part_".repeat(14)}two`,
  ],
  [""],
];

const TEXTS: readonly string[] = [
  "",
  " ",
  "plain words",
  "two\nlines\n",
  "ends with a backslash \\",
  "both \"quotes\" and 'quotes' and `ticks`",
  "*/ ends a comment /* and begins one",
  "// a comment",
  "${template} {{mustache}} {{{triple}}} {{/if}} }}}}",
  "%s %d %v %",
  "<script>alert(1)</script> & more",
  "separated\u2028by\u2029these",
  "carriage\r\nreturns\r",
  "nul \u0000 inside",
  "half \ud800 a pair",
  "\udfff",
  "null",
  "true",
  "1e3",
  "\u202eright to left",
  "😀 and é and e\u0301",
  "*bold* _it_ [link](javascript:0) ```\ncode\n```",
  "x".repeat(3000),
  "very long words ".repeat(20).trim(),
];

/** Half of them like some that are there, so that they collide after a conversion of case. */
export function awkwardName(random: Random, near: readonly string[] = []): string {
  if (near.length > 0 && random.integer(3) === 0) return variantOf(random.pick(near), random);
  return random.pick(random.pick(NAMES));
}

/** A name that nobody stumbles over. */
export function plainName(random: Random): string {
  return random.pick(NAMES[0] ?? []) + random.pick(["", "", "_2", "_of_day", "Code"]);
}

export function awkwardText(random: Random): string {
  return random.integer(4) === 0 ? awkwardName(random) : random.pick(TEXTS);
}

/** The same words in another spelling. */
function variantOf(name: string, random: Random): string {
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== "");
  const [first = "", ...rest] = words;
  return random.pick([
    name.toUpperCase(),
    name.toLowerCase(),
    capital(name),
    [first.toLowerCase(), ...rest.map(capital)].join(""),
    words.map(capital).join(""),
    words.join("_"),
    words.join("-").toLowerCase(),
    words.join(" "),
    `${name}_`,
    `_${name}`,
    `${name}2`,
    `${name}s`,
    `new_${name}`,
  ]);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
