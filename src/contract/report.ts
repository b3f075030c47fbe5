/** What a run of scenarios found, as plain data: `JSON.stringify` of it is the JSON report. */
import type { Place } from "./format.js";

export interface ContractReport {
  readonly url: string;
  /** What the values of probes follow from: the same seed makes the same requests. */
  readonly seed?: number;
  /** The short unique id of this run; `${run}` in scenarios is it and the number of the feature. */
  readonly run: string;
  readonly passed: number;
  readonly failed: number;
  readonly notApplicable: number;
  /** Stopped before the end, by `bail` or a signal. */
  readonly stopped: boolean;
  readonly milliseconds: number;
  readonly results: readonly ScenarioResult[];
}

export type ScenarioResult = {
  readonly feature: string;
  readonly title: string;
  /** `null` for a probe, which stands in no file. */
  readonly place: Place | null;
  readonly probe?: ProbeClaim;
} & (
  | { readonly outcome: "passed" }
  | { readonly outcome: "failed"; readonly failure: Failure }
  | { readonly outcome: "notApplicable"; readonly reason: string }
);

/** The claim that a probe proves. */
export interface ProbeClaim {
  readonly id: string;
  readonly expects: string;
  readonly why: string;
}

/** The step that failed; the steps after it did not run. */
export interface Failure {
  readonly place: Place | null;
  readonly differences: readonly Difference[];
  /** The message sent and what came, as text to read. */
  readonly sent: string | null;
  readonly received: string | null;
  /** A shell command that sends the same again. */
  readonly curl: string | null;
}

export interface Difference {
  /** `status`, `header Allow`, `body /errors/0/code`, … */
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
  /** What is wrong, where expected and actual do not say it. */
  readonly problem?: string;
}
