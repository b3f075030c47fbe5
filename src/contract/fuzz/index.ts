/** Mutated requests by the thousand: nothing that a client sends may be an error of the server. */
export { createRandom, type Random } from "./random.js";
export { fuzzRound, type RoundOptions, type RoundResult } from "./round.js";
