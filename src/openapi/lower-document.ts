/** One OpenAPI document to the model of its API: parse, check the structure, then lower, each with all its problems. */
import type { Api, Entity } from "../model/index.js";
import {
  createReporter,
  inOrder,
  type Diagnostic,
  type Reporter,
  type SourceText,
} from "../diagnostics/index.js";
import { child, entriesOf, entryOf, stringOf, toJson, type Node } from "../source/index.js";
import type { Context } from "./context.js";
import type { Document } from "./document.js";
import { readComponents } from "./entities/components.js";
import { readEntities } from "./entities/entity.js";
import { findResources } from "./entities/resources.js";
import { bundle } from "./files/bundle.js";
import { singleFile, type DocumentFiles } from "./files/collect.js";
import { readHeaders } from "./headers.js";
import type { Inference } from "./infer/inference.js";
import { lowerOperation } from "./operations.js";
import { createAccessReader } from "./read/access.js";
import { readOperations } from "./read/paths.js";
import { createSchemaReader } from "./schema/lower.js";
import { lowerSchemes } from "./schemes.js";
import { checkStructure } from "./structure.js";
import { readVersion } from "./version.js";
import { createVocabulary } from "./vocabulary.js";

export interface LoweredDocument {
  /** `null` when there is an error among the diagnostics. */
  readonly api: Api | null;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Pure: the same text gives the same model. Never throws for what a document says. */
export function lowerDocument(source: SourceText): LoweredDocument {
  return lowerFiles(singleFile(source));
}

/** The same for a document of several files. */
export function lowerFiles(files: DocumentFiles): LoweredDocument {
  return lowerInspected(files, () => {});
}

/** Lowers, and lets somebody else report on a document that has no errors. */
export function lowerInspected(
  files: DocumentFiles,
  inspect: (document: Document, api: Api) => void,
): LoweredDocument {
  const { source, root: parsed, diagnostics } = files.main;
  if (diagnostics.some(({ severity }) => severity === "error")) return { api: null, diagnostics };
  const reporter = createReporter(source);
  const context = readContext(files, parsed, reporter.report);
  if (!("root" in context)) {
    const all = [...reporter.diagnostics(), ...context.diagnostics];
    return { api: null, diagnostics: inOrder(all, source.file) };
  }
  const { vocabulary } = context;
  const { extended } = checkStructure(context);
  if (reporter.failed()) return { api: null, diagnostics: reporter.diagnostics() };
  const { document, api } = lowerApi(context);
  if (reporter.failed()) return { api: null, diagnostics: reporter.diagnostics() };
  for (const node of extended) {
    for (const { name, place } of vocabulary.unread(node)) {
      reporter.report("idle-extension", place, { key: name });
    }
  }
  inspect(document, api);
  return { api, diagnostics: reporter.diagnostics() };
}

/** What all steps share, or why there is nothing to go on with. */
function readContext(
  files: DocumentFiles,
  parsed: Node | null,
  report: Reporter["report"],
): Context | { readonly diagnostics: readonly Diagnostic[] } {
  const versioned = readVersion(parsed, report);
  if (versioned === null) return { diagnostics: [] };
  const { root, diagnostics } = bundle(files, versioned.root);
  if (diagnostics.length > 0) return { diagnostics };
  const schemas = new Map(
    entriesOf(child(child(root, "components"), "schemas")).map(
      ({ name, value }): [string, Node] => [name, value],
    ),
  );
  return { root, version: versioned.version, report, vocabulary: createVocabulary(), schemas };
}

function lowerApi(context: Context): { readonly document: Document; readonly api: Api } {
  const webhooks = entryOf(context.root, "webhooks");
  if (webhooks !== undefined)
    context.report("ignored-field", webhooks.place, { field: "webhooks" });
  const reader = createSchemaReader(context);
  const components = readComponents(context);
  const access = createAccessReader(context);
  const operations = readOperations(context, access);
  const document: Document = { context, reader, components, schemes: access.schemes, operations };
  const resources = findResources(document);
  const { entities, failed } = readEntities(document, resources);
  const schemes = lowerSchemes(document, entities);
  const inference: Inference = {
    document,
    failed,
    resources,
    entities: new Map(entities.map((entity) => [entity.name, entity])),
    schemes: new Map(schemes.map((scheme) => [scheme.name, scheme])),
  };
  const lowered = operations.flatMap((operation) => lowerOperation(inference, operation) ?? []);
  const info = child(context.root, "info");
  const api: Api = {
    title: stringOf(child(info, "title")) ?? "",
    version: textOf(child(info, "version")),
    description: stringOf(child(info, "description")) ?? "",
    document: toJson(context.root),
    headers: readHeaders(context, operations),
    schemes,
    entities: entities.map((entity) => withFilters(entity, lowered)),
    operations: lowered,
  };
  return { document, api };
}

/** A version like 1.0 is a number in YAML if nobody quotes it. */
function textOf(node: Node | undefined): string {
  return node?.kind === "scalar" && node.value !== null ? String(node.value) : "";
}

function withFilters(entity: Entity, operations: Api["operations"]): Entity {
  const filtered = new Set(
    operations.flatMap(({ behavior }) =>
      behavior.kind === "list" && behavior.entity === entity.name
        ? behavior.filters.map(({ field }) => field)
        : [],
    ),
  );
  return {
    ...entity,
    fields: entity.fields.map((field) => ({ ...field, filtered: filtered.has(field.name) })),
  };
}
