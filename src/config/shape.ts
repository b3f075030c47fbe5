/** Checks a configuration by the JSON Schema that editors complete it with. */
import type { ErrorObject } from "ajv";
import schema from "../../spec/config.schema.json" with { type: "json" };
import type { Reporter } from "../diagnostics/index.js";
import { didYouMean } from "../diagnostics/suggest.js";
import { locate, toJson, type Node } from "../source/index.js";
import { config } from "./shape.checks.js";

/** Reports what does not fit, at its place. */
export function checkShape(root: Node, report: Reporter["report"]): void {
  if (config(toJson(root))) return;
  for (const error of meant(config.errors ?? [])) tell(error, root, report);
}

/**
 * Of alternatives each complains of what it is not. Where one went deeper or was of the right type, that is what was
 * meant; else `anyOf` says that none fits.
 */
function meant(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const inside = errors.filter(
    ({ schemaPath, keyword }) =>
      schemaPath.includes("/anyOf/") && keyword !== "const" && !isTypeOfAlternative(schemaPath),
  );
  return errors.filter((error) => {
    if (error.keyword === "anyOf") {
      return !inside.some(({ instancePath }) => instancePath.startsWith(error.instancePath));
    }
    return !error.schemaPath.includes("/anyOf/") || inside.includes(error);
  });
}

function isTypeOfAlternative(schemaPath: string): boolean {
  return /\/anyOf\/\d+\/type$/.test(schemaPath);
}

function tell(error: ErrorObject, root: Node, report: Reporter["report"]): void {
  const { place } = locate(root, error.instancePath);
  const subject = error.instancePath === "" ? "a configuration" : error.instancePath.slice(1);
  switch (error.keyword) {
    case "additionalProperties": {
      const name = String(error.params["additionalProperty"]);
      const at = locate(root, `${error.instancePath}/${escaped(name)}`).place;
      const suggestion = didYouMean(name, Object.keys(schema.properties));
      report("unknown-setting", at, { name, suggestion });
      return;
    }
    case "required": {
      const missing = String(error.params["missingProperty"]);
      report("invalid-setting", place, { subject, problem: `needs "${missing}"` });
      return;
    }
    case "anyOf":
      report("invalid-setting", place, {
        subject,
        problem: "must be all, a list of targets, or a map from target to folder",
      });
      return;
    case "minLength":
    case "minItems":
    case "minProperties":
      report("invalid-setting", place, { subject, problem: "must not be empty" });
      return;
    case "type":
      report("invalid-setting", place, { subject, problem: `must be a ${error.params["type"]}` });
      return;
    default:
      report("invalid-setting", place, { subject, problem: error.message ?? "is wrong" });
  }
}

/** As a token of a JSON Pointer (RFC 6901). */
function escaped(name: string): string {
  return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
