/**
 * Measures servers that run side by side: in every round each of them once, in an order that differs from round to
 * round, so that neither a slow minute nor a place in the order falls on one of them alone.
 */
import { groupCpuMicroseconds } from "./cpu-time.js";
import {
  runLoader,
  type Edge,
  type HistogramSnapshot,
  type LoadRequest,
  type LoadResult,
  type Loop,
} from "./loader/index.js";
import { seededRandom, shuffled } from "./random.js";

export interface MeasuredServer {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** Leader of the server's process group, for its CPU time. */
  readonly pid: number;
  /** @param batch differs with every measurement, so that what must be unique can be */
  readonly requests: (batch: number) => readonly LoadRequest[];
}

export interface MeasureOptions {
  readonly servers: readonly MeasuredServer[];
  readonly rounds: number;
  readonly seed: number;
  readonly loop: Loop;
  readonly warmUpMilliseconds: number;
  readonly milliseconds: number;
  /** The first number that is handed to `requests`; counted up from there. */
  readonly firstBatch?: number;
  readonly onMeasurement?: ((measurement: Measurement) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface Measurement {
  readonly server: string;
  /** From 0. */
  readonly round: number;
  /** Responses as expected, a second. */
  readonly perSecond: number;
  /** CPU time of the server for each of them; null where the system does not tell. */
  readonly cpuMicroseconds: number | null;
  /** CPU time of the loader for each of them. */
  readonly loaderCpuMicroseconds: number;
  readonly latency: HistogramSnapshot;
  readonly faults: LoadResult["faults"];
  readonly examples: readonly string[];
}

const TIMEOUT_MILLISECONDS = 5000;

/**
 * @throws Error when the loader fails; a server that fails shows in its measurements
 * @throws the reason of `signal` when that aborts
 */
export async function measureServers(options: MeasureOptions): Promise<Measurement[]> {
  const random = seededRandom(options.seed);
  const measurements: Measurement[] = [];
  for (let round = 0; round < options.rounds; round++) {
    for (const server of shuffled(options.servers, random)) {
      const batch = (options.firstBatch ?? 0) + measurements.length;
      const measurement = await measureOnce(server, round, batch, options);
      measurements.push(measurement);
      options.onMeasurement?.(measurement);
    }
  }
  return measurements;
}

async function measureOnce(
  { name, host, port, pid, requests }: MeasuredServer,
  round: number,
  batch: number,
  { loop, warmUpMilliseconds, milliseconds, signal }: MeasureOptions,
): Promise<Measurement> {
  const cpu: Partial<Record<Edge, number | null>> = {};
  const job = {
    host,
    port,
    requests: requests(batch),
    loop,
    warmUpMilliseconds,
    milliseconds,
    timeoutMilliseconds: TIMEOUT_MILLISECONDS,
  };
  const result = await runLoader(job, {
    onEdge: (edge) => (cpu[edge] = groupCpuMicroseconds(pid)),
    signal,
  });
  const { completed, seconds, latency, faults, examples } = result;
  const { from = null, to = null } = cpu;
  return {
    server: name,
    round,
    perSecond: completed / seconds,
    cpuMicroseconds: from === null || to === null ? null : (to - from) / completed,
    loaderCpuMicroseconds: result.cpuMicroseconds / completed,
    latency,
    faults,
    examples,
  };
}
