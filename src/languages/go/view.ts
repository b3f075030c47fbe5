/** The view of a Go project: final spellings for every template. */
import type { Api, Operation } from "../../model/index.js";
import { type OwnedPath, ownedPaths, routerPath } from "../paths.js";
import type { LanguageInput, PathStyle, View } from "../language.js";
import type { Code } from "../text.js";
import { authView } from "./auth.js";
import { Customs } from "./custom.js";
import { type HandlerView, handlerView } from "./handlers.js";
import { comment, literal } from "./literals.js";
import { type TagNames, settleNames } from "./names.js";
import { type RequestView, requestView } from "./requests.js";
import { type RowView, Rows } from "./rows.js";
import { statementView } from "./statements.js";

export async function view({ api, sql, target }: LanguageInput): Promise<View> {
  const names = settleNames(api);
  const rows = new Rows(names.claim, sql);
  const customs = new Customs(names.tags.flatMap(({ operations }) => operations));
  const tags = names.tags.map((tag) =>
    tagView(tag, { api, sql, rows, customs, names, style: target.pathStyle }),
  );
  return {
    title: comment(api.title),
    description: comment(api.description),
    framework: comment(target.title),
    frameworkName: literal(target.title),
    port: target.port,
    headers: api.headers.map((header) => ({
      name: literal(header.name),
      canonical: literal(canonicalHeader(header.name)),
      serverTime: header.value === "serverTime",
      duration: header.value === "duration",
    })),
    auth: authView(api, sql, names),
    passwords: api.entities.some(({ fields }) =>
      fields.some(({ role }) => role.kind === "password"),
    ),
    reads: tags.some(({ requests }) => requests.some(({ body }) => body !== false)),
    asks: tags.some(({ requests }) => requests.length > 0),
    echoes: serves(api, "echo"),
    customs: tags.flatMap((tag) => tag.customs),
    tags,
    paths: ownedPaths(api).map((path) => pathView(path, target.pathStyle)),
    document: JSON.stringify(api.document, null, 2) as Code,
    schemaSql: sql.schema as Code,
  };
}

/** As net/http keeps names of headers, so that they need not be looked at in every response. */
function canonicalHeader(name: string): string {
  return name.toLowerCase().replace(/(^|-)([a-z])/g, (part) => part.toUpperCase());
}

function serves(api: Api, kind: Operation["behavior"]["kind"]): boolean {
  return api.operations.some(({ behavior }) => behavior.kind === kind);
}

function pathView({ first, allow, sample }: OwnedPath, style: PathStyle) {
  return {
    url: literal(routerPath(first, style)),
    allow: literal(allow),
    sample: literal(sample),
  };
}

interface Shared {
  readonly api: Api;
  readonly sql: LanguageInput["sql"];
  readonly rows: Rows;
  readonly customs: Customs;
  readonly names: ReturnType<typeof settleNames>;
  readonly style: PathStyle;
}

/** Everything of one tag: what requests hold, statements with their rows, handlers and routes. */
function tagView(tag: TagNames, { api, sql, rows, customs, names, style }: Shared) {
  const known = new Set(rows.all());
  const operations = tag.operations.map((operation) => {
    const request = requestView(operation, names.claim);
    const statement = statementView(operation, { sql, rows, request });
    const row = rows.of(operation.operation);
    const { accounts } = names;
    const custom = customs.view(operation, request);
    const handler = handlerView(operation, request, { api, accounts, statement, row, custom });
    return { operation, request, statement, handler, custom };
  });
  const added = rows.all().filter((row) => !known.has(row));
  const handlers = operations.map(({ handler }) => handler);
  return {
    title: comment(tag.tag),
    file: tag.file,
    addRoutes: tag.routes,
    routes: operations.map(({ operation, handler }) => ({
      method: operation.operation.method.toUpperCase(),
      get: operation.operation.method === "get",
      register: methodName(operation.operation),
      url: literal(routerPath(operation.operation, style)),
      name: handler.name,
    })),
    handlers,
    constants: handlers.flatMap(constantsOf),
    references: handlers.filter(({ list }) => list !== false && list.links),
    requests: operations.map(({ request }) => request).filter(asks),
    statements: operations.flatMap(({ statement }) => statement ?? []),
    rows: added,
    customs: operations.flatMap(({ custom }) => custom ?? []),
    structs: customs.takeStructs(),
    stored: added.length > 0 || operations.some(({ statement }) => statement !== undefined),
  };
}

/** Method of a chi router. */
function methodName({ method }: Operation): string {
  return method.charAt(0).toUpperCase() + method.slice(1);
}

function constantsOf({ constant, other }: HandlerView) {
  return [constant, other].filter((one) => one !== false);
}

function asks({ path, input }: RequestView): boolean {
  return path !== false || input;
}

export type { RowView };
