/**
 * Every diagnostic that there is: its code, how bad it is, what it says and what to do. `{name}` stands for a
 * parameter. An error ends the run; a warning tells of something that has no effect, or of a risk; a hint of something that
 * would be better otherwise. Only `gen-bench lint` tells of risks and gives hints.
 */
import { authCodes } from "./catalogue/auth.js";
import { configurationCodes } from "./catalogue/configuration.js";
import { documentCodes } from "./catalogue/document.js";
import { entityCodes } from "./catalogue/entities.js";
import { lintCodes } from "./catalogue/lint.js";
import { operationCodes } from "./catalogue/operations.js";
import { pathCodes } from "./catalogue/paths.js";
import { responseCodes } from "./catalogue/responses.js";
import { schemaCodes } from "./catalogue/schemas.js";
import { textCodes } from "./catalogue/text.js";
import type { Parameters } from "./template.js";

export type Severity = "error" | "warning" | "hint";

export const catalogue = {
  ...textCodes,
  ...configurationCodes,
  ...documentCodes,
  ...schemaCodes,
  ...pathCodes,
  ...operationCodes,
  ...responseCodes,
  ...entityCodes,
  ...authCodes,
  ...lintCodes,
};

/** Names of the rules of `gen-bench lint`. */
export const LINT_RULES: readonly string[] = Object.keys(lintCodes);

export type Code = keyof typeof catalogue;

/** What the message and the remedy of a code have to be given. */
export type ParametersOf<C extends Code> = Parameters<
  (typeof catalogue)[C]["message"] | (typeof catalogue)[C]["remedy"]
>;
