/**
 * Requests that show who is let in and change nothing: a caller who is let in gets an answer that cannot be mistaken
 * for a refusal, also where there is no row and no body that is good for anything.
 */
import type { Operation } from "../../model/index.js";
import type { Expectation } from "../format.js";
import { callOf, nameOf, sentOf, type Call } from "./call.js";
import { refusal, type ProbeCase, type Sent } from "./probe.js";
import type { World } from "./world.js";

export interface Door {
  readonly operation: Operation;
  /** The request without credentials. */
  readonly sent: Sent;
  /** What comes of it for those who are let in. */
  readonly open: Expectation;
}

/** `null` for operations that ask for nothing or cannot be called. */
export function doorOf(world: World, operation: Operation): Door | null {
  const { access, behavior } = operation;
  if (access.kind === "public" || behavior.kind === "echo") return null;
  const call = callOf(world, operation);
  if (call === null) return null;
  const closed: Call = { ...call, caller: undefined };
  if ("parameter" in behavior) {
    // Names nothing, whatever its schema; looked at behind the door.
    const path = new Map([...call.path, [behavior.parameter, "no%00thing"] as const]);
    const open = refusal(404, `${behavior.label} not found`);
    return { operation, sent: sentOf({ ...closed, path }), open };
  }
  if (call.body !== undefined && behavior.kind === "create") {
    const { json: _, ...sent } = sentOf(closed);
    return { operation, sent: { ...sent, text: "{" }, open: refusal(400, "Malformed JSON") };
  }
  return { operation, sent: sentOf(closed), open: { status: call.status } };
}

/** A door for tokens of this scheme alone; one that asks for no role, and shows something, where there is one. */
export function doorFor(world: World, scheme: string): Door | null {
  const fitting = world.api.operations.filter(
    ({ access }) =>
      access.kind === "restricted" && access.alternatives.every((one) => one.scheme === scheme),
  );
  for (const operation of fitting.toSorted((a, b) => rank(a) - rank(b))) {
    const door = doorOf(world, operation);
    if (door !== null) return door;
  }
  return null;
}

/** Lower is plainer. */
function rank({ access, method, behavior }: Operation): number {
  const withoutRole =
    access.kind === "restricted" && access.alternatives.some(({ roles }) => roles.length === 0);
  return (withoutRole ? 0 : 4) + (method === "get" ? 0 : 2) + ("parameter" in behavior ? 1 : 0);
}

/** The door with this text as its `Authorization`. */
export function withToken({ sent }: Door, text: string): Sent {
  return { ...sent, headers: { ...sent.headers, Authorization: text } };
}

/** A case for each operation that asks for a token; whoever is refused needs no row, and nothing is left behind. */
export function eachRestricted(
  world: World,
  steps: (call: Call) => ProbeCase["steps"],
): ProbeCase[] {
  return world.api.operations.flatMap((operation) => {
    const { access, behavior } = operation;
    const call =
      access.kind === "public" || behavior.kind === "echo" ? null : callOf(world, operation);
    if (call === null) return [];
    const path = new Map([...call.path.keys()].map((name) => [name, "1"] as const));
    return [{ on: nameOf(operation), steps: steps({ ...call, path }) }];
  });
}
