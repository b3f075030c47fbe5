/** Checks what stands under `x-gen-bench` by the JSON Schema that editors complete it with. */
import type { ErrorObject, ValidateFunction } from "ajv";
import { didYouMean } from "../diagnostics/suggest.js";
import { locate, toJson, type Entry, type Place } from "../source/index.js";
import type { VocabularyPlace } from "./objects.js";
import * as checks from "./vocabulary.checks.js";

export interface VocabularyProblem {
  readonly place: Place;
  readonly problem: string;
  readonly suggestion: string;
}

const CHECKS: Readonly<Record<VocabularyPlace, ValidateFunction>> = checks;

/** @param extension the entry `x-gen-bench` */
export function checkVocabulary(
  place: VocabularyPlace,
  extension: Entry,
): readonly VocabularyProblem[] {
  const validate = CHECKS[place];
  if (validate(toJson(extension.value))) return [];
  return (validate.errors ?? [])
    .filter((error) => error.keyword !== "anyOf")
    .map((error) => describe(error, extension));
}

function describe(error: ErrorObject, extension: Entry): VocabularyProblem {
  const { node, place } = locate(extension.value, error.instancePath);
  const at = error.instancePath === "" ? extension.place : place;
  const subject = error.instancePath === "" ? "x-gen-bench" : error.instancePath.slice(1);
  switch (error.keyword) {
    case "additionalProperties": {
      const name = String(error.params["additionalProperty"]);
      return {
        place: locate(node, `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`).place,
        problem: `"${name}" cannot be said here`,
        suggestion: didYouMean(name, namesOf(error.parentSchema)),
      };
    }
    case "enum": {
      const words = Array.isArray(error.schema) ? error.schema.map(String) : [];
      return {
        place: node.place,
        problem: `"${subject}" must be one of ${words.join(", ")}`,
        suggestion: didYouMean(String(error.data), words),
      };
    }
    case "const":
      return {
        place: node.place,
        problem: `"${subject}" must be ${JSON.stringify(error.schema)}`,
        suggestion: "",
      };
    default:
      return {
        place: at,
        problem: `"${subject}" ${error.message?.replace("NOT", "not") ?? "is not valid"}`,
        suggestion: "",
      };
  }
}

function namesOf(schema: ErrorObject["parentSchema"]): readonly string[] {
  const properties: unknown = schema?.["properties"];
  return typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
}
