/** Jobs, and what handlers do wrong. */
import type { MakeMistake, PutJob } from "./custom.js";

export const putJob: PutJob = async ({ path, database }) => {
  if (path.name === "none") return { status: 404, body: { detail: "Job not found" } };
  // What throws takes back all that was done.
  const undone = database.transaction(async (queries) => {
    await queries.execute("create table jobs (name text)");
    throw new Error("taken back");
  });
  await undone.catch(() => undefined);
  const there = await database.query("select 1 from pg_tables where tablename = 'jobs'");
  if (there.length > 0) throw new Error("nothing was taken back");
  return { status: 204 };
};

/** Past the compiler, as values from elsewhere come. */
export const makeMistake: MakeMistake = async ({ path }) => {
  switch (path.kind) {
    case "body":
      return { status: 200, body: JSON.parse('{"count":"1"}') };
    case "status":
      return JSON.parse('{"status":299}');
    case "thrown":
      throw new Error("on purpose");
    case "none":
      return { status: 200, body: { count: 1 } };
  }
};
