/** What a schema cannot see: names of accounts and expectations that nobody defined, patterns that do not compile. */
import type { Json } from "../model/index.js";
import type { Caller, Feature, Shared, Step } from "./format.js";
import type { Problem } from "./load.js";
import { isObject } from "./variables.js";

/** A step without a place was not read from a file. */
const NOWHERE = { file: "probe", line: 1, column: 1 };

/** Problems of one feature, in the order of its steps. */
export function checkNames(feature: Feature, shared: Shared): Problem[] {
  const steps = [...feature.setup, ...feature.scenarios.flatMap((scenario) => scenario.steps)];
  return [...new Set(steps)].flatMap((step) =>
    messages(step, shared).map((message) => ({ ...(step.place ?? NOWHERE), message })),
  );
}

function messages(step: Step, shared: Shared): string[] {
  switch (step.action.kind) {
    case "request": {
      const { as, token, expect } = step.action.data;
      return [
        ...unknownCaller(as, shared),
        ...unknownCaller(token?.of, shared),
        ...(typeof expect === "string"
          ? unknownExpectation(expect, shared)
          : brokenPatterns(expect)),
      ];
    }
    case "websocket":
      return unknownCaller(step.action.data.as, shared);
    case "sign":
      return unknownCaller(step.action.data.sign.of, shared);
    case "sql":
      return brokenPatterns(step.action.data.rows ?? []);
    case "race":
    case "pace":
    case "walk":
      return unknownCaller(step.action.data.request.as, shared);
  }
}

function unknownCaller(caller: Caller | undefined, shared: Shared): string[] {
  if (caller === undefined) return [];
  if (shared.login === null) return ["the shared file does not say how to log in"];
  if (typeof caller !== "string" || caller.includes("${") || Object.hasOwn(shared.accounts, caller))
    return [];
  return [`no account is called ${caller}: ${Object.keys(shared.accounts).join(", ")}`];
}

function unknownExpectation(name: string, shared: Shared): string[] {
  if (name.includes("${") || Object.hasOwn(shared.expectations, name)) return [];
  return [`no expectation is called ${name}: ${Object.keys(shared.expectations).join(", ")}`];
}

function brokenPatterns(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(brokenPatterns);
  if (!isObject(value as Json)) return [];
  return Object.entries(value as object).flatMap(([name, part]: [string, unknown]) =>
    ["pattern", "lacks", "$pattern"].includes(name)
      ? [part].flat().flatMap((pattern) => broken(String(pattern)))
      : brokenPatterns(part),
  );
}

function broken(pattern: string): string[] {
  if (pattern.includes("${")) return [];
  try {
    return new RegExp(pattern, "u").source === "(?:)"
      ? ["an empty pattern matches everything"]
      : [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}
