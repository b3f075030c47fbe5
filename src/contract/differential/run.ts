/** The differential run: the same seeded sequences to all servers, and for a difference the smallest that shows it. */
import type { Api } from "../../model/index.js";
import { curlLine } from "../curl.js";
import { compare, groupsOf, oddOnes, type Disagreement } from "./compare.js";
import type { Entry } from "./entry.js";
import { play, type Answer, type Played, type Subject } from "./play.js";
import { referencesOf } from "./reference.js";
import { excerpts, type Difference, type DifferentialReport, type SeedResult } from "./report.js";
import { makeSequence } from "./sequence.js";
import { shrink } from "./shrink.js";

export interface DifferentialOptions {
  readonly api: Api;
  /** Two or more. */
  readonly subjects: readonly Subject[];
  readonly seeds: readonly number[];
  /** For each seed. */
  readonly requests: number;
  /** `JWT_SECRET` of the servers, where it is known: then signatures are checked. */
  readonly secret: string | null;
  /** Ends with the first seed that differs. */
  readonly bail?: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onSeed?: (result: SeedResult) => void;
}

/** Errors of a database pass through. @throws the reason of the signal when it aborts */
export async function runDifferential(options: DifferentialOptions): Promise<DifferentialReport> {
  const started = performance.now();
  const results: SeedResult[] = [];
  for (const seed of options.seeds) {
    const result = await runSeed(options, seed);
    results.push(result);
    options.onSeed?.(result);
    if (options.bail === true && result.difference !== null) break;
  }
  return {
    servers: options.subjects.map(({ name }) => name),
    seeds: results,
    failed: results.filter(({ difference }) => difference !== null).length,
    milliseconds: performance.now() - started,
  };
}

async function runSeed(options: DifferentialOptions, seed: number): Promise<SeedResult> {
  const started = performance.now();
  const sequence = makeSequence(options.api, seed, options.requests);
  const played = await playAll(options, sequence);
  const disagreement = compare(played);
  const difference =
    disagreement === null ? null : await isolate(options, sequence, played, disagreement);
  return {
    seed,
    requests: sequence.length,
    milliseconds: performance.now() - started,
    statuses: countStatuses(played[0]?.answers ?? []),
    difference,
  };
}

function playAll(options: DifferentialOptions, sequence: readonly Entry[]): Promise<Played[]> {
  return Promise.all(options.subjects.map((subject) => play(subject, sequence, options)));
}

async function isolate(
  options: DifferentialOptions,
  sequence: readonly Entry[],
  played: readonly Played[],
  disagreement: Disagreement,
): Promise<Difference> {
  const { at } = disagreement;
  const whole = at === null ? sequence : sequence.slice(0, at + 1);
  let last = { sequence: whole, played, disagreement };
  const fails = async (part: readonly Entry[]): Promise<boolean> => {
    const again = await playAll(options, part);
    const found = compare(again);
    if (found !== null) last = { sequence: part, played: again, disagreement: found };
    return found !== null;
  };
  const culprit = whole.at(-1);
  const guesses = at === null || culprit === undefined ? [] : [needed(whole, culprit)];
  const { tries } = await shrink(whole, fails, guesses);
  return tell(options, whole.length, tries, last);
}

/** The entry with all that it refers to, directly or not. */
function needed(sequence: readonly Entry[], last: Entry): Entry[] {
  const wanted = new Set<number>();
  const visit = (entry: Entry): void => {
    if (wanted.has(entry.id)) return;
    wanted.add(entry.id);
    for (const name of referencesOf(entry.request)) {
      const maker = sequence.find(({ saves }) => saves.some((one) => one.name === name));
      if (maker !== undefined) visit(maker);
    }
  };
  visit(last);
  return sequence.filter(({ id }) => wanted.has(id));
}

function tell(
  { subjects }: DifferentialOptions,
  from: number,
  tries: number,
  last: {
    readonly sequence: readonly Entry[];
    readonly played: readonly Played[];
    readonly disagreement: Disagreement;
  },
): Difference {
  const { at, what, texts } = last.disagreement;
  const names = subjects.map(({ name }) => name);
  const groups = groupsOf(names, texts);
  const odd = oddOnes(groups);
  // The lines as they were sent to one that differs.
  const shown = Math.max(
    0,
    names.findIndex((name) => odd.includes(name)),
  );
  const url = subjects[shown]?.url ?? "";
  const answers = last.played[shown]?.answers ?? [];
  return {
    steps: last.sequence.flatMap(({ name }, index) => {
      const request = answers[index]?.request;
      return request === undefined ? [] : [{ name, curl: curlLine(url, request, undefined) }];
    }),
    from,
    tries,
    what: at === null ? what : `${what} to ${at + 1}`,
    groups: excerpts(groups),
    odd,
  };
}

function countStatuses(answers: readonly Answer[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status } of answers) {
    const name = status === null ? "none" : String(status);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
