/** How statements are laid out: one item a line, so that they read well in a log and in generated code. */

/** Items on lines of their own, two spaces further in than `indent`. */
export function lines(items: readonly string[], indent = ""): string {
  return items.map((item) => `${indent}  ${item}`).join(",\n");
}

/** Shifts every line but the first. */
export function indented(text: string, indent: string): string {
  return text.replaceAll("\n", `\n${indent}`);
}

/** ` where … and …`, or nothing. */
export function where(conditions: readonly (string | null)[]): string {
  const present = conditions.filter((condition) => condition !== null);
  return present.length === 0 ? "" : `\nwhere ${present.join("\n  and ")}`;
}
