/** Runs one step of a scenario. */
import type { Json } from "../model/index.js";
import { compareJson } from "./compare.js";
import { curlLine } from "./curl.js";
import { checkOutcome, isUnwritten } from "./expect.js";
import type {
  Action,
  Expectation,
  JsonObject,
  RequestData,
  Saved,
  SignData,
  SqlData,
  Step,
  WebSocketData,
} from "./format.js";
import type { Outcome } from "./http/exchange.js";
import { headerValues, type RawResponse } from "./http/message.js";
import type { KindContext } from "./kinds.js";
import { atPointer, parseJson } from "./pointer.js";
import type { Difference, Failure } from "./report.js";
import { buildRequest } from "./request.js";
import { runPace } from "./pace.js";
import { runRace } from "./race.js";
import { LoginError, send, tokenOf, type Session } from "./session.js";
import { checkAction } from "./shape.js";
import { makeToken, readToken } from "./token.js";
import { showOutcome, showRequest } from "./transcript.js";
import { interpolate, VariableError, type Scope } from "./variables.js";
import { runWalk } from "./walk.js";
import { runExchange } from "./websocket.js";

/** Runs the step and saves what it says into the scope; gives what was wrong, or null. */
export async function runStep(step: Step, session: Session, outer: Scope): Promise<Failure | null> {
  const scope: Scope = { ...outer, rows: [...outer.rows, step.row] };
  try {
    const action = fill(step.action, scope, step.place !== null);
    const found = await runAction(action, session, scope);
    return found === null ? null : { place: step.place, ...found };
  } catch (error) {
    if (!(error instanceof VariableError || error instanceof LoginError)) throw error;
    return {
      place: step.place,
      ...failure([{ where: "step", expected: "to run", actual: error.message }]),
    };
  }
}

type Found = Omit<Failure, "place"> | null;

/** The action with its variables filled in. */
function fill(action: Action, scope: Scope, isWritten: boolean): Action {
  const data = interpolate(action.data as unknown as Json, scope);
  // What code has made, the compiler has checked.
  const problem = isWritten ? checkAction(action.kind, data) : null;
  if (problem !== null)
    throw new VariableError(`with its variables filled in the step is wrong: ${problem}`);
  // The schema has vouched for the shape once more.
  return { kind: action.kind, data } as unknown as Action;
}

async function runAction(action: Action, session: Session, scope: Scope): Promise<Found> {
  switch (action.kind) {
    case "request":
      return runRequest(action.data, session, scope);
    case "websocket":
      return runWebSocket(action.data, session);
    case "sql":
      return runSql(action.data, session, scope);
    case "sign":
      return runSign(action.data, session, scope);
    case "race":
      return runRace(action.data, session, await bearerOf(action.data.request, session));
    case "pace":
      return runPace(action.data, session, await bearerOf(action.data.request, session));
    case "walk":
      return runWalk(action.data, session, await bearerOf(action.data.request, session));
  }
}

async function runRequest(data: RequestData, session: Session, scope: Scope): Promise<Found> {
  const request = buildRequest(data, session.address, await bearerOf(data, session));
  const outcome = await send(session, request);
  const expected = expectationOf(data.expect, session, scope);
  const differences = [
    ...checkOutcome(outcome, expected, session.shared.defaults, request.method, contextOf(session)),
    ...saveFrom(outcome, data, scope),
  ];
  const { answers } = expected;
  if (answers !== undefined && outcome.kind === "response") {
    if (isUnwritten(outcome.response, answers, request.method)) scope.unwritten?.add(data.request);
  }
  if (differences.length === 0) return null;
  return {
    differences,
    sent: showRequest(request),
    received: showOutcome(outcome),
    curl: curlLine(session.url, request, data.text),
  };
}

