/** The view of a TypeScript project: final spellings for every template of every framework. */
import type { Api, Behavior, Operation } from "../../model/index.js";
import type { OperationSql, Source } from "../../sql/statement.js";
import { isLinked, operationInput } from "../input.js";
import type { LanguageInput, PathStyle, View } from "../language.js";
import type { Code, Identifier } from "../text.js";
import { authView } from "./auth.js";
import { newImports } from "./checks.js";
import { handlerImports, handlerView } from "./classes.js";
import { customName, customTypes, customsIn } from "./custom.js";
import { comment, literal, value } from "./literals.js";
import { type OperationNames, type TagNames, settleNames } from "./names.js";
import { openapiTypes } from "./openapi-types.js";
import { type OperationContext, operationBody } from "./operations.js";
import { type RequestView, requestView } from "./requests.js";
import { responseSchemas } from "./responses.js";
import { routerViews } from "./routers.js";
import { pathViews, routeView } from "./routes.js";
import { type RowView, Rows, tupleType } from "./rows.js";
import { type StatementView, statementView } from "./statements.js";

export async function view({ api, sql, target, cache }: LanguageInput): Promise<View> {
  const names = settleNames(api);
  const rows = new Rows(names.scope);
  const tags = names.tags.map((tag) =>
    tagView(tag, { api, sql, rows, accounts: names.accounts, style: target.pathStyle }),
  );
  return {
    title: comment(api.title),
    description: comment(api.description),
    framework: comment(target.title),
    frameworkName: literal(target.title),
    port: target.port,
    timed: api.headers.some((header) => header.value === "duration"),
    headers: api.headers.map((header) => ({
      name: literal(header.name),
      serverTime: header.value === "serverTime",
      duration: header.value === "duration",
    })),
    auth: authView(api, sql, names),
    passwords: api.entities.some(({ fields }) =>
      fields.some(({ role }) => role.kind === "password"),
    ),
    answersOpen: tags.some(({ answersOpen }) => answersOpen),
    lists: serves(api, "list"),
    paged: tags.some(({ pagingImports }) => pagingImports.length > 0),
    textFunctions: tags.some(({ textImports }) => textImports.length > 0),
    echoes: serves(api, "echo"),
    websockets: serves(api, "echo"),
    tags,
    ...customTypes(names.tags, names.scope),
    routers: routerViews(
      names,
      tags.map(({ routes }) => routes),
      target.pathStyle,
    ),
    // A path that begins with a parameter would take the requests for the documentation's pages.
    coversDocumentation: api.operations.some(({ segments }) => segments[0]?.kind === "parameter"),
    paths: pathViews(api, target.pathStyle),
    openapiTypes: await openapiTypes(api.document, cache),
    document: JSON.stringify(api.document, null, 2) as Code,
    schemaSql: sql.schema as Code,
  };
}

function serves(api: Api, kind: Operation["behavior"]["kind"]): boolean {
  return api.operations.some(({ behavior }) => behavior.kind === kind);
}

interface Shared extends OperationContext {
  readonly style: PathStyle;
}

/** Everything of one tag: its checks, statements, operations, response schemas and routes. */
function tagView(tag: TagNames, shared: Shared) {
  const imports = newImports();
  const requests = tag.operations.map((operation) => requestView(operation, imports));
  const checked = requests.filter(
    ({ path, inputCheck, answers }) => path !== false || inputCheck !== false || answers !== false,
  );
  const responses = responseViews(tag.operations);
  const routes = tag.operations.map((names, index) => {
    const request = requests[index];
    if (request === undefined) throw new Error("Every operation has a request view");
    const hasResponses = responses.some(({ id }) => id === names.operation.id);
    return routeView(names, request, { ...shared, hasResponses });
  });
  const handlers = tag.operations.flatMap(({ operation }, index) => {
    const route = routes[index];
    return route === undefined || route.echo ? [] : handlerView(operation, route, shared.style);
  });
  const served = tag.operations.filter(({ operation }) => operation.behavior.kind !== "echo");
  const operations = served.map((names) =>
    operationView(names, requests[tag.operations.indexOf(names)], shared),
  );
  const statements = served.flatMap((names) => statementView(names, shared) ?? []);
  const rows = [...new Set(operations.flatMap(({ row }) => row || []))];
  return {
    title: comment(tag.tag),
    file: tag.file,
    plugin: tag.plugin,
    classes: tag.classes,
    handlers,
    ...handlerImports(handlers),
    guardedEchoes: routes.some(({ echo, restricted }) => echo && restricted),
    routes,
    operations,
    statements,
    rows: rows.map(rowView),
    checked,
    responses,
    usedChecks: routes
      .flatMap(({ pathCheck, inputCheck }) => [pathCheck, inputCheck])
      .filter(Boolean),
    usedTypes: tag.operations.flatMap(({ operation }, index) =>
      usedTypes(operation, requests[index]),
    ),
    customs: customsIn(tag.operations).map(customName),
    customImports: sorted(imports.custom),
    parameterImports: sorted(imports.parameters),
    ruleImports: sorted(imports.rules),
    validationImports: sorted(imports.validation),
    wireImports: [
      ...(requests.some(({ path, query, header, cookie }) => path || query || header || cookie)
        ? ["Parameters"]
        : []),
      ...(requests.some(({ body }) => body) ? ["RequestBody"] : []),
    ],
    routeContext: routes.some(({ restricted, takes }) => restricted || takes.context),
    restricted: routes.some(({ restricted }) => restricted),
    callers: routes.some(({ takes }) => takes.caller),
    pathChecks: routes.some(({ pathCheck }) => pathCheck !== false),
    inputChecks: routes.some(({ inputCheck }) => inputCheck !== false),
    inputHooks: routes.some(
      ({ pathCheck, inputCheck }) => pathCheck !== false || inputCheck !== false,
    ),
    echoes: routes.some(({ echo }) => echo),
    answersOpen: routes.some(({ answersOpen }) => answersOpen),
    ...importsOf(served, statements, rows, shared),
  };
}

