/** Where the parts of an OpenAPI document stand that edits are about. */
import { isMap, listIn, mapIn, visit, type Tree, type TreeMap, type Visit } from "./tree.js";

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

export interface OperationPlace {
  readonly path: string;
  readonly method: string;
  readonly operation: TreeMap;
  readonly item: TreeMap;
}

export function operationsOf(tree: TreeMap): OperationPlace[] {
  return [...(mapIn(tree, "paths") ?? [])].flatMap(([path, item]) =>
    isMap(item)
      ? METHODS.flatMap((method) => {
          const operation = mapIn(item, method);
          return operation === null ? [] : [{ path, method, operation, item }];
        })
      : [],
  );
}

/** Every schema object, with those inside of others. */
export function schemasOf(tree: TreeMap): Visit[] {
  return visit(tree).filter(({ tree: one, path }) => isMap(one) && isSchemaPath(path));
}

/** Schemas with properties. */
export function objectSchemasOf(tree: TreeMap): TreeMap[] {
  return schemasOf(tree).flatMap(({ tree: schema }) => {
    const properties = mapIn(schema, "properties");
    return properties !== null && properties.size > 0 ? [schema as TreeMap] : [];
  });
}

/** Every list of parameters that is there. */
export function parameterListsOf(tree: TreeMap): Tree[][] {
  return visit(tree).flatMap(({ tree: one, path }) =>
    Array.isArray(one) && path.at(-1) === "parameters" && path[0] === "paths" ? [one] : [],
  );
}

/** Every parameter that is written out. */
export function parametersOf(tree: TreeMap): TreeMap[] {
  return visit(tree).flatMap(({ tree: one }) =>
    isMap(one) && typeof one.get("in") === "string" && typeof one.get("name") === "string"
      ? [one]
      : [],
  );
}

/** Responses that are written out: of operations and of components. */
export function responsesOf(tree: TreeMap): TreeMap[] {
  return visit(tree).flatMap(({ tree: one, path }) =>
    isMap(one) && path.at(-2) === "responses" && !one.has("$ref") ? [one] : [],
  );
}

export function extensionsOf(tree: TreeMap): Visit[] {
  return visit(tree).filter(({ tree: one, path }) => isMap(one) && path.at(-1) === "x-gen-bench");
}

export function schemaNamesOf(tree: TreeMap): string[] {
  return [...(mapIn(mapIn(tree, "components") ?? undefined, "schemas")?.keys() ?? [])];
}

export function propertyNamesOf(tree: TreeMap): string[] {
  return objectSchemasOf(tree).flatMap((schema) => [
    ...(mapIn(schema, "properties")?.keys() ?? []),
  ]);
}

/** The scheme names that requirements may name. */
export function schemeNamesOf(tree: TreeMap): string[] {
  return [...(mapIn(mapIn(tree, "components") ?? undefined, "securitySchemes")?.keys() ?? [])];
}

export function tagNamesOf(tree: TreeMap): string[] {
  return operationsOf(tree).flatMap(({ operation }) =>
    (listIn(operation, "tags") ?? []).filter((tag) => typeof tag === "string"),
  );
}

/** Below `schema`, `schemas`, or a keyword that holds schemas; not below values such as examples. */
function isSchemaPath(path: readonly (string | number)[]): boolean {
  let inside = false;
  for (let index = 0; index < path.length; index += 1) {
    const part = path[index];
    if (!inside) {
      if (part === "example" || part === "examples") return false;
      if (part === "schema") inside = true;
      else if (part === "schemas" && path[0] === "components" && index === 1) {
        if (path.length < 3) return false;
        inside = true;
        index += 1;
      }
    } else if (part === "properties") {
      index += 1;
      if (index >= path.length) return false;
    } else if (part === "allOf" || part === "oneOf" || part === "anyOf") {
      index += 1;
      if (index >= path.length) return false;
    } else if (part !== "items" && part !== "additionalProperties" && part !== "not") {
      return false;
    }
  }
  return inside;
}
