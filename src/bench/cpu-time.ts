/** CPU time of a server with all its workers, from /proc (proc_pid_stat(5)). Elsewhere than on Linux it is unknown. */
import { readdirSync, readFileSync } from "node:fs";

/** What the kernel counts in, on every Linux that there is: hundredths of a second. */
const MICROSECONDS_PER_TICK = 10_000;

/**
 * CPU time that the living processes of a group, and those of their children that have ended, have used since they
 * began.
 * @param group number of the process group
 * @returns microseconds, user and system; null where the system does not tell
 */
export function groupCpuMicroseconds(group: number): number | null {
  const ticks = processStats()
    .filter((stat) => stat[2] === group)
    // utime, stime, cutime, cstime
    .map((stat) => stat.slice(11, 15).reduce((sum, value) => sum + value, 0));
  if (ticks.length === 0) return null;
  return ticks.reduce((sum, value) => sum + value, 0) * MICROSECONDS_PER_TICK;
}

/** The fields of each process that follow its name: state, parent, group, … */
function processStats(): number[][] {
  let processes: string[];
  try {
    processes = readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name));
  } catch {
    return [];
  }
  return processes.flatMap((process) => {
    try {
      const text = readFileSync(`/proc/${process}/stat`, "utf8");
      // A name may hold anything, also blanks and parentheses.
      return [
        text
          .slice(text.lastIndexOf(")") + 2)
          .split(" ")
          .map(Number),
      ];
    } catch {
      // It has ended since.
      return [];
    }
  });
}
