/** Generated projects as programs: installed, built, started, waited for and stopped. */
export { describeExit, runCommand, type CommandOptions } from "./command.js";
export type { Exit } from "./group.js";
export { buildProject, compileProject, installDependencies } from "./install.js";
export { freePort, freePortNear, isFree, LOOPBACK, requireFree } from "./ports.js";
export { groupMembers, type Member, openFiles, residentBytes } from "./members.js";
export {
  findVersion,
  inspectCommands,
  missingCommands,
  requireCommands,
  type Version,
} from "./requirements.js";
export {
  launchServer,
  type LaunchedServer,
  startServer,
  type RunningServer,
  type ServerOptions,
} from "./server.js";
export type { Requirement, Toolchain } from "./toolchain.js";
