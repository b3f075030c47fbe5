/** Lists that a client can make as long as it likes, and filters that take what no row can have. */
import type { LintedOperation } from "./lint.js";

const MOST: ReadonlySet<string> = new Set(["maximum", "exclusiveMaximum"]);

/** Every integer has a maximum, that of its format at least. */
const INT32_MAX = 2 ** 31 - 1;

export function lintList({ document: { context }, api, raw, operation }: LintedOperation): void {
  const { behavior } = operation;
  if (behavior.kind !== "list") return;
  const { paging, filters, entity } = behavior;
  if (paging === null) context.report("list-without-paging", raw.place, { operation: raw.name });
  const size = paging?.style === "page" ? paging.size : (paging?.limit ?? null);
  for (const { name, schema, in: part } of operation.parameters) {
    const place = raw.parameters.find((one) => one.name === name && one.in === part)?.place;
    if (place === undefined) continue;
    const limited = schema.rules.some(
      (rule) =>
        rule.code === "enum" || ("limit" in rule && rule.limit < INT32_MAX && MOST.has(rule.code)),
    );
    if (name === size && part === "query" && !limited) {
      context.report("page-size-limit", place, { name });
    }
    const filter = filters.find((one) => one.parameter === name && one.in === part);
    const field = api.entities
      .find((one) => one.name === entity)
      ?.fields.find((one) => one.name === filter?.field);
    if (filter?.match !== "equal" || field?.schema.type !== "string") continue;
    const { choices, format } = field.schema;
    const isFree =
      schema.type === "string" && schema.choices === undefined && schema.format === undefined;
    if (isFree && (choices !== undefined || format !== undefined)) {
      context.report("unconstrained-filter", place, { name, field: field.name });
    }
  }
}
