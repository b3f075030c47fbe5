/** All operations of a document, in its order. */
import { seenFrom } from "../../diagnostics/index.js";
import type { Method } from "../../model/index.js";
import {
  child,
  entriesOf,
  entryOf,
  itemsOf,
  stringOf,
  type Entry,
  type Node,
  type Place,
} from "../../source/index.js";
import type { Context } from "../context.js";
import { resolve } from "../reference.js";
import type { AccessReader } from "./access.js";
import { readBody, readResponses } from "./content.js";
import type { RawOperation } from "./operation.js";
import { readParameters } from "./parameters.js";
import { checkAmbiguity, readPath, type ReadPath } from "./path.js";

const METHODS: readonly Method[] = ["get", "put", "post", "delete", "patch"];

export function readOperations(context: Context, access: AccessReader): readonly RawOperation[] {
  const paths: ReadPath[] = [];
  const operations: RawOperation[] = [];
  const ids = new Map<string, Place>();
  for (const entry of entriesOf(child(context.root, "paths"))) {
    if (entry.name.startsWith("x-")) continue;
    const segments = readPath(context, entry);
    const pathItem = resolve(context, entry.value);
    const found = entriesOf(pathItem).flatMap((method) => {
      const name = METHODS.find((one) => one === method.name);
      if (name === undefined) checkMethod(context, method);
      return name === undefined || segments === null
        ? []
        : [readOperation(context, { entry, segments }, pathItem, method, name, access)];
    });
    for (const operation of found) checkId(context, operation, ids);
    if (found.length === 0 && segments !== null) context.report("no-operations", entry.place, {});
    if (segments !== null) paths.push({ entry, segments });
    operations.push(...found);
  }
  checkAmbiguity(context, paths);
  return operations;
}

function readOperation(
  context: Context,
  { entry: { name: path }, segments }: ReadPath,
  pathItem: Node,
  { value: node, place }: Entry,
  method: Method,
  access: AccessReader,
): RawOperation {
  for (const field of ["callbacks", "servers"]) {
    const ignored = entryOf(node, field);
    if (ignored !== undefined) context.report("ignored-field", ignored.place, { field });
  }
  const firstLiteral = segments.find(
    (segment) => segment.kind === "literal" && segment.text !== "",
  );
  const tag = stringOf(itemsOf(child(node, "tags"))[0]);
  return {
    id: stringOf(child(node, "operationId")) ?? `${method} ${path}`,
    method,
    path,
    segments,
    name: `${method.toUpperCase()} ${path}`,
    place,
    node,
    tag: tag ?? (firstLiteral?.kind === "literal" ? firstLiteral.text : "default"),
    summary: stringOf(child(node, "summary")) ?? "",
    access: access.of(node),
    parameters: readParameters(context, pathItem, node, segments, place),
    body: readBody(context, node),
    responses: readResponses(context, node),
  };
}

function checkMethod(context: Context, { name, place }: Entry): void {
  if (name === "head" || name === "options")
    context.report("ignored-method", place, { method: name.toUpperCase() });
  else if (name === "trace") context.report("unsupported-method", place, { method: "TRACE" });
  else if (name === "servers") context.report("ignored-field", place, { field: name });
}

function checkId(
  context: Context,
  { id, node, place }: RawOperation,
  ids: Map<string, Place>,
): void {
  const first = ids.get(id);
  if (first === undefined) ids.set(id, place);
  else {
    const at = child(node, "operationId")?.place ?? place;
    context.report("duplicate-operation-id", at, { id, where: seenFrom(at, first) });
  }
}
