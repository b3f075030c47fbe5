/** Lists: filters, paging, envelope. */
import type { Entity, Field, Filter, ShownField } from "../../model/index.js";
import { didYouMean } from "../../diagnostics/suggest.js";
import { stringOf, type Node } from "../../source/index.js";
import { answerOf } from "../entities/answer.js";
import type { RawOperation, RawParameter } from "../read/operation.js";
import { entityOf, isOwned, labelOf, refuse, type Inference, type Inferred } from "./inference.js";
import { findEnvelope, findPaging } from "./paging.js";
import { shownFields } from "./shown.js";

export function inferList(
  inference: Inference,
  operation: RawOperation,
  because: string,
): Inferred | null {
  const answer = answerOf(inference.document, operation);
  const entity = entityOf(inference, answer?.many?.component);
  if (answer === null || answer.many === null || entity === null) {
    return refuse(
      inference,
      operation,
      "list",
      "its answer is no array of, or page envelope around, a stored component",
    );
  }
  if (operation.segments.some(({ kind }) => kind === "parameter")) {
    return refuse(
      inference,
      operation,
      "list",
      "its path has parameters, and lists below an item are not served",
    );
  }
  const paging = findPaging(inference, operation, entity);
  const filters: Filter[] = [];
  const used = [...paging.used];
  for (const parameter of operation.parameters) {
    if (paging.used.includes(parameter)) continue;
    const filter = filterOf(inference, parameter, entity);
    if (filter === "none") continue;
    if (filter !== "refused") filters.push(filter);
    used.push(parameter);
  }
  return {
    because,
    used,
    body: null,
    narrowed: paging.narrowed,
    behavior: {
      kind: "list",
      entity: entity.name,
      label: labelOf(inference, answer.many.component),
      status: answer.response.status ?? 200,
      shown: itemFields(inference, entity, answer.many.schema),
      owned: isOwned(inference, entity, operation),
      filters,
      paging: paging.paging,
      envelope: findEnvelope(inference, answer),
    },
  };
}

/** A row without a column would be no row: no statement could tell how many there are. */
function itemFields(inference: Inference, entity: Entity, schema: Node): readonly ShownField[] {
  const { context, reader } = inference.document;
  if (reader.properties(schema).every(({ writeOnly }) => writeOnly)) {
    context.report("nothing-shown", schema.place, { entity: entity.name });
  }
  return shownFields(inference, entity, schema);
}

/** A query parameter named as a field filters by it; others say which field they mean. */
function filterOf(
  { document: { context } }: Inference,
  parameter: RawParameter,
  entity: Entity,
): Filter | "none" | "refused" {
  const { name, node, in: where, place } = parameter;
  if (where === "path") return "none";
  const said = context.vocabulary.read(node, "filter");
  const matching = context.vocabulary.read(node, "match");
  const match =
    (["equal", "contains", "anyCase"] as const).find((word) => word === stringOf(matching)) ??
    "equal";
  const fieldName = stringOf(said) ?? name;
  const field = entity.fields.find((one) => one.name === fieldName);
  if (field === undefined) {
    const reference = said ?? matching;
    if (reference !== undefined) {
      const suggestion = didYouMean(
        fieldName,
        entity.fields.map((one) => one.name),
      );
      context.report("no-such-field", reference.place, {
        entity: entity.name,
        field: fieldName,
        suggestion,
      });
    }
    return reference === undefined ? "none" : "refused";
  }
  if (said === undefined && where !== "query") return "none";
  const problem = filterProblem(field);
  if (problem !== null) {
    context.report("filter-type", place, { name, field: field.name, problem });
    return "refused";
  }
  return { parameter: name, in: where, field: field.name, match };
}

function filterProblem({ role, schema }: Field): string | null {
  if (role.kind === "password") return "a password can only be compared with its hash";
  if (role.kind === "owner") return null;
  switch (schema.type) {
    case "object":
    case "any":
    case "null":
      return "free-form values are not compared";
    case "array":
      return schema.items.type === "object" ||
        schema.items.type === "any" ||
        schema.items.type === "array"
        ? "its items are not compared"
        : null;
    default:
      return null;
  }
}
