/** The probes of a document, as features that run after its scenarios. */
import type { Api } from "../../model/index.js";
import type { Feature } from "../format.js";
import { featureOf, type Family } from "./probe.js";
import { authentication } from "./authentication.js";
import { bodies } from "./bodies.js";
import { lists } from "./lists.js";
import { parameters } from "./parameters.js";
import { responses } from "./responses.js";
import { routing } from "./routing.js";
import { state } from "./state.js";
import { sharedOf, worldOf } from "./world.js";

const FAMILIES: readonly Family[] = [
  routing,
  parameters,
  bodies,
  responses,
  state,
  lists,
  authentication,
];

/** In a fixed order; the same for the same document and seed. */
export function probeFeatures(api: Api, seed: number): Feature[] {
  const world = worldOf(api, seed);
  const shared = sharedOf(world);
  return FAMILIES.map((family) => featureOf(family, world, shared));
}