async function runWebSocket(data: WebSocketData, session: Session): Promise<Found> {
  const headers: Record<string, string> = {};
  if (data.as !== undefined) headers["Authorization"] = `Bearer ${await tokenOf(session, data.as)}`;
  for (const [name, value] of Object.entries(data.headers ?? {})) {
    if (value !== null) headers[name] = typeof value === "string" ? value : value.join(", ");
  }
  const url = session.url.replace(/^http/, "ws") + data.websocket;
  const { differences, transcript } = await runExchange(
    url,
    headers,
    data.exchange,
    session.timeoutMilliseconds,
  );
  return differences.length === 0
    ? null
    : failure(differences, `WebSocket ${url}`, transcript.join("\n"));
}

async function runSql(data: SqlData, session: Session, scope: Scope): Promise<Found> {
  if (session.database === null)
    throw new VariableError("there is no database to run a sql step on");
  const sent = [
    data.sql.trim(),
    ...(data.parameters ?? []).map((value, index) => `-- $${index + 1} = ${JSON.stringify(value)}`),
  ].join("\n");
  let rows: JsonObject[];
  try {
    rows = await session.database.query(data.sql, data.parameters ?? []);
  } catch (error) {
    const actual = error instanceof Error ? error.message : String(error);
    return failure([{ where: "sql", expected: "to run", actual }], sent);
  }
  const differences =
    data.rows === undefined
      ? []
      : [...compareJson(data.rows, rows, contextOf(session)).differences];
  for (const [variable, pointer] of Object.entries(data.save ?? {})) {
    const value = atPointer(rows, pointer);
    if (value === undefined) differences.push(nothingToSave(variable, pointer));
    else scope.saved.set(variable, value);
  }
  const told = differences.map((difference) => ({
    ...difference,
    where: difference.where.replace(/^body/, "rows"),
  }));
  return told.length === 0
    ? null
    : failure(told, sent, rows.map((row) => JSON.stringify(row)).join("\n"));
}

async function runSign(data: SignData, session: Session, scope: Scope): Promise<Found> {
  scope.saved.set(data.save, await signToken(data.sign, session));
  return null;
}

async function signToken(data: SignData["sign"], session: Session): Promise<string> {
  const base = data.of === undefined ? null : readToken(await tokenOf(session, data.of));
  // Without the server's secret only scenarios run that bring their own.
  return makeToken(data, base, session.secret ?? "", Math.floor(Date.now() / 1000));
}

async function bearerOf(
  data: Pick<RequestData, "as" | "token">,
  session: Session,
): Promise<string | null> {
  if (data.token !== undefined) return signToken(data.token, session);
  return data.as === undefined ? null : tokenOf(session, data.as);
}

function expectationOf(expect: string | Expectation, session: Session, scope: Scope): Expectation {
  if (typeof expect !== "string") return expect;
  const named = Object.hasOwn(session.shared.expectations, expect)
    ? session.shared.expectations[expect]
    : undefined;
  if (named === undefined) throw new VariableError(`no expectation is called ${expect}`);
  return interpolate(named as unknown as Json, scope) as unknown as Expectation;
}

function saveFrom(outcome: Outcome, data: RequestData, scope: Scope): Difference[] {
  if (data.save === undefined || outcome.kind !== "response") return [];
  const { response } = outcome;
  return Object.entries(data.save).flatMap(([variable, from]) => {
    const value = valueOf(response, from);
    if (value === undefined)
      return [nothingToSave(variable, typeof from === "string" ? from : JSON.stringify(from))];
    scope.saved.set(variable, value);
    return [];
  });
}

function valueOf({ headers, body }: RawResponse, from: Saved): Json | undefined {
  if (typeof from === "string") return atPointer(parseJson(body.toString()), from);
  if ("header" in from) return headerValues(headers, from.header)[0];
  return new RegExp(from.pattern, "u").exec(body.toString())?.[1];
}

function nothingToSave(variable: string, from: string): Difference {
  return {
    where: `save ${variable}`,
    expected: `a value at ${from === "" ? "the whole" : from}`,
    actual: "absent",
  };
}

function contextOf(session: Session): KindContext {
  return { secret: session.secret, now: Date.now() };
}

function failure(
  differences: readonly Difference[],
  sent: string | null = null,
  received: string | null = null,
) {
  return { differences, sent, received, curl: null };
}
