/** From the measurements of some rounds to one line for each server, against one of them. */
import { mergeHistograms, quantile } from "./loader/histogram.js";
import { faultCount } from "./loader/job.js";
import type { Measurement } from "./measure.js";
import { median, ratioInterval, type Interval } from "./statistics.js";

export interface Comparison {
  readonly server: string;
  /** Medians over the rounds. */
  readonly perSecond: number;
  readonly cpuMicroseconds: number | null;
  readonly loaderCpuMicroseconds: number;
  /** Of all rounds together, in milliseconds. In a closed loop these say no more than the throughput does. */
  readonly p50: number;
  readonly p99: number;
  readonly faults: number;
  readonly examples: readonly string[];
  /** This server's throughput in the reference's; null for the reference itself, and where nothing was answered. */
  readonly throughputRatio: Interval | null;
  /** The same of CPU time a request: below 1 is cheaper. */
  readonly cpuRatio: Interval | null;
}

/**
 * @param reference name of the server that the others are compared with, round by round
 * @returns one for each server, in the order of their names
 */
export function compareServers(
  measurements: readonly Measurement[],
  reference: string,
  seed: number,
): Comparison[] {
  const names = [...new Set(measurements.map(({ server }) => server))].toSorted();
  const rounds = new Map(names.map((name) => [name, roundsOf(measurements, name)]));
  const references = rounds.get(reference) ?? [];
  return [...rounds].map(([server, own]) => {
    const latency = mergeHistograms(own.map((measurement) => measurement.latency));
    const ratio = (value: (measurement: Measurement) => number | null): Interval | null =>
      server === reference ? null : interval(own.map(value), references.map(value), seed);
    const cpu = own.map(({ cpuMicroseconds }) => cpuMicroseconds).filter((time) => time !== null);
    return {
      server,
      perSecond: median(own.map(({ perSecond }) => perSecond)),
      cpuMicroseconds: cpu.length < own.length ? null : median(cpu),
      loaderCpuMicroseconds: median(own.map((measurement) => measurement.loaderCpuMicroseconds)),
      p50: quantile(latency, 0.5),
      p99: quantile(latency, 0.99),
      faults: own.reduce((sum, measurement) => sum + faultCount(measurement), 0),
      examples: own.flatMap(({ examples }) => examples).slice(0, 3),
      throughputRatio: ratio(({ perSecond }) => perSecond),
      cpuRatio: ratio(({ cpuMicroseconds }) => cpuMicroseconds),
    };
  });
}

function roundsOf(measurements: readonly Measurement[], name: string): Measurement[] {
  return measurements.filter(({ server }) => server === name).toSorted((a, b) => a.round - b.round);
}

/** Null where a round has no figure, or one of zero. */
function interval(
  own: readonly (number | null)[],
  references: readonly (number | null)[],
  seed: number,
): Interval | null {
  const ratios = own.map((value, round) => (value ?? 0) / (references[round] ?? 0));
  const usable = ratios.length >= 2 && ratios.every((r) => r > 0 && Number.isFinite(r));
  return usable ? ratioInterval(ratios, { seed }) : null;
}