function operationView(names: OperationNames, request: RequestView | undefined, shared: Shared) {
  const takes = operationInput(names.operation);
  const input = [
    ...(takes.path && request ? [{ name: "path", type: request.pathType }] : []),
    ...(takes.query && request ? [{ name: "query", type: request.queryType }] : []),
    ...(takes.header && request ? [{ name: "header", type: request.headerType }] : []),
    ...(takes.cookie && request ? [{ name: "cookie", type: request.cookieType }] : []),
    ...(takes.body && request ? [{ name: "body", type: request.bodyType }] : []),
    ...(takes.caller ? [{ name: "caller", type: "Caller" as Identifier }] : []),
  ];
  return {
    ...operationBody(names, shared),
    summary: comment(names.operation.summary || names.operation.id),
    input,
  };
}

/** What the operations and statements of a tag import: name and whether it is needed. */
function importsOf(
  operations: readonly OperationNames[],
  statements: readonly StatementView[],
  rows: readonly RowView[],
  { sql, accounts }: Shared,
) {
  const behaviors = operations.map(({ operation }) => operation.behavior);
  const has = (...kinds: readonly Behavior["kind"][]) =>
    behaviors.some(({ kind }) => kinds.includes(kind));
  const sources = operations.flatMap(({ operation }) =>
    sourcesOf(sql.operations.get(operation.id)),
  );
  const lists = behaviors.filter((behavior) => behavior.kind === "list");
  const linked = lists.filter(isLinked);
  const problems = statements.flatMap(({ violations }) => violations.map(({ problem }) => problem));
  return {
    problemImports: chosen({
      conflict: problems.some((problem) => problem.includes("conflict(")),
      invalidToken: problems.some((problem) => problem === "invalidToken"),
    }),
    listStatements: statements.some(({ list }) => list !== false),
    plainStatements: statements.some(({ list }) => list === false),
    accountImports: [
      ...new Set(behaviors.flatMap((behavior) => accountImport(behavior, accounts))),
    ],
    listImports: chosen({ pageOf: statements.some(({ counted }) => counted) }),
    pagingImports: chosen({
      offsetLinks: linked.some(({ paging }) => paging?.style === "offset"),
      pageLinks: linked.some(({ paging }) => paging?.style === "page"),
    }),
    passwordImports: chosen({
      hashPassword: sources.some(({ from }) => from === "hash"),
      verifyPassword: has("login"),
    }),
    operationProblems: chosen({
      invalidCredentials: has("login"),
      invalidToken: has("refresh", "currentUser"),
      notFound: has("retrieve", "replace", "update", "delete", "choice"),
    }),
    queryImports: chosen({ queryString: linked.length > 0 }),
    textImports: chosen({
      foldAscii: behaviors.some((behavior) => behavior.kind === "choice" && behavior.anyCase),
      jsonText: sources.some(({ from, type }) => from === "body" && type === "json"),
    }),
    statementImports: [
      ...statements.map(({ name }) => name),
      ...rows.map(({ mapper }) => mapper),
    ].toSorted(),
    contextImport: operations.some(({ operation }) => operationInput(operation).context),
    callerImport: operations.some(({ operation }) => operationInput(operation).caller),
  };
}

function accountImport(behavior: Behavior, accounts: Shared["accounts"]): readonly Identifier[] {
  if (behavior.kind !== "login" && behavior.kind !== "refresh") return [];
  const names = accounts.get(behavior.scheme);
  if (names === undefined) return [];
  return [behavior.kind === "login" ? names.findByIdentifier : names.findByKey];
}

/** The names that are needed. */
function chosen(names: Readonly<Record<string, boolean>>): string[] {
  return Object.keys(names).filter((name) => names[name]);
}

function sourcesOf(found: OperationSql | undefined): readonly Source[] {
  switch (found?.kind) {
    case "single":
      return found.statement.parameters;
    case "list":
      return found.list.parameters;
    default:
      return [];
  }
}

function usedTypes(operation: Operation, request: RequestView | undefined): Identifier[] {
  if (request === undefined) return [];
  const takes = operationInput(operation);
  return [
    ...(takes.path ? [request.pathType] : []),
    ...(takes.query ? [request.queryType] : []),
    ...(takes.header ? [request.headerType] : []),
    ...(takes.cookie ? [request.cookieType] : []),
    ...(takes.body ? [request.bodyType] : []),
  ];
}

function rowView(row: RowView): View {
  return {
    type: row.type,
    mapper: row.mapper,
    tuple: tupleType(row.members),
    members: row.members,
  };
}

function responseViews(operations: TagNames["operations"]) {
  return operations.flatMap(({ operation, name }) => {
    const schemas = responseSchemas(operation);
    if (schemas.length === 0) return [];
    const statuses = schemas.map(({ status, schema }) => ({ status, schema: value(schema) }));
    return [{ id: operation.id, name: `${name}Responses` as Identifier, statuses }];
  });
}

function sorted(names: ReadonlySet<string>): string[] {
  return [...names].toSorted();
}
