/** All faults that the checks of a process have to notice. */
import { databaseFaults } from "./database.js";
import type { ProcessFault } from "./fault.js";
import { startFaults } from "./start.js";
import { stopFaults } from "./stop.js";

export type { ProcessFault } from "./fault.js";

export const PROCESS_FAULTS: readonly ProcessFault[] = [
  ...startFaults,
  ...databaseFaults,
  ...stopFaults,
];
