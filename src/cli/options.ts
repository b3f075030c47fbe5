/** Options that several commands share, and the reading of values that yargs does not check. */
import { UsageError } from "../diagnostics/errors.js";

export const SPEC = {
  type: "string",
  requiresArg: true,
  describe:
    "OpenAPI document, YAML or JSON (default: the configuration's, else spec/openapi.yaml here, else the shipped one)",
} as const;

export const CONFIG = {
  type: "string",
  requiresArg: true,
  describe: "configuration (default: gen-bench.config.yaml here, if there is one)",
} as const;

export const OUT = { type: "string", requiresArg: true, describe: "output folder" } as const;

export const CHECK = {
  type: "boolean",
  describe: "write nothing; exit 1 when the folder is not current",
} as const;

export const FORCE = {
  type: "boolean",
  describe: "overwrite files that were edited or not generated",
} as const;

export const SCENARIOS = {
  type: "string",
  requiresArg: true,
  describe: "folder of scenarios (default: contract/ beside the document)",
} as const;

export const TEMPLATES = {
  type: "string",
  requiresArg: true,
  describe: "folder of templates of your own: more targets, or others in place of ours",
} as const;

export const HANDLERS = {
  type: "string",
  requiresArg: true,
  describe:
    "folder of handlers of custom operations, shared by all targets (default: the configuration's, else each target has its own)",
} as const;

/** As a generator of random numbers with 32 bits of state takes it. */
export const LARGEST_SEED = 2 ** 32 - 1;

export const TARGETS = {
  type: "string",
  requiresArg: true,
  demandOption: true,
  describe: "names between commas; one alone, or one that is named twice, runs in two processes",
} as const;

export const FORMAT = {
  choices: ["text", "json"] as const,
  default: "text" as const,
  describe: "for people or for machines",
};

/**
 * The value of an option that may be given once; yargs makes a list of one that is repeated.
 * @throws UsageError when it was repeated, or given an empty value
 */
export function once(name: string, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value === "string" && value !== "") return value;
  throw new UsageError(
    typeof value === "string" ? `--${name} is empty` : `--${name} was given more than once`,
  );
}

/** @throws UsageError when the value is no whole number from `minimum` to `maximum` */
export function integer(
  name: string,
  value: unknown,
  minimum: number,
  maximum: number,
): number | undefined {
  if (value === undefined) return undefined;
  if (
    typeof value === "number" &&
    Number.isInteger(value) &&
    value >= minimum &&
    value <= maximum
  ) {
    return value;
  }
  throw new UsageError(`--${name} must be a whole number from ${minimum} to ${maximum}`);
}
