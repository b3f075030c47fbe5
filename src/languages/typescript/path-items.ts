/** The paths of a tag for routers that try routes one after the other, in the order in which they are to be tried. */
import type { Segment } from "../../model/index.js";
import type { PathStyle } from "../language.js";
import { allowedMethods, routerPath } from "../paths.js";
import type { Literal } from "../text.js";
import { literal } from "./literals.js";
import type { TagNames } from "./names.js";
import type { RouteView } from "./routes.js";

export interface PathItemView {
  readonly url: Literal;
  /** Those of this tag. None where the path is here only because another path of this tag would match it too. */
  readonly routes: readonly RouteView[];
  /** Value of `Allow`. False where a later tag has operations of this path. */
  readonly allow: Literal | false;
}

interface PathItem {
  readonly path: string;
  readonly segments: readonly Segment[];
  readonly methods: readonly string[];
  /** The last tag with an operation of the path: it answers for all other methods. */
  readonly last: number;
}

/**
 * One list for each tag. Literal segments go before parameters, and a path owns all its methods: so a path of a later
 * tag stands also in the lists of those tags before it that have a path which would take its requests.
 * @param routes of each tag, in the order of its operations.
 */
export function pathItems(
  tags: readonly TagNames[],
  routes: readonly (readonly RouteView[])[],
  style: PathStyle,
): PathItemView[][] {
  const all = inOrder(tags);
  return tags.map(({ operations }, index) => {
    const paths = new Set(operations.map(({ operation }) => operation.path));
    const own = all.filter(({ path }) => paths.has(path));
    // What stands before one of the tag's own paths, belongs to a later tag, and would be taken by the former.
    const shadowed = (item: PathItem) =>
      item.last > index &&
      own.some((other) => overlap(item, other) && all.indexOf(item) < all.indexOf(other));
    const items = all.filter((item) => paths.has(item.path) || shadowed(item));
    return items.map(({ path, segments, methods, last }) => ({
      url: literal(routerPath({ segments }, style)),
      routes: operations.flatMap(({ operation }, at) =>
        operation.path === path ? (routes[index]?.[at] ?? []) : [],
      ),
      allow: last === index && literal(allowedMethods(methods)),
    }));
  });
}

/** In each place where two paths differ in kind, the literal comes first; otherwise the document's order. */
function inOrder(tags: readonly TagNames[]): PathItem[] {
  const byPath = new Map<string, PathItem>();
  for (const [last, { operations }] of tags.entries()) {
    for (const { operation } of operations) {
      const { path, segments, method } = operation;
      const methods = [...(byPath.get(path)?.methods ?? []), method];
      byPath.set(path, { path, segments, methods, last });
    }
  }
  const kinds = ({ segments }: PathItem) =>
    segments.map(({ kind }) => (kind === "literal" ? "0" : "1")).join("");
  return [...byPath.values()].toSorted((a, b) =>
    kinds(a) < kinds(b) ? -1 : kinds(a) > kinds(b) ? 1 : 0,
  );
}

/** Whether some request fits both. No parameter takes an empty segment. */
function overlap({ segments: a }: PathItem, { segments: b }: PathItem): boolean {
  return (
    a.length === b.length &&
    a.every((one, index) => {
      const other = b[index];
      if (other === undefined) return false;
      if (one.kind === "literal" && other.kind === "literal") return one.text === other.text;
      const text =
        one.kind === "literal" ? one.text : other.kind === "literal" ? other.text : "any";
      return text !== "";
    })
  );
}
