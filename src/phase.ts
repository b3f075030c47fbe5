/**
 * Where the time of a run goes. Phases are told on a channel (node:diagnostics_channel) that nobody listens to but
 * `npm run bench:generate`; without a listener telling costs nothing.
 */
import { channel } from "node:diagnostics_channel";

export const PHASES = "gen-bench:phase";

/** `load`: modules. The others are the steps of the pipeline, see docs/architecture.md. */
export type PhaseName =
  | "load"
  | "targets"
  | "read"
  | "lower"
  | "types"
  | "view"
  | "render"
  | "format"
  | "compare"
  | "write"
  | "cache";

/** A phase begins or ends; they are nested, and one inside another is no part of that one's own time. */
export interface PhaseMessage {
  readonly name: PhaseName;
  readonly edge: "begin" | "end";
  /** `performance.now()` */
  readonly at: number;
}

const phases = channel(PHASES);

/** Does the work, synchronous or not, and tells when it began and ended. */
export function phase<T>(name: PhaseName, work: () => T): T {
  if (!phases.hasSubscribers) return work();
  const tell = (edge: PhaseMessage["edge"]): void =>
    phases.publish({ name, edge, at: performance.now() } satisfies PhaseMessage);
  tell("begin");
  let result: T;
  try {
    result = work();
  } catch (error) {
    tell("end");
    throw error;
  }
  if (!(result instanceof Promise)) {
    tell("end");
    return result;
  }
  return result.finally(() => tell("end")) as T;
}
