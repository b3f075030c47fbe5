/** Names in SQL: quoting, the limit of 63 bytes, and the names of constraints and indexes. */
import { createHash } from "node:crypto";
import { KEYWORDS } from "./keywords.js";

/** `NAMEDATALEN - 1`: PostgreSQL cuts longer names off, and two of them would become one. */
export const NAME_BYTES = 63;

/** First eight hexadecimal digits of the MD5 of the parts in a row, which is also what Django puts into names. */
export function digest(...parts: readonly string[]): string {
  return createHash("md5").update(parts.join(""), "utf8").digest("hex").slice(0, 8);
}

/** The longest start of `text` that takes at most `bytes` bytes in UTF-8 and ends between two characters. */
export function clip(text: string, bytes: number): string {
  let used = 0;
  let kept = "";
  for (const character of text) {
    used += Buffer.byteLength(character, "utf8");
    if (used > bytes) break;
    kept += character;
  }
  return kept;
}

/** Refused by PostgreSQL (NUL), by a layout in lines, or as the place of a parameter in a condition (`$#`). */
// oxlint-disable-next-line no-control-regex
const REFUSED = /[\u0000-\u001f\u007f\u0085\u2028\u2029]|[$](?=#)/gu;

/** Columns that every table has already (PostgreSQL, System Columns). */
const SYSTEM_COLUMNS = new Set(["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"]);

/** A column name that is none of a system column. */
export function columnName(name: string): string {
  return SYSTEM_COLUMNS.has(name) ? `${name}_` : name;
}

/**
 * A name that PostgreSQL keeps as it is: one that is empty, too long or holds refused characters is cut and ends in
 * a digest of the whole, so that it is the same on every run and differs where the originals differ.
 */
export function fitName(name: string, bytes: number = NAME_BYTES): string {
  const printable = name.replaceAll(REFUSED, "");
  if (name !== "" && Buffer.byteLength(name, "utf8") <= bytes && printable === name) return name;
  return `${clip(printable, bytes - 9)}_${digest(name)}`;
}

/** An identifier as it stands in SQL: fitted, and quoted where it would not be read as it is. */
export function quote(name: string): string {
  const fitted = fitName(name);
  if (/^[a-z_][a-z0-9_]*$/.test(fitted) && !KEYWORDS.has(fitted)) return fitted;
  return `"${fitted.replaceAll('"', '""')}"`;
}

/** The first of `name`, `name_2`, `name_3`, … that is not taken; the caller adds it to `taken`. */
export function freshName(name: string, taken: ReadonlySet<string>, bytes?: number): string {
  let candidate = fitName(name, bytes);
  for (let n = 2; taken.has(candidate); n++) {
    const suffix = `_${n}`;
    candidate = clip(fitName(name, bytes), (bytes ?? NAME_BYTES) - suffix.length) + suffix;
  }
  return candidate;
}

/**
 * The name that PostgreSQL itself gives to a constraint or index (`makeObjectName` and `ChooseConstraintName`):
 * `<table>_<column>_<label>`, the longer of the two cut until it fits, the label numbered until it is free.
 */
export function objectName(
  table: string,
  column: string | null,
  label: string,
  taken: ReadonlySet<string>,
): string {
  for (let n = 0; ; n++) {
    const ending = `_${label}${n === 0 ? "" : n}`;
    const room = NAME_BYTES - ending.length - (column === null ? 0 : 1);
    const first = fitName(table);
    const second = column === null ? "" : fitName(column);
    let firstBytes = Buffer.byteLength(first, "utf8");
    let secondBytes = Buffer.byteLength(second, "utf8");
    while (firstBytes + secondBytes > room) {
      if (firstBytes > secondBytes) firstBytes--;
      else secondBytes--;
    }
    const middle = column === null ? "" : `_${clip(second, secondBytes)}`;
    const name = clip(first, firstBytes) + middle + ending;
    if (!taken.has(name)) return name;
  }
}
