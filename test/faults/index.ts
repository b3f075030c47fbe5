/** All faults that the probes have to notice, by family. */
import type { Fault } from "./fault.js";
import { authenticationFaults } from "./families/authentication.js";
import { bodyFaults } from "./families/bodies.js";
import { bodySchemaFaults } from "./families/body-schemas.js";
import { listParameterFaults } from "./families/list-parameters.js";
import { listFaults } from "./families/lists.js";
import { parameterFaults } from "./families/parameters.js";
import { responseFaults } from "./families/responses.js";
import { routingFaults } from "./families/routing.js";
import { schemeFaults } from "./families/schemes.js";
import { stateFaults } from "./families/state.js";
import { tokenFaults } from "./families/tokens.js";

export const FAMILIES: readonly (readonly Fault[])[] = [
  routingFaults,
  parameterFaults,
  listParameterFaults,
  bodyFaults,
  bodySchemaFaults,
  responseFaults,
  stateFaults,
  listFaults,
  authenticationFaults,
  tokenFaults,
  schemeFaults,
];

export const FAULTS: readonly Fault[] = FAMILIES.flat();
