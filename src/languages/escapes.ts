/** Escapes in paths, as generated servers spell them before they compare (RFC 3986, section 6.2.2). */

/**
 * Unreserved characters stand for themselves, all others that are escaped or have to be are escaped in upper case;
 * what is reserved stays as it is. The generated `src/url.ts` does the same to requests.
 * @param text without broken escapes.
 */
export function escapedPath(text: string): string {
  return text
    .split(/((?:%[0-9A-Fa-f]{2})+)/)
    .map((part) =>
      part.startsWith("%") ? encodeURIComponent(decodeURIComponent(part)) : encodeURI(part),
    )
    .join("");
}
