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

export interface Shape {
  /** Problems of a whole file; none when it fits. */
  checkFile(value: Json): ShapeProblem[];
  /** Whether a step still fits once its variables are filled in, else what is wrong. */
  checkAction(kind: Action["kind"], value: Json): string | null;
}

/** Compiles the schema once for a run. */
export function createShape(): Shape {
  const ajv = new Ajv2020({
    allErrors: true,
    strict: true,
    strictRequired: false,
    strictTypes: false,
  });
  const file = ajv.compile(schema);
  const steps = new Map<string, ValidateFunction>();
  for (const kind of ["request", "websocket", "sql", "sign"] as const) {
    steps.set(kind, ajv.compile({ $ref: `${schema.$id}#/$defs/${kind}Step` }));
  }
  return {
    checkFile: (value) => (file(value) ? [] : tell(file.errors ?? [])),
    checkAction(kind, value) {
      const check = steps.get(kind);
      if (check === undefined || check(value)) return null;
      const [first] = tell(check.errors ?? []);
      return first === undefined ? "does not fit" : `${first.pointer} ${first.message}`;
    },
  };
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
  const problems = chosen.map((error) => ({
    pointer: pointerOf(error),
    message: messageOf(error),
  }));
  const known = new Set<string>();
  return problems.filter(({ pointer, message }) => {
    const key = `${pointer} ${message}`;
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
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
