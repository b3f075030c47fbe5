/** Security schemes as the document has them, and who may call an operation (OpenAPI 3.1.1, Security Requirement Object). */
import type { Access, Requirement } from "../../model/index.js";
import { didYouMean } from "../../diagnostics/suggest.js";
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
import { EXTENSION } from "../vocabulary.js";

/** A scheme whose tokens are issued for accounts. */
export interface RawScheme {
  readonly name: string;
  readonly place: Place;
  /** Name of the account's entity, and where it is said. */
  readonly account: string;
  readonly accountPlace: Place;
  readonly active: Node | undefined;
  readonly claims: readonly Entry[] | null;
  readonly caller: readonly Node[] | null;
  readonly roles: readonly Entry[];
}

export interface AccessReader {
  readonly schemes: readonly RawScheme[];
  /** Of an operation: what it says itself, else what the document says for all. */
  readonly of: (operation: Node) => Access;
}

export function createAccessReader(context: Context): AccessReader {
  const declared = entriesOf(child(child(context.root, "components"), "securitySchemes"));
  const schemes = declared.flatMap((entry) => readScheme(context, entry) ?? []);
  const reader = { context, declared, schemes };
  return {
    schemes,
    of: (operation) => {
      const security = entryOf(operation, "security") ?? entryOf(context.root, "security");
      return security === undefined ? { kind: "public" } : readSecurity(reader, security);
    },
  };
}

interface Declared {
  readonly context: Context;
  readonly declared: readonly Entry[];
  readonly schemes: readonly RawScheme[];
}

function readScheme(context: Context, { name, place, value }: Entry): RawScheme | null {
  const node = resolve(context, value);
  const account = context.vocabulary.read(node, "account");
  const accountName = stringOf(account);
  if (account === undefined || accountName === undefined || schemeProblem(node) !== null)
    return null;
  const claims = context.vocabulary.read(node, "claims");
  const caller = context.vocabulary.read(node, "caller");
  return {
    name,
    place,
    account: accountName,
    accountPlace: account.place,
    active: context.vocabulary.read(node, "active"),
    claims: claims === undefined ? null : entriesOf(claims),
    caller: caller === undefined ? null : itemsOf(caller),
    roles: entriesOf(context.vocabulary.read(node, "roles")),
  };
}

function schemeProblem(node: Node): string | null {
  const type = stringOf(child(node, "type")) ?? "";
  if (type !== "http") return `its type is ${type}`;
  const scheme = stringOf(child(node, "scheme")) ?? "";
  if (scheme.toLowerCase() !== "bearer")
    return scheme === "" ? "it has no scheme" : `its scheme is ${scheme}`;
  return child(node, EXTENSION) === undefined
    ? "nothing says for whom its tokens are issued"
    : null;
}

function readSecurity(declared: Declared, { value, place }: Entry): Access {
  const items = itemsOf(value);
  const empty = items.find((item) => entriesOf(item).length === 0);
  if (items.length === 0 || (items.length === 1 && empty !== undefined)) return { kind: "public" };
  if (empty !== undefined) declared.context.report("optional-security", empty.place, {});
  const alternatives = items.flatMap((item) => readRequirement(declared, item, place) ?? []);
  return { kind: "restricted", alternatives };
}

function readRequirement(
  { context, declared, schemes }: Declared,
  item: Node,
  place: Place,
): Requirement | null {
  const [first, ...more] = entriesOf(item);
  if (first === undefined) return null;
  if (more.length > 0) context.report("several-schemes", item.place, {});
  const scheme = schemes.find(({ name }) => name === first.name);
  const known = declared.find(({ name }) => name === first.name);
  if (known === undefined) {
    const suggestion = didYouMean(
      first.name,
      declared.map(({ name }) => name),
    );
    context.report("unknown-scheme", first.place, { scheme: first.name, suggestion });
    return null;
  }
  if (scheme === undefined) {
    const problem =
      schemeProblem(resolve(context, known.value)) ?? "nothing says for whom its tokens are issued";
    context.report("unsupported-scheme", known.place, { scheme: first.name, problem });
    return null;
  }
  const roles = itemsOf(first.value).flatMap((role) => {
    const name = stringOf(role) ?? "";
    if (scheme.roles.some((one) => one.name === name)) return [name];
    const suggestion = didYouMean(
      name,
      scheme.roles.map((one) => one.name),
    );
    context.report("unknown-role", role.place ?? place, {
      scheme: scheme.name,
      role: name,
      suggestion,
    });
    return [];
  });
  return { scheme: scheme.name, roles };
}
