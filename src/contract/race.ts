/** One request many times at the same moment: how often each of the expected responses came. */
import type { RaceData } from "./format.js";
import { checkOutcome } from "./expect.js";
import type { Difference, Failure } from "./report.js";
import { buildRequest } from "./request.js";
import { send, type Session } from "./session.js";
import { showOutcome, showRequest } from "./transcript.js";

/** Sends all at once and sorts the responses into the outcomes, the first that fits each. */
export async function runRace(
  data: RaceData,
  session: Session,
  bearer: string | null,
): Promise<Omit<Failure, "place"> | null> {
  const request = buildRequest(data.request, session.address, bearer);
  const outcomes = await Promise.all(
    Array.from({ length: data.times }, () => send(session, request)),
  );
  const context = { secret: session.secret, now: Date.now() };
  const fitting = outcomes.map((outcome) =>
    data.outcomes.findIndex(
      ({ expect }) =>
        checkOutcome(outcome, expect, session.shared.defaults, request.method, context).length ===
        0,
    ),
  );
  const differences: Difference[] = data.outcomes.flatMap(({ times, expect }, index) => {
    const came = fitting.filter((one) => one === index).length;
    if (came === times) return [];
    const where = `of ${data.times} responses those with status ${expect.status ?? "any"}`;
    return [{ where, expected: String(times), actual: String(came) }];
  });
  if (differences.length === 0) return null;
  const odd = outcomes.find((_, index) => fitting[index] === -1) ?? outcomes[0];
  return {
    differences,
    sent: showRequest(request),
    received: odd === undefined ? null : showOutcome(odd),
    curl: null,
  };
}
