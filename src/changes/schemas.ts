/** Differences of two schemas. What narrows breaks who writes, what widens breaks who reads. */
import type { LimitCode, ObjectSchema, Rule, Schema } from "../model/index.js";
import { code, REQUIRED, type Collector, type Direction, type Subject } from "./change.js";

export interface At {
  readonly subject: Subject;
  /** Way from the subject to the schema, "" for itself. */
  readonly path: string;
  readonly direction: Direction;
}

/** A component is told of as itself, since it may be used by many operations. */
export function compareSchemas(before: Schema, after: Schema, at: At, out: Collector): void {
  const component = after.component !== undefined && after.component === before.component;
  const here: At = component
    ? { ...at, subject: { kind: "schema", name: after.component ?? "" }, path: "" }
    : at;
  const what = here.path === "" ? "" : `${code(here.path)} `;
  const writes = here.direction === "request";
  const narrower = (text: string): void => out.add(here.subject, `${what}${text}`, writes);
  const wider = (text: string): void => out.add(here.subject, `${what}${text}`, !writes);
  if (before.type !== after.type) {
    const text = `is ${typeName(after)} instead of ${typeName(before)}`;
    if (contains(after, before)) wider(text);
    else if (contains(before, after)) narrower(text);
    else out.add(here.subject, `${what}${text}`, true);
    return;
  }
  if (before.nullable && !after.nullable) narrower("may no longer be null");
  if (!before.nullable && after.nullable) wider("may be null");
  compareFormats(before, after, narrower, wider);
  compareValues(before, after, narrower, wider);
  compareRules(before.rules, after.rules, narrower, (text) =>
    // Whoever reads hardly minds a longer text or a greater number.
    out.add(here.subject, `${what}${text}`, false),
  );
  if (JSON.stringify(before.default) !== JSON.stringify(after.default)) {
    const text =
      after.default === undefined
        ? "has no default any more"
        : `has the default ${code(JSON.stringify(after.default))}`;
    out.add(here.subject, `${what}${text}`, false);
  }
  if (before.type === "array" && after.type === "array") {
    compareSchemas(before.items, after.items, { ...here, path: `${here.path}[]` }, out);
  }
  if (before.type === "object" && after.type === "object") {
    compareObjects(before, after, here, out);
  }
}

function compareObjects(before: ObjectSchema, after: ObjectSchema, at: At, out: Collector): void {
  const writes = at.direction === "request";
  const old = new Map(before.properties.map((property) => [property.name, property]));
  const path = (name: string): string => (at.path === "" ? name : `${at.path}.${name}`);
  for (const property of after.properties) {
    const known = old.get(property.name);
    old.delete(property.name);
    const name = path(property.name);
    if (known === undefined) {
      const needed = property.required && writes;
      out.add(at.subject, `${code(name)} is new${needed ? REQUIRED : ""}`, needed);
      continue;
    }
    if (!known.required && property.required) {
      out.add(at.subject, `${code(name)} is required`, writes);
    }
    if (known.required && !property.required) {
      out.add(at.subject, `${code(name)} is optional`, !writes);
    }
    compareSchemas(known.schema, property.schema, { ...at, path: name }, out);
  }
  for (const name of old.keys()) out.add(at.subject, `${code(path(name))} is gone`, true);
  if (before.additionalProperties !== "refuse" && after.additionalProperties === "refuse") {
    out.add(
      at.subject,
      `${at.path === "" ? "" : `${code(at.path)} `}refuses other properties`,
      writes,
    );
  }
}

type Tell = (text: string) => void;

/** Formats from the narrowest to the widest; without one anything goes. */
const NUMBERS = ["int32", "int64", "float", "double"];

function compareFormats(before: Schema, after: Schema, narrower: Tell, wider: Tell): void {
  const [old, now] = [formatOf(before), formatOf(after)];
  if (old === now) return;
  if (now === undefined) wider(`has the format ${String(old)} no more`);
  else if (old !== undefined && NUMBERS.indexOf(old) < NUMBERS.indexOf(now))
    wider(`has the format ${now}`);
  else narrower(`has the format ${now}`);
}

function formatOf(schema: Schema): string | undefined {
  return "format" in schema ? schema.format : undefined;
}

function compareValues(before: Schema, after: Schema, narrower: Tell, wider: Tell): void {
  const [old, now] = [valuesOf(before.rules), valuesOf(after.rules)];
  if (old === null && now === null) return;
  if (old === null) return narrower(`has to be one of ${code((now ?? []).join(", "))}`);
  if (now === null) return wider("may have any value");
  const gone = old.filter((value) => !now.includes(value));
  const come = now.filter((value) => !old.includes(value));
  if (gone.length > 0) narrower(`cannot be ${code(gone.join(", "))} any more`);
  if (come.length > 0) wider(`may be ${code(come.join(", "))}`);
}

/** As JSON; `null` where any value goes. */
function valuesOf(rules: readonly Rule[]): readonly string[] | null {
  for (const rule of rules) {
    if (rule.code === "enum") return rule.values.map((value) => JSON.stringify(value));
    if (rule.code === "const") return [JSON.stringify(rule.value)];
  }
  return null;
}

/** Whether a greater limit lets less through. */
const LOWER: Readonly<Record<LimitCode, boolean>> = {
  minLength: true,
  minimum: true,
  exclusiveMinimum: true,
  minItems: true,
  minProperties: true,
  maxLength: false,
  maximum: false,
  exclusiveMaximum: false,
  maxItems: false,
  multipleOf: true,
};

function compareRules(
  before: readonly Rule[],
  after: readonly Rule[],
  narrower: Tell,
  wider: Tell,
): void {
  for (const rule of after) {
    const known = before.find((one) => one.code === rule.code);
    switch (rule.code) {
      case "enum":
      case "const":
      case "format":
        break;
      case "pattern": {
        const same = before.some((one) => one.code === "pattern" && one.pattern === rule.pattern);
        if (!same) narrower(`has to match ${code(rule.pattern)}`);
        break;
      }
      case "uniqueItems":
        if (known === undefined) narrower("may not have items twice");
        break;
      default: {
        const text = `has ${rule.code} ${rule.limit}`;
        if (known === undefined) narrower(text);
        else if ("limit" in known && known.limit !== rule.limit) {
          if (known.limit < rule.limit === LOWER[rule.code])
            narrower(`${text}, not ${known.limit}`);
          else wider(`${text}, not ${known.limit}`);
        }
      }
    }
  }
  for (const rule of before) {
    if (rule.code === "enum" || rule.code === "const" || rule.code === "format") continue;
    if (rule.code === "pattern") {
      const same = after.some((one) => one.code === "pattern" && one.pattern === rule.pattern);
      if (!same) wider(`need not match ${code(rule.pattern)} any more`);
    } else if (!after.some((one) => one.code === rule.code)) {
      wider(`has no ${rule.code} any more`);
    }
  }
}

function typeName(schema: Schema): string {
  return schema.type === "any" ? "anything" : schema.type;
}

/** Whether every value of the inner type is one of the outer. */
function contains(outer: Schema, inner: Schema): boolean {
  if (outer.type === "any") return true;
  return (
    (outer.type === "number" && inner.type === "integer") ||
    (outer.nullable && inner.type === "null")
  );
}
