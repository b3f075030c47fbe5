/** What a document lacks: the rules of `gen-bench lint`, which run over documents that have no errors. */
import type { Api, Operation } from "../../model/index.js";
import { child, entryOf, stringOf } from "../../source/index.js";
import type { Document } from "../document.js";
import type { DocumentFiles } from "../files/collect.js";
import { lowerInspected, type LoweredDocument } from "../lower-document.js";
import type { RawOperation } from "../read/operation.js";
import { lintBody } from "./body.js";
import { lintList } from "./list.js";
import { reportUnused } from "./unused.js";
import { lintResponses } from "./responses.js";

/** An operation as the document has it, and as it is served. */
export interface LintedOperation {
  readonly document: Document;
  readonly api: Api;
  readonly raw: RawOperation;
  readonly operation: Operation;
}

/** The diagnostics of `lowerFiles`, and, without errors among them, what the rules find. */
export function lintFiles(files: DocumentFiles): LoweredDocument {
  return lowerInspected(files, lintDocument);
}

function lintDocument(document: Document, api: Api): void {
  const { context, operations } = document;
  const served = new Map(api.operations.map((operation) => [operation.id, operation]));
  const info = entryOf(context.root, "info");
  if (info !== undefined && api.description === "") {
    context.report("info-description", info.place, {});
  }
  for (const raw of operations) {
    const operation = served.get(raw.id);
    if (operation === undefined) continue;
    const linted: LintedOperation = { document, api, raw, operation };
    lintDescription(linted);
    lintAccess(linted);
    lintResponses(linted);
    lintBody(linted);
    lintList(linted);
  }
  reportUnused(document, api);
}

/** What documentation and generated code are named and explained by. */
function lintDescription({ document: { context }, raw }: LintedOperation): void {
  const { node, place, name: operation, parameters } = raw;
  if (child(node, "operationId") === undefined) {
    context.report("operation-operationId", place, { operation });
  }
  if (raw.summary === "") context.report("operation-summary", place, { operation });
  const tags = child(node, "tags");
  if (tags?.kind !== "list" || tags.items.length === 0) {
    context.report("operation-tags", place, { operation });
  }
  for (const { name, node: parameter, place: at } of parameters) {
    if (stringOf(child(parameter, "description")) === undefined) {
      context.report("parameter-description", at, { name });
    }
  }
}

/** Making an account is what somebody without one does. */
function lintAccess({ document: { context }, api, raw, operation }: LintedOperation): void {
  const { behavior, access } = operation;
  switch (behavior.kind) {
    case "create":
    case "replace":
    case "update":
    case "delete": {
      const isAccount = api.schemes.some(({ account }) => account === behavior.entity);
      if (access.kind === "public" && !(behavior.kind === "create" && isAccount)) {
        context.report("write-restricted", raw.place, { operation: raw.name });
      }
      return;
    }
    default:
  }
}
