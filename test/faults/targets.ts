/** The targets whose servers faults are put in front of. */
import { discoverTargets, type Target } from "../../src/targets/index.js";

/**
 * Those that `FAULT_TARGETS` names, e.g. `fastify,chi`; else one, since it is the probes that are tried: the first that
 * needs no tools but those that are here anyway.
 */
export function chosenTargets(): readonly Target[] {
  const names = process.env["FAULT_TARGETS"]?.split(",");
  const all = discoverTargets();
  if (names === undefined)
    return all.filter(({ language }) => language === "typescript").slice(0, 1);
  return names.map((name) => {
    const target = all.find((one) => one.name === name);
    if (target !== undefined) return target;
    throw new Error(`no target is called ${name}: ${all.map((one) => one.name).join(", ")}`);
  });
}
