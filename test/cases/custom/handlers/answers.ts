/** Answers of every shape. */
import type { BareAnswer, ClosedAnswer, EchoShape, OpenAnswer, TextAnswer } from "./custom.js";

export const openAnswer: OpenAnswer = async ({ body }) => ({
  status: 200,
  body: { last: -0, anything: body["anything"], free: body, first: "é\u2028<" },
});

const more = { c: "not declared" };

export const closedAnswer: ClosedAnswer = async ({ database }) => {
  const [row] = await database.query<{ day: string; at: string }>(
    "select date '2026-01-31' as day, timestamptz '2026-01-31 10:30:00.1239+01' as at",
  );
  const a = row?.at === "2026-01-31T09:30:00.123Z" ? row.day : "2000-01-01";
  return { status: 200, body: [{ ...more, a, b: 1e21 }, { b: 4.35 }, { a: null, b: 2 }] };
};

export const echoShape: EchoShape = async ({ body }) => {
  const at = new Date(body.at.toUpperCase()).toISOString();
  return { status: 200, body: { ...body, at } };
};

export const textAnswer: TextAnswer = async () => ({ status: 200, body: 'a "text"' });

export const bareAnswer: BareAnswer = async ({ path }) => {
  switch (path.kind) {
    case "nothing":
      return { status: 202 };
    case "false":
      return { status: 203, body: false };
    default:
      return { status: 200, body: path.kind === "null" ? null : { kind: path.kind } };
  }
};
