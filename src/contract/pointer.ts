/** JSON texts and pointers into them (RFC 8259, RFC 6901). */
import type { Json } from "../model/index.js";

/** The value that the pointer names, or undefined. */
export function atPointer(value: Json | undefined, pointer: string): Json | undefined {
  let found = value;
  for (const part of pointer.split("/").slice(1)) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, name))
      return undefined;
    found = Array.isArray(found)
      ? (found as readonly Json[])[Number(name)]
      : (found as { [name: string]: Json })[name];
  }
  return found;
}

/** The pointer of a part below another. */
export function below(pointer: string, name: string | number): string {
  return `${pointer}/${String(name).replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

/** The value of a JSON text, or undefined when it is none. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
