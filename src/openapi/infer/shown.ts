/** The fields that a response shows. */
import type { Entity, ShownField } from "../../model/index.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import type { Node } from "../../source/index.js";
import { sendingProblem } from "../entities/fit.js";
import type { Inference } from "./inference.js";

/** In the order of the response's schema. Properties that no field can fill are reported. */
export function shownFields(
  inference: Inference,
  entity: Entity,
  schema: Node,
): readonly ShownField[] {
  const { context, reader } = inference.document;
  return reader.properties(schema).flatMap((property): ShownField[] => {
    const { name, place, required } = property;
    if (property.writeOnly) return [];
    const field = entity.fields.find((one) => one.name === name);
    if (field === undefined) {
      const suggestion = didYouMean(
        name,
        entity.fields.map((one) => one.name),
      );
      context.report("no-such-field", place, { entity: entity.name, field: name, suggestion });
      return [];
    }
    if (field.role.kind === "password") {
      context.report("password-shown", place, { property: name });
      return [];
    }
    const own = reader.lowerProperty(property, "response");
    const shown = field.role.kind === "owner" ? accountField(inference, field.role) : field.schema;
    const problem = shown === null ? null : sendingProblem(own, shown);
    if (problem !== null)
      context.report("field-type", place, { property: name, entity: entity.name, problem });
    const omitNull = field.nullable && field.nullAs === null && !own.nullable;
    if (omitNull && required)
      context.report("null-not-allowed", place, { property: name, entity: entity.name });
    return [{ property: name, field: name, omitNull }];
  });
}

function accountField(
  { entities }: Inference,
  { account, shows }: { readonly account: string; readonly shows: string },
): Entity["fields"][number]["schema"] | null {
  return entities.get(account)?.fields.find(({ name }) => name === shows)?.schema ?? null;
}
