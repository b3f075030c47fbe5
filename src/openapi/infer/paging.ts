/** Which parameters page a list, and what its page envelope is made of. */
import type { Entity, Envelope, Paging, Schema } from "../../model/index.js";
import { numberOf, stringOf } from "../../source/index.js";
import type { Answer } from "../entities/answer.js";
import type { RawOperation, RawParameter } from "../read/operation.js";
import { limitRule, inOrder } from "../schema/rules.js";
import type { Inference } from "./inference.js";

type PagePart = "number" | "size" | "limit" | "offset";

/** Names that say by themselves which part of paging a parameter is. */
const PARTS: Readonly<Record<string, PagePart>> = {
  page: "number",
  page_size: "size",
  pageSize: "size",
  per_page: "size",
  perPage: "size",
  size: "size",
  limit: "limit",
  offset: "offset",
};

/** Rows of a page where nothing else is said. */
const DEFAULT_SIZE = 20;

export interface PagingFound {
  readonly paging: Paging | null;
  readonly used: readonly RawParameter[];
  /** With the least value that makes sense, where the document names none. */
  readonly narrowed: ReadonlyMap<RawParameter, Schema>;
}

export function findPaging(
  inference: Inference,
  operation: RawOperation,
  entity: Entity,
): PagingFound {
  const { context } = inference.document;
  const parts = new Map<PagePart, RawParameter>();
  for (const parameter of operation.parameters) {
    const part = partOf(inference, parameter, entity);
    if (part === null) continue;
    const other = parts.get(part);
    if (other === undefined) parts.set(part, parameter);
    else {
      const problem = `"${other.name}" is the ${part} already`;
      context.report("paging-parameter", parameter.place, { name: parameter.name, problem });
    }
  }
  const narrowed = new Map<RawParameter, Schema>();
  for (const [part, parameter] of parts) narrow(inference, parameter, part, narrowed);
  const schemaOf = (parameter: RawParameter | undefined): Schema | undefined =>
    parameter === undefined ? undefined : narrowed.get(parameter);
  const page = parts.get("number");
  const offset = parts.get("offset");
  const size = parts.get("size") ?? parts.get("limit");
  const said = numberOf(context.vocabulary.read(operation.node, "pageSize"));
  if (page !== undefined && offset !== undefined) {
    const problem = `"${page.name}" pages it already`;
    context.report("paging-parameter", offset.place, { name: offset.name, problem });
  }
  const defaultSize = sizeOf(schemaOf(size), said);
  const used = [...parts.values()];
  if (page !== undefined) {
    return {
      used,
      narrowed,
      paging: { style: "page", page: page.name, size: size?.name ?? null, defaultSize },
    };
  }
  if (size === undefined && offset === undefined) return { used, narrowed, paging: null };
  return {
    used,
    narrowed,
    paging: {
      style: "offset",
      limit: size?.name ?? null,
      offset: offset?.name ?? null,
      defaultSize,
    },
  };
}

/** What is said counts, then a field of that name, then the names that everybody knows. */
function partOf(
  { document }: Inference,
  { node, name, in: where }: RawParameter,
  entity: Entity,
): PagePart | null {
  const said = stringOf(document.context.vocabulary.read(node, "page"));
  const part = (["number", "size", "limit", "offset"] as const).find((word) => word === said);
  if (part !== undefined) return part;
  if (where !== "query" || document.context.vocabulary.read(node, "filter") !== undefined)
    return null;
  if (entity.fields.some((field) => field.name === name)) return null;
  return Object.hasOwn(PARTS, name) ? (PARTS[name] ?? null) : null;
}

function narrow(
  { document }: Inference,
  parameter: RawParameter,
  part: PagePart,
  narrowed: Map<RawParameter, Schema>,
): void {
  const { name, place } = parameter;
  const schema = document.reader.lower(parameter.schema, "request");
  const least = part === "offset" ? 0 : 1;
  if (schema.type !== "integer") {
    document.context.report("paging-parameter", place, { name, problem: "it is not an integer" });
    return;
  }
  const minimum = schema.rules.find((rule) => rule.code === "minimum");
  const own = minimum !== undefined && "limit" in minimum ? minimum.limit : -Infinity;
  const rest = schema.rules.filter(({ code }) => code !== "minimum");
  if (part === "number" && own === 0) {
    document.context.report("paging-parameter", place, {
      name,
      problem: "pages are counted from 1",
    });
  }
  if (typeof schema.default === "number" && schema.default < least) {
    document.context.report("paging-parameter", place, {
      name,
      problem: `its default is less than ${least}`,
    });
  }
  const rules = inOrder([limitRule("minimum", Math.max(own, least)), ...rest]);
  narrowed.set(parameter, { ...schema, rules });
}

function sizeOf(schema: Schema | undefined, said: number | undefined): number {
  if (typeof schema?.default === "number") return schema.default;
  if (said !== undefined) return said;
  const maximum = schema?.rules.find((rule) => rule.code === "maximum");
  const most = maximum !== undefined && "limit" in maximum ? maximum.limit : DEFAULT_SIZE;
  return Math.min(most, DEFAULT_SIZE);
}

type EnvelopePart = "items" | "count" | "next" | "previous";

const ENVELOPE: Readonly<Record<string, EnvelopePart>> = {
  count: "count",
  total: "count",
  total_count: "count",
  totalCount: "count",
  next: "next",
  previous: "previous",
  prev: "previous",
};

/** The envelope around the items; `null` for a bare array. */
export function findEnvelope(inference: Inference, { many, response }: Answer): Envelope | null {
  const { context, reader } = inference.document;
  const items = many?.property;
  if (items === undefined || items === null || response.schema === null) return null;
  const names = new Map<EnvelopePart, string>([["items", items.name]]);
  const order: EnvelopePart[] = [];
  for (const property of reader.properties(response.schema)) {
    const { name, place, required } = property;
    const said = (["items", "count", "next", "previous"] as const).find(
      (word) => word === stringOf(property.vocabulary("page")),
    );
    const part =
      name === items.name
        ? "items"
        : (said ?? (Object.hasOwn(ENVELOPE, name) ? ENVELOPE[name] : undefined));
    if (property.writeOnly) continue;
    if (part === undefined) {
      if (required)
        context.report("envelope-property", place, {
          property: name,
          problem: "is none that can be filled",
        });
      else context.report("idle-envelope-property", place, { property: name });
      continue;
    }
    if (part !== "items" && names.has(part)) {
      context.report("envelope-property", place, {
        property: name,
        problem: `is the ${part} for the second time`,
      });
      continue;
    }
    const problem = envelopeProblem(part, reader.lowerProperty(property, "response"), required);
    if (problem !== null) context.report("envelope-property", place, { property: name, problem });
    names.set(part, name);
    order.push(part);
  }
  return {
    items: items.name,
    count: names.get("count") ?? null,
    next: names.get("next") ?? null,
    previous: names.get("previous") ?? null,
    order,
  };
}

function envelopeProblem(part: EnvelopePart, schema: Schema, required: boolean): string | null {
  switch (part) {
    case "items":
      return schema.type === "array" ? null : "has to be an array";
    case "count":
      return schema.type === "integer" || schema.type === "number" ? null : "has to be an integer";
    case "next":
    case "previous":
      if (schema.type !== "string") return "has to be a text or null";
      return schema.nullable || !required ? null : "has to allow null, which stands at either end";
  }
}
