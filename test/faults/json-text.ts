/** JSON as text, where a parsed value no longer shows what was written (RFC 8259). */

/** A string, a bracket, a colon or comma, or another token. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]|[^\s"{}[\]:,]+/g;

/** How deep brackets stand in each other, whether they fit or not. */
export function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") depth++;
    if (token === "}" || token === "]") depth--;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

/** The object without what repeats a name of its outermost level; any other text as it is. */
export function firstOfEachName(text: string): string {
  if (!text.trimStart().startsWith("{")) return text;
  const members = membersOf(text);
  const names = members.map(
    (member) => JSON.parse(/^\s*("(?:[^"\\]|\\.)*")/.exec(member)?.[1] ?? '""') as string,
  );
  const first = members.filter((_, index) => names.indexOf(names[index] ?? "") === index);
  return first.length === members.length ? text : `{${first.join(",")}}`;
}

function membersOf(text: string): string[] {
  const members: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === "{" || token === "[") depth++;
    if (depth === 1 && token === "{") start = index + 1;
    if (depth === 1 && (token === "," || token === "}")) {
      const member = text.slice(start, index);
      if (member.trim() !== "") members.push(member);
      start = index + 1;
    }
    if (token === "}" || token === "]") depth--;
  }
  return members;
}
