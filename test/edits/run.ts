/** Edits documents at random, one after the other, and looks at what comes of each. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shrink } from "../../src/contract/differential/shrink.js";
import type { Target } from "../../src/targets/index.js";
import type { DocumentCase } from "../documents.js";
import { startOptions } from "../servers/several.js";
import { applyEdits, planEdits, type PlannedEdit } from "./index.js";
import { outcomeOf, type Files, type Outcome } from "./outcome.js";
import { createChecker, type Checker, type Verdicts } from "./typecheck.js";

export interface RunOptions {
  readonly documents: readonly DocumentCase[];
  readonly targets: readonly Target[];
  readonly seed: number;
  readonly count: number;
  /** Called for each edited document, in order, before the tools of languages have looked at it. */
  readonly onOutcome?: (trial: Trial, outcome: Outcome) => Promise<void> | void;
  /** Called as soon as something is found. */
  readonly onFinding?: (finding: Finding) => void;
}

/** One document with its edits. */
export interface Trial {
  readonly seed: number;
  readonly document: DocumentCase;
  readonly edits: readonly PlannedEdit[];
  readonly text: string;
}

export interface Finding {
  readonly trial: Trial;
  readonly problem: string;
}

export interface Report {
  readonly accepted: readonly Trial[];
  /** How many documents were refused, by the codes of the errors. */
  readonly refused: ReadonlyMap<string, number>;
  readonly findings: readonly Finding[];
}

/** As many projects of a target are looked at together. */
const BATCH = 16;

export function runEdits(options: RunOptions): Promise<Report> {
  const { documents, targets } = options;
  return withCheckers(documents[0], targets, (checkers) => runWith(checkers, options));
}

async function runWith(checkers: Checkers, options: RunOptions): Promise<Report> {
  const { documents, targets, seed, count } = options;
  const accepted: Trial[] = [];
  const refused = new Map<string, number>();
  const findings: Finding[] = [];
  const found = (finding: Finding): void => {
    findings.push(finding);
    options.onFinding?.(finding);
  };
  let waiting: { trial: Trial; files: ReadonlyMap<Target, Files> }[] = [];
  // The tools look at one batch while the next one is made.
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    await looking;
    const batch = waiting;
    waiting = [];
    looking = checkAll(
      checkers,
      batch.map(({ files }) => files),
    ).then((problems) => {
      for (const [index, problem] of problems) {
        const one = batch[index];
        if (one !== undefined) found({ trial: one.trial, problem });
      }
    });
  };
  for (let index = 0; index < count; index += 1) {
    const trial = trialOf(documents, seed + index);
    const outcome = await outcomeOf(trial.text, targets);
    await options.onOutcome?.(trial, outcome);
    switch (outcome.kind) {
      case "refused":
        for (const code of outcome.codes) refused.set(code, (refused.get(code) ?? 0) + 1);
        break;
      case "broken":
        found({ trial, problem: outcome.problem });
        break;
      case "accepted":
        accepted.push(trial);
        waiting.push({ trial, files: outcome.files });
        if (waiting.length >= BATCH) await look();
    }
  }
  await look();
  await looking;
  return { accepted, refused, findings };
}

/** The documents take turns, so that a seed means the same whatever the number of edits. */
export function trialOf(documents: readonly DocumentCase[], seed: number): Trial {
  const document = documents[seed % documents.length];
  if (document === undefined) throw new Error("there is no document");
  const edits = planEdits(document.text, seed);
  return { seed, document, edits, text: applyEdits(document.text, edits).text };
}

/** The fewest edits that are still a finding, and what the smallest document is then. */
export function shrinkFinding(finding: Finding, targets: readonly Target[]): Promise<string> {
  const { document } = finding.trial;
  return withCheckers(document, targets, (checkers) => shrinkWith(checkers, finding, targets));
}

async function shrinkWith(
  checkers: Checkers,
  { trial, problem }: Finding,
  targets: readonly Target[],
): Promise<string> {
  const problemOf = async (text: string): Promise<string | null> => {
    const outcome = await outcomeOf(text, targets);
    if (outcome.kind === "broken") return outcome.problem;
    if (outcome.kind === "refused") return null;
    return (await checkAll(checkers, [outcome.files])).get(0) ?? null;
  };
  const { base, edits } = await shrinkEdits(trial, problemOf);
  const { text, done } = applyEdits(base, edits);
  const said = (await problemOf(text)) ?? problem;
  return [
    `seed ${trial.seed} on ${trial.document.name}`,
    ...done.map((one) => `  ${one}`),
    said.split("\n").slice(0, 12).join("\n"),
    "the smallest document:",
    text,
  ].join("\n");
}

/** First the edits, then the paths of the document that they were made on. */
async function shrinkEdits(
  { document, edits }: Trial,
  problemOf: (text: string) => Promise<string | null>,
): Promise<{ readonly base: string; readonly edits: readonly PlannedEdit[] }> {
  const fails = async (text: string): Promise<boolean> => (await problemOf(text)) !== null;
  const fewer = await shrink(edits, (part) => fails(applyEdits(document.text, part).text));
  return { base: document.text, edits: fewer.items };
}

type Checkers = ReadonlyMap<Target, Checker>;

/** In a folder that is nobody else's, so that runs may stand beside each other; it goes in the end. */
async function withCheckers<T>(
  document: DocumentCase | undefined,
  targets: readonly Target[],
  work: (checkers: Checkers) => Promise<T>,
): Promise<T> {
  const outcome = await outcomeOf(document?.text ?? "", targets);
  if (outcome.kind !== "accepted") throw new Error("the document is not accepted as it is");
  const room = await mkdtemp(join(tmpdir(), "gen-bench-edits-"));
  try {
    const checkers = new Map<Target, Checker>();
    for (const target of targets) {
      const sample = outcome.files.get(target);
      if (sample === undefined) throw new Error(`nothing was generated for ${target.name}`);
      // Shared with the tests of servers.
      const { folderOf } = startOptions(outcome.api, [target]);
      const folders = { installed: folderOf(target), folder: join(room, target.name) };
      checkers.set(target, await createChecker(target, { ...folders, sample }));
    }
    return await work(checkers);
  } finally {
    await rm(room, { recursive: true, force: true });
  }
}

/** What is wrong, by the index of the project. */
async function checkAll(
  checkers: Checkers,
  batch: readonly ReadonlyMap<Target, Files>[],
): Promise<ReadonlyMap<number, string>> {
  const problems = new Map<number, string>();
  if (batch.length === 0) return problems;
  for (const [target, checker] of checkers) {
    const projects = new Map(
      batch.flatMap((files, index) => {
        const own = files.get(target);
        return own === undefined ? [] : [[nameOf(index), own] as const];
      }),
    );
    const verdicts: Verdicts = await checker.check(projects);
    for (const index of batch.keys()) {
      const verdict = verdicts.get(nameOf(index));
      if (verdict === undefined) continue;
      problems.set(index, `${problems.get(index) ?? ""}${target.name}: ${verdict}`);
    }
  }
  return problems;
}

const nameOf = (index: number): string => `project-${String(index).padStart(3, "0")}`;
