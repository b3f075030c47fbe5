/** Names of a Go project, settled for the whole project before anything is rendered. */
import type { Api, Operation } from "../../model/index.js";
import { Scope, words } from "../names.js";
import { type Tag, tagsOf } from "../tags.js";
import type { Identifier } from "../text.js";

/** Keywords, and predeclared identifiers that our code uses. */
const KEYWORDS = (
  "break case chan const continue default defer else fallthrough for func go goto if import interface map package " +
  "range return select struct switch type var any append bool byte cap clear close comparable complex copy delete " +
  "error false float64 int int64 iota len make max min new nil panic print println real recover rune string true uint8"
).split(" ");

/** What the generated files declare, import or use as variables themselves. */
const OWN = (
  "API Account Alternative Caller Columns Config Dependencies Key Store StoredAccount Tokens a access account active " +
  "allow answer api auth b body caller chi claims content context cookie count ctx custom database deleted changed err errors " +
  "expected found handlers header headers http init input issues json jsonvalue jwt kind links main ok own page paging params " +
  "password path postgres problem query r ready reference refresh request requests response router row rows s send " +
  "serve size slog store stored strconv t text time token tokens valid validate value w websocket " +
  "Find FindByIdentifier FindByKey IsReady New documentation sendEmpty"
).split(" ");

/** Files of the templates beside those of the tags. */
const FILES = "api custom doc docs handlers headers respond routing store".split(" ");

/** Words that Go writes in one case (https://go.dev/wiki/CodeReviewComments#initialisms). */
const INITIALISMS = new Set(
  "api ascii cpu css dns eof html http https id ip json jwt sql ssh tcp tls ttl udp ui uri url utf8 uuid xml".split(
    " ",
  ),
);

export interface OperationNames {
  readonly operation: Operation;
  /** Of the handler, and of what belongs to one file. */
  readonly name: Identifier;
  /** The same for other packages. */
  readonly exported: Identifier;
}

export interface TagNames extends Omit<Tag, "operations"> {
  /** Method that adds the routes of the tag. */
  readonly routes: Identifier;
  readonly operations: readonly OperationNames[];
}

/** What the generated files call the parts of one security scheme. */
export interface AccountNames {
  /** Type of what tokens say of an account. */
  readonly account: Identifier;
  readonly stored: Identifier;
  readonly row: Identifier;
  readonly byIdentifier: Identifier;
  readonly byKey: Identifier;
  readonly findByIdentifier: Identifier;
  readonly findByKey: Identifier;
  readonly find: Identifier;
  /** Method that makes a token. */
  readonly issue: Identifier;
}

export interface ProjectNames {
  readonly tags: readonly TagNames[];
  /** By name of the security scheme. */
  readonly accounts: ReadonlyMap<string, AccountNames>;
  /** For everything else; a name comes with its exported spelling. */
  readonly claim: (
    wanted: string,
    /** Names that come with it. */
    companions?: (name: string) => readonly string[],
  ) => Identifier;
}

export function settleNames(api: Api): ProjectNames {
  const scope = new Scope([...KEYWORDS, ...OWN]);
  const claim: ProjectNames["claim"] = (wanted, companions = () => []) =>
    scope.claim(exportedName(wanted) || "Operation", (name) => [
      unexported(name),
      ...companions(name).flatMap((one) => [one, unexported(one)]),
    ]);
  const accounts = accountNames(api, claim);
  const tags = tagsOf(api, { taken: FILES, spelled: (tag) => words(tag).join("") }).map(
    ({ tag, file, operations }) => ({
      tag,
      file,
      routes: unexported(claim(`route ${tag}`)),
      operations: operations.map((operation) => {
        const exported = claim(operation.id, operationCompanions);
        return { operation, exported, name: unexported(exported) };
      }),
    }),
  );
  return { tags, accounts, claim };
}

/** What is named after an operation. */
function operationCompanions(name: string): readonly string[] {
  const parts = ["Path", "Query", "Header", "Cookie", "Body"].map((part) => `${name}${part}`);
  const others = ["Statement", "Reference", "Answer", "Unready"].map((part) => `${name}${part}`);
  return [...parts, ...others, ...[name, ...parts].map((part) => `Read${part}`)];
}

/** Words with a capital each, those that Go writes so in capitals altogether; it begins with a letter. */
export function exportedName(text: string): string {
  const name = words(text)
    .map((word) =>
      INITIALISMS.has(word) ? word.toUpperCase() : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join("");
  return /^[0-9]/.test(name) ? `N${name}` : name;
}

/** The first word, or the capitals that it consists of, in lower case. */
export function unexported(name: string): Identifier {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+(?![a-z])|^[A-Z]/, (first) =>
    first.toLowerCase(),
  ) as Identifier;
}

/** A single scheme needs no name of its own. */
function accountNames(api: Api, claim: ProjectNames["claim"]): ProjectNames["accounts"] {
  const [only, ...others] = api.schemes;
  if (only !== undefined && others.length === 0) return new Map([[only.name, namesFor("")]]);
  return new Map(
    api.schemes.map(({ name }) => {
      const part = claim(name || "scheme", (one) => Object.values(namesFor(one)));
      return [name, namesFor(part)];
    }),
  );
}

function namesFor(part: string): AccountNames {
  return {
    account: identifier(`${part}Account`),
    stored: identifier(`Stored${part}Account`),
    row: unexported(`${part}AccountRow`),
    byIdentifier: unexported(`${part}ByIdentifier`),
    byKey: unexported(`${part}ByKey`),
    findByIdentifier: identifier(`Find${part}ByIdentifier`),
    findByKey: identifier(`Find${part}ByKey`),
    find: identifier(`find${part}`),
    issue: identifier(`Issue${part}`),
  };
}

/** Fields of a struct, which other packages read. */
export function fieldNames(taken: readonly string[] = []): (property: string) => Identifier {
  const scope = new Scope(taken);
  return (property) => scope.claim(exportedName(property) || "Value");
}

/** Composed of names that are claimed. */
function identifier(text: string): Identifier {
  return text as Identifier;
}
