/** The grammars of string formats, for values in a document: RFC 3339, RFC 4122, WHATWG HTML e-mail. */
import type { StringFormat } from "../../model/index.js";

/** Formats of the OpenAPI and JSON Schema registries that are not checked, because servers would not agree. */
export const ANNOTATION_FORMATS: ReadonlySet<string> = new Set(
  (
    "binary byte char commonmark decimal decimal128 duration hostname html http-date idn-email idn-hostname " +
    "ipv4 ipv6 iri iri-reference json-pointer media-range password regex relative-json-pointer time uri " +
    "uri-reference uri-template url"
  ).split(" "),
);

const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const TIME = /^(\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|[+-](\d{2}):(\d{2}))$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const EMAIL = new RegExp(`^[a-z0-9.!#$%&'*+/=?^_\`{|}~-]+@${LABEL}(?:\\.${LABEL})*$`, "i");

export function isFormat(format: StringFormat, text: string): boolean {
  switch (format) {
    case "date":
      return isDate(text);
    case "date-time":
      return (
        text.length > 11 &&
        /[Tt]/.test(text.charAt(10)) &&
        isDate(text.slice(0, 10)) &&
        isTime(text.slice(11))
      );
    case "uuid":
      return UUID.test(text);
    case "email":
      return EMAIL.test(text);
  }
}

/** Years 0001 to 9999, the days of the proleptic Gregorian calendar. */
function isDate(text: string): boolean {
  const [, year = "", month = "", day = ""] = DATE.exec(text) ?? [];
  if (year === "" || year === "0000") return false;
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1] ?? 0;
  return d >= 1 && d <= days;
}

function isTime(text: string): boolean {
  const [, hour, minute, second, offsetHour = "00", offsetMinute = "00"] = TIME.exec(text) ?? [];
  if (hour === undefined) return false;
  return (
    Number(hour) < 24 &&
    Number(minute) < 60 &&
    Number(second) < 60 &&
    Number(offsetHour) < 24 &&
    Number(offsetMinute) < 60
  );
}
