/** Whether a request is answered about as fast as another one. */
import type { PaceData } from "./format.js";
import type { RawRequest } from "./http/message.js";
import type { Failure } from "./report.js";
import { buildRequest } from "./request.js";
import { send, type Session } from "./session.js";
import { showOutcome, showRequest } from "./transcript.js";

/** One of them is enough: whatever else the machine does costs time now and then, a slow server does so always. */
const TRIES = 3;

/** Sends the one and the other in turn, until the one takes little more time. */
export async function runPace(
  data: PaceData,
  session: Session,
  bearer: string | null,
): Promise<Omit<Failure, "place"> | null> {
  const usual = buildRequest(data.than, session.address, bearer);
  const request = buildRequest(data.request, session.address, bearer);
  let least = Number.POSITIVE_INFINITY;
  for (let count = 0; count < TRIES; count++) {
    const before = await timed(session, usual);
    const after = await timed(session, request);
    least = Math.min(least, after.milliseconds - before.milliseconds);
    if (after.outcome.kind === "response" && least <= data.milliseconds) return null;
    if (after.outcome.kind !== "response" || count === TRIES - 1) {
      const expected = `at most ${data.milliseconds} ms more than ${data.name}`;
      return {
        differences: [{ where: "time", expected, actual: `${Math.round(least)} ms more` }],
        sent: showRequest(request),
        received: showOutcome(after.outcome),
        curl: null,
      };
    }
  }
  return null;
}

async function timed(session: Session, request: RawRequest) {
  const started = performance.now();
  const outcome = await send(session, request);
  return { outcome, milliseconds: performance.now() - started };
}
