/**
 * The grammars of the wire contract's formats (RFC 3339, RFC 4122, WHATWG HTML e-mail), written a second time and in
 * another way than in the servers, so that one mistake is not made on both sides.
 */
import type { StringFormat } from "../../model/index.js";

/** Whether a text is of the format. */
export function isOfFormat(format: StringFormat, text: string): boolean {
  switch (format) {
    case "date":
      return isDate(text);
    case "date-time":
      return isDateTime(text);
    case "uuid":
      return /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text);
    case "email":
      return isEmail(text);
  }
}

function isDate(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text) || text.startsWith("0000")) return false;
  const date = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

function isDateTime(text: string): boolean {
  const [, day = "", time = "", offset = ""] =
    /^([^Tt]{10})[Tt](\d{2}:\d{2}:\d{2})(?:\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/.exec(text) ?? [];
  if (!isDate(day)) return false;
  const [hours = 99, minutes = 99, seconds = 99] = time.split(":").map(Number);
  if (hours > 23 || minutes > 59 || seconds > 59) return false;
  const [ahead = 0, more = 0] = /^z$/i.test(offset) ? [] : offset.slice(1).split(":").map(Number);
  if (ahead > 23 || more > 59) return false;
  const shift = (offset.startsWith("-") ? 1 : -1) * (ahead * 60 + more) * 60_000;
  const year = new Date(Date.parse(`${day}T${time}Z`) + shift).getUTCFullYear();
  return year >= 1 && year <= 9999;
}

function isEmail(text: string): boolean {
  const at = text.lastIndexOf("@");
  const local = text.slice(0, Math.max(0, at));
  if (!/^[\w.!#$%&'*+/=?^`{|}~-]+$/.test(local)) return false;
  return text
    .slice(at + 1)
    .split(".")
    .every((label) => /^[A-Za-z0-9-]{1,63}$/.test(label) && !/^-|-$/.test(label));
}
