/** Parameters of an operation, those of its path item included (OpenAPI 3.1.1, Parameter Object). */
import type { Segment } from "../../model/index.js";
import {
  booleanOf,
  child,
  entryOf,
  itemsOf,
  stringOf,
  type Node,
  type Place,
} from "../../source/index.js";
import type { Context } from "../context.js";
import { resolve } from "../reference.js";
import type { RawParameter } from "./operation.js";

/** `tchar` of RFC 9110, section 5.6.2; also the name of a cookie (RFC 6265, section 4.1.1). */
export const TOKEN = /^[A-Za-z0-9!#$%&'*+\-.^_`|~]+$/;

/** OpenAPI says that these are ignored as parameters. */
const IGNORED_HEADERS: ReadonlySet<string> = new Set(["accept", "content-type", "authorization"]);

const STYLES: Readonly<Record<RawParameter["in"], string>> = {
  path: "simple",
  query: "form",
  header: "simple",
  cookie: "form",
};

/** In the document's order: those of the path item first, each replaced by the operation's own of the same name. */
export function readParameters(
  context: Context,
  pathItem: Node,
  operation: Node,
  segments: readonly Segment[],
  place: Place,
): readonly RawParameter[] {
  const shared = readList(context, child(pathItem, "parameters"));
  const own = readList(context, child(operation, "parameters"));
  const parameters = [
    ...shared.map((parameter) => own.find((one) => isSame(one, parameter)) ?? parameter),
    ...own.filter((parameter) => !shared.some((one) => isSame(one, parameter))),
  ];
  checkPathParameters(context, parameters, segments, place);
  return parameters.filter((parameter) => !isIgnored(context, parameter));
}

function isSame(a: RawParameter, b: RawParameter): boolean {
  return a.name === b.name && a.in === b.in;
}

function readList(context: Context, list: Node | undefined): readonly RawParameter[] {
  const found: RawParameter[] = [];
  for (const item of itemsOf(list)) {
    const parameter = readParameter(context, item);
    if (parameter === null) continue;
    if (found.some(({ name, in: where }) => name === parameter.name && where === parameter.in)) {
      context.report("duplicate-parameter", item.place, { name: parameter.name, in: parameter.in });
    } else {
      found.push(parameter);
    }
  }
  return found;
}

function readParameter(context: Context, item: Node): RawParameter | null {
  const node = resolve(context, item);
  const name = stringOf(child(node, "name")) ?? "";
  const where = (["path", "query", "header", "cookie"] as const).find(
    (word) => word === stringOf(child(node, "in")),
  );
  if (where === undefined) return null;
  const schema = child(node, "schema");
  const style = entryOf(node, "style");
  if (style !== undefined && stringOf(style.value) !== STYLES[where]) {
    context.report("parameter-serialization", style.place, {
      name,
      keyword: `style: ${stringOf(style.value) ?? ""}`,
    });
  }
  if (schema === undefined) {
    const place = entryOf(node, "content")?.place ?? node.place;
    context.report("parameter-serialization", place, { name, keyword: "content" });
    return null;
  }
  return {
    name,
    in: where,
    required: booleanOf(child(node, "required")) ?? false,
    place: entryOf(node, "name")?.value.place ?? node.place,
    node,
    schema,
    list: listStyle(where, booleanOf(child(node, "explode"))),
  };
}

/** OpenAPI 3.1.1, Style Values: form explodes unless it says otherwise, simple puts commas. */
function listStyle(where: RawParameter["in"], explode = true): RawParameter["list"] {
  switch (where) {
    case "query":
      return explode ? "repeated" : "commas";
    case "header":
      return "commas";
    case "path":
    case "cookie":
      return null;
  }
}

function checkPathParameters(
  context: Context,
  parameters: readonly RawParameter[],
  segments: readonly Segment[],
  place: Place,
): void {
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  for (const segment of segments) {
    if (segment.kind === "parameter" && !inPath.some(({ name }) => name === segment.name)) {
      context.report("path-parameter-undeclared", place, { name: segment.name });
    }
  }
  for (const { name, required, place: at } of inPath) {
    if (!segments.some((segment) => segment.kind === "parameter" && segment.name === name)) {
      context.report("path-parameter-unused", at, { name });
    }
    if (!required) context.report("path-parameter-optional", at, { name });
  }
}

function isIgnored(context: Context, { name, in: where, place }: RawParameter): boolean {
  if (where === "cookie" && !TOKEN.test(name))
    context.report("invalid-cookie-name", place, { name });
  if (where !== "header") return false;
  if (!TOKEN.test(name)) context.report("invalid-header-name", place, { name });
  if (!IGNORED_HEADERS.has(name.toLowerCase())) return false;
  context.report("ignored-header-parameter", place, { name });
  return true;
}
