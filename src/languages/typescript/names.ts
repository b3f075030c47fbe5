/** Names of a TypeScript project, settled for the whole project before anything is rendered. */
import type { Api, Operation } from "../../model/index.js";
import { camelCase, pascalCase, Scope } from "../names.js";
import { tagsOf } from "../tags.js";
import type { Identifier } from "../text.js";
import { type ClassNames, classNames } from "./classes.js";

/** ECMA-262 keywords and literals, and names with a meaning in strict or module code. */
export const KEYWORDS: readonly string[] = (
  "abstract any arguments as asserts async await bigint boolean break case catch class const constructor continue " +
  "debugger declare default delete do else enum eval export extends false finally for from function get global " +
  "if implements import in infer instanceof interface is keyof let module namespace never new null number object of " +
  "package private protected public readonly require return satisfies set static string super switch symbol this " +
  "throw true try type typeof undefined unique unknown using var void while with yield " +
  "Array BigInt Boolean Buffer Date Error Function Infinity JSON Map Math NaN Number Object Promise Proxy Record " +
  "RegExp Set String Symbol URL console globalThis process"
).split(" ");

/** No names of methods: what every object has, what Nest calls by itself, and what classes with methods hold. */
const OF_CLASSES = (
  "hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf " +
  "beforeApplicationShutdown onApplicationBootstrap onApplicationShutdown onModuleDestroy onModuleInit " +
  "AppModule ContextModule input service"
).split(" ");

/** What the generated files declare or import themselves. */
const OWN = (
  "Account Answer NotImplemented Queries answered forHandlers given handler handlers Caller Config Context Database Env Hono Input ListStatement Page Parameters Problem RequestBody Statement " +
  "Router StoredAccount Tokens allow app answer anything array asBoolean asInteger asNumber asText authenticate body c caller " +
  "callerOf checkInput checkPath commaList config conflict constant context cookie cookieParameters count createApp " +
  "createContext data database echo echoMessages equals errors exclusiveMaximum exclusiveMinimum findByIdentifier findByKey first " +
  "foldAscii format hashPassword header headerList headerParameters headers integer invalidCredentials invalidToken isBinary " +
  "jsonText last links maxItems maxLength maximum minItems minLength minProperties minimum multipleOf notFound " +
  "nullable offset offsetLinks oneOf onlyNull optional optionalParameter otherMethods page pageLinks pageOf path pathParameters " +
  "paths pattern plainNames query queryParameters queryString readInput reply repeated request required requiredParameter response router " +
  "row rows sendAnswer sendOpenAnswer size socket then textBlock tokens total uniqueItems upgradeRequired url valid verifyPassword webSocket websocket UNSUPPORTED_DATA"
).split(" ");

/** Beside the files of handlers, which are named after tags. */
const OWN_HANDLERS = ["custom"];

export interface OperationNames {
  readonly operation: Operation;
  readonly name: Identifier;
  /** The same with a capital, as types have it. */
  readonly type: string;
}

export interface TagNames {
  readonly tag: string;
  /** File name without ending. */
  readonly file: Identifier;
  readonly plugin: Identifier;
  readonly classes: ClassNames;
  readonly operations: readonly OperationNames[];
}

/** What the generated files of accounts and tokens call the parts of one security scheme. */
export interface AccountNames {
  /** Type of what tokens say of an account. */
  readonly account: Identifier;
  readonly row: Identifier;
  readonly fromRow: Identifier;
  readonly stored: Identifier;
  readonly byIdentifier: Identifier;
  readonly byKey: Identifier;
  readonly findByIdentifier: Identifier;
  readonly findByKey: Identifier;
  /** Method that makes a token. */
  readonly issue: Identifier;
}

export interface ProjectNames {
  readonly tags: readonly TagNames[];
  /** By name of the security scheme. */
  readonly accounts: ReadonlyMap<string, AccountNames>;
  /** For names of rows and shared parts; names of operations are taken in it. */
  readonly scope: Scope;
}

export function settleNames(api: Api): ProjectNames {
  const scope = new Scope([...KEYWORDS, ...OF_CLASSES, ...OWN]);
  const accounts = accountNames(api, scope);
  const tags = tagsOf(api, { taken: OWN_HANDLERS }).map(({ tag, file, operations }) => ({
    tag,
    file,
    plugin: scope.claim(`${camelCase(tag)}Routes`),
    classes: classNames(tag, scope),
    operations: operations.map((operation) => {
      const isCustom = operation.behavior.kind === "custom";
      const beside = isCustom ? customCompanions : companions;
      const name = scope.claim(camelCase(operation.id) || "operation", beside);
      return { operation, name, type: typeName(name) };
    }),
  }));
  return { tags, accounts, scope };
}

/** A single scheme needs no name of its own. */
function accountNames(api: Api, scope: Scope): ProjectNames["accounts"] {
  const [only, ...others] = api.schemes;
  if (only !== undefined && others.length === 0) return new Map([[only.name, namesFor("")]]);
  return new Map(
    api.schemes.map(({ name }) => {
      const part = scope.claim(pascalCase(name) || "Scheme", (one) => Object.values(namesFor(one)));
      return [name, namesFor(part)];
    }),
  );
}

function namesFor(part: string): AccountNames {
  const lower = part.charAt(0).toLowerCase() + part.slice(1);
  return {
    account: identifier(`${part}Account`),
    row: identifier(`${part}AccountRow`),
    fromRow: identifier(`from${part}Row`),
    stored: identifier(`Stored${part}Account`),
    byIdentifier: identifier(part === "" ? "byIdentifier" : `${lower}ByIdentifier`),
    byKey: identifier(part === "" ? "byKey" : `${lower}ByKey`),
    findByIdentifier: identifier(`find${part}ByIdentifier`),
    findByKey: identifier(`find${part}ByKey`),
    issue: identifier(`issue${part}`),
  };
}

function companions(name: string): string[] {
  const type = typeName(name);
  return [
    ...["Path", "Input", "Responses", "Statement", "Body"].map((part) => `${name}${part}`),
    ...["Path", "Query", "Header", "Cookie", "Body"].map((part) => `${type}${part}`),
  ];
}

/** The type of the handler, and the checks of its answers. */
function customCompanions(name: string): string[] {
  return [...companions(name), typeName(name), `${name}Answers`];
}

function typeName(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

export function rowName(label: string): string {
  return `${pascalCase(label) || "Item"}Row`;
}

/** Composed of names that are claimed. */
function identifier(text: string): Identifier {
  return text as Identifier;
}
