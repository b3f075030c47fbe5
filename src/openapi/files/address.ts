/** What the text of a `$ref` names: a part of a file (RFC 3986, section 5; RFC 6901). */
import { posix } from "node:path";
import { decode, readPointer } from "../reference.js";

export type Address =
  | {
      readonly kind: "part";
      /** The file, from the folder of the document's first one; `/` between folders. */
      readonly path: string;
      /** Empty for the whole of the file. */
      readonly tokens: readonly string[];
    }
  /** Another machine; a path that begins at the root of this one; no reference at all. */
  | { readonly kind: "remote" | "absolute" | "broken" };

/** @param from path of the file in which the reference stands */
export function addressOf(text: string, from: string): Address {
  const hash = text.indexOf("#");
  const reference = hash === -1 ? text : text.slice(0, hash);
  if (/^(?:file:|[a-z]:[\\/]|[\\/](?![\\/]))/i.test(reference)) return { kind: "absolute" };
  if (/^(?:[a-z][a-z0-9+.-]*:|[\\/]{2})/i.test(reference)) return { kind: "remote" };
  const path = decode(reference);
  const tokens = readPointer(hash === -1 ? "" : text.slice(hash + 1));
  if (path === null || tokens === null) return { kind: "broken" };
  return {
    kind: "part",
    path: path === "" ? from : posix.join(posix.dirname(from), path),
    tokens,
  };
}
