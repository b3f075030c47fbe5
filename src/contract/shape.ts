/** The shape of scenario files, checked by `spec/contract.schema.json`. */
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import schema from "../../spec/contract.schema.json" with { type: "json" };
import type { Json } from "../model/index.js";
import type { Action } from "./format.js";

export interface ShapeProblem {
  /** JSON Pointer into the file. */
  readonly pointer: string;
  readonly message: string;
}

const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  strictTypes: false,
});
const file = ajv.compile(schema);
const actions: Readonly<Partial<Record<Action["kind"], ValidateFunction>>> = {
  request: ajv.compile({ $ref: `${schema.$id}#/$defs/requestStep` }),
  websocket: ajv.compile({ $ref: `${schema.$id}#/$defs/websocketStep` }),
  sql: ajv.compile({ $ref: `${schema.$id}#/$defs/sqlStep` }),
  sign: ajv.compile({ $ref: `${schema.$id}#/$defs/signStep` }),
};

/** Problems of a whole file; none when it fits. */
export function checkFile(value: Json): ShapeProblem[] {
  return file(value) ? [] : tell(file.errors ?? []);
}

/** Whether a step still fits once its variables are filled in, else what is wrong. */
export function checkAction(kind: Action["kind"], value: Json): string | null {
  const check = actions[kind];
  // Races and walks are made by code only, which the compiler has checked.
  if (check === undefined || check(value)) return null;
  const [first] = tell(check.errors ?? []);
  return first === undefined ? "does not fit" : `${first.pointer} ${first.message}`;
}

/** Keywords that only pass on what another one found. */
const composing: readonly string[] = ["if", "oneOf", "anyOf", "allOf", "$ref"];

function tell(errors: readonly ErrorObject[]): ShapeProblem[] {
  const own = errors.filter(
    // That a part is no placeholder either says nothing.
    (error) => !composing.includes(error.keyword) && !error.schemaPath.includes("/placeholder/"),
  );
  // Where a part is wrong, "unevaluated" properties around it are only its echo.
  const plain = own.filter((error) => error.keyword !== "unevaluatedProperties");
  const chosen = plain.length > 0 ? plain : own.length > 0 ? own : errors;
  return deepest(chosen.map((error) => ({ pointer: pointerOf(error), message: messageOf(error) })));
}

/**
 * Of alternatives each complains. The one that was meant got furthest, so that what lies above another problem is
 * dropped; of several at one place the types are told together and otherwise the first counts.
 */
function deepest(problems: readonly ShapeProblem[]): ShapeProblem[] {
  const kept = new Map<string, string>();
  for (const { pointer, message } of problems) {
    if (problems.some((other) => other.pointer.startsWith(`${pointer}/`))) continue;
    const known = kept.get(pointer);
    if (known === undefined) kept.set(pointer, message);
    else if (isType(known) && isType(message) && !known.includes(message.slice(8))) {
      kept.set(pointer, `${known} or ${message.slice(8)}`);
    }
  }
  return [...kept].map(([pointer, message]) => ({ pointer, message }));
}

function isType(message: string): boolean {
  return /^must be (?:string|array|object|integer|boolean|null)/.test(message);
}

function pointerOf(error: ErrorObject): string {
  const params = error.params as { additionalProperty?: string; unevaluatedProperty?: string };
  const name = params.additionalProperty ?? params.unevaluatedProperty;
  return name === undefined
    ? error.instancePath
    : `${error.instancePath}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
}

function messageOf(error: ErrorObject): string {
  const params = error.params as { allowedValues?: readonly string[]; missingProperty?: string };
  switch (error.keyword) {
    case "additionalProperties":
    case "unevaluatedProperties":
      return "is not a known key here";
    case "required":
      return `lacks ${params.missingProperty ?? ""}`;
    case "enum":
      return `must be one of ${params.allowedValues?.join(", ") ?? ""}`;
    default:
      return error.message ?? "is wrong";
  }
}
