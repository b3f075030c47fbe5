/** Parts of requests. */
import type { ShowParts, SumParts } from "./custom.js";

export const showParts: ShowParts = async ({ path, query, header, cookie }) => {
  if (path.id === 404) return { status: 404, body: { detail: "Part not found" } };
  return {
    status: 200,
    body: {
      id: path.id,
      crumb: cookie.crumb,
      trace: header["X-Trace"] ?? null,
      word: query.word,
    },
  };
};

export const sumParts: SumParts = async ({ body = [], database }) => {
  const [row] = await database.query<{ sum: number }>(
    "select coalesce(sum(part), 0) as sum from unnest($1::int[]) as part",
    [body],
  );
  return { status: 200, body: row?.sum ?? 0 };
};
