/**
 * A probe is a claim of the wire contract with the operations it is tried on. Families are lists of probes; for a
 * document they become features, whose scenarios the runner treats like those of files.
 */
import type { Json } from "../../model/index.js";
import type {
  CustomAnswer,
  Expectation,
  Feature,
  Need,
  RequestData,
  Scenario,
  Shared,
  Step,
} from "../format.js";
import { needsOf } from "../load.js";
import { isObject } from "../variables.js";
import type { World } from "./world.js";

export interface Probe {
  /** `family.claim`: stable, the same for every document. */
  readonly id: string;
  readonly expects: string;
  /** The rule of the wire contract or the standard behind it. */
  readonly why: string;
  /** What a document must have for this; told where it has none. */
  readonly appliesTo: string;
  readonly cases: (world: World) => readonly ProbeCase[];
}

export interface ProbeCase {
  /** What it is tried on, e.g. `GET /things/{id}`; unique within the probe. */
  readonly on: string;
  readonly steps: readonly Step[];
  /** Undoes the steps; runs in any case. */
  readonly cleanup?: readonly Step[];
}

export interface Family {
  readonly title: string;
  readonly probes: readonly Probe[];
}

/** The family's probes for one document; a probe without cases is "not applicable". */
export function featureOf({ title, probes }: Family, world: World, shared: Shared): Feature {
  return {
    title,
    place: null,
    shared,
    needs: [],
    setup: [],
    scenarios: probes.flatMap((probe) => scenariosOf(probe, world)),
  };
}

function scenariosOf(probe: Probe, world: World): Scenario[] {
  const { id, expects, why } = probe;
  const cases = probe.cases(world).filter(({ steps }) => steps.length > 0);
  if (cases.length === 0) {
    const notApplicable = `the document has no ${probe.appliesTo}`;
    return [scenario(id, { on: "", steps: [] }, { id, expects, why, notApplicable, cleanup: [] })];
  }
  return cases.map((one) => scenario(id, one, { id, expects, why, cleanup: one.cleanup ?? [] }));
}

function scenario(
  id: string,
  { on, steps, cleanup = [] }: ProbeCase,
  probe: NonNullable<Scenario["probe"]>,
): Scenario {
  const needs = new Set<Need>([...steps, ...cleanup].flatMap(({ action }) => needsOf(action)));
  return {
    title: on === "" ? id : `${id} ${on}`,
    place: null,
    needs: [...needs],
    row: {},
    steps,
    probe,
  };
}

/** A request without what must come of it. */
export type Sent = Omit<RequestData, "expect" | "save">;

/** One request and what must come. Of a custom operation a success may be anything that it documents. */
export function ask(
  { custom, ...sent }: Sent,
  expect: Expectation,
  save?: RequestData["save"],
): Step {
  const expected =
    custom !== undefined && expect.status === custom.status
      ? anyAnswer(expect, custom.answers)
      : expect;
  return stepOf({
    kind: "request",
    data: { ...sent, expect: expected, ...(save === undefined ? {} : { save }) },
  });
}

/** What else is expected of the success is the handler's business, but for what every response has. */
function anyAnswer(
  { headers = {}, lacks }: Expectation,
  answers: readonly CustomAnswer[],
): Expectation {
  // Whether there is content depends on the status that comes.
  const { "Content-Type": type, "Content-Length": _, ...others } = headers;
  const always = type !== undefined && answers.every(({ schema }) => schema !== null);
  return {
    answers,
    headers: always ? { ...others, "Content-Type": type } : others,
    ...(lacks === undefined ? {} : { lacks }),
  };
}

/** One statement on the server's database. */
export function query(
  sql: string,
  parameters: readonly Json[],
  more: {
    readonly save?: { readonly [variable: string]: string };
    readonly rows?: readonly { readonly [column: string]: Json }[];
  } = {},
): Step {
  return stepOf({ kind: "sql", data: { sql, parameters, ...more } });
}

export function stepOf(action: Step["action"]): Step {
  return { place: null, row: {}, action };
}

/** An error with this detail; other parts of the answer are for other probes. */
export function refusal(status: number, detail: string): Expectation {
  return { status, at: { "/detail": plain(detail) } };
}

/** The value with every `${` in it meant as it stands, also in names. */
export function plain<T extends Json>(value: T): T {
  // Text stays text, and every part keeps its place.
  return plainJson(value) as T;
}

function plainJson(value: Json): Json {
  if (typeof value === "string") return escapeText(value);
  if (Array.isArray(value)) return value.map((item: Json) => plainJson(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [escapeText(name), plainJson(part)]),
  );
}

function escapeText(text: string): string {
  return text.split("${").join("$${");
}
