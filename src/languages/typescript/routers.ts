/** Routers for frameworks that try routes in turn: one for each tag, with its paths in the order to be tried. */
import type { Segment } from "../../model/index.js";
import type { PathStyle } from "../language.js";
import { Scope } from "../names.js";
import { allowedMethods, routerPath } from "../paths.js";
import type { Comment, Identifier, Literal } from "../text.js";
import { comment, literal } from "./literals.js";
import type { ProjectNames, TagNames } from "./names.js";
import type { RouteView } from "./routes.js";

export interface RouterView {
  readonly title: Comment;
  readonly file: Identifier;
  readonly plugin: Identifier;
  readonly pathItems: readonly PathItemView[];
  /** Names by the file of the tag that has them: one operation of a path may have another tag than the first. */
  readonly checkImports: readonly FileImports[];
  readonly operationImports: readonly FileImports[];
  readonly [flag: string]: unknown;
}

export interface PathItemView {
  readonly url: Literal;
  readonly routes: readonly RouteView[];
  /** Value of `Allow`: a path owns all its methods. */
  readonly allow: Literal;
}

interface FileImports {
  readonly file: Identifier;
  readonly names: readonly Identifier[];
}

interface PathItem {
  readonly segments: readonly Segment[];
  /** Of the first operation. */
  readonly tag: TagNames;
  readonly operations: {
    readonly method: string;
    readonly route: RouteView;
    readonly file: Identifier;
  }[];
}

/**
 * Literal segments are tried before parameters. Where two tags cover paths of each other, one of them gets a second
 * router.
 * @param routes of each tag, in the order of its operations.
 */
export function routerViews(
  { tags, scope }: Pick<ProjectNames, "tags" | "scope">,
  routes: readonly (readonly RouteView[])[],
  style: PathStyle,
): RouterView[] {
  const files = new Scope();
  return inTurn(tags, pathItems(tags, routes)).map((items, index, all) => {
    const { tag, file, plugin } = tagOf(items);
    const first = all.findIndex((other) => tagOf(other).tag === tag) === index;
    return {
      title: comment(tag),
      file: files.claim(file),
      plugin: first ? plugin : scope.claim(plugin),
      pathItems: items.map(({ segments, operations }) => ({
        url: literal(routerPath({ segments }, style)),
        routes: operations.map(({ route }) => route),
        allow: literal(allowedMethods(operations.map(({ method }) => method))),
      })),
      ...importsOf(items),
      ...flagsOf(items.flatMap(({ operations }) => operations.map(({ route }) => route))),
    };
  });
}

/** In the document's order. */
function pathItems(
  tags: readonly TagNames[],
  routes: readonly (readonly RouteView[])[],
): readonly PathItem[] {
  const byPath = new Map<string, PathItem>();
  for (const [index, tag] of tags.entries()) {
    for (const [at, { operation }] of tag.operations.entries()) {
      const { path, segments, method } = operation;
      const item = byPath.get(path) ?? { segments, tag, operations: [] };
      const route = routes[index]?.[at];
      if (route !== undefined) item.operations.push({ method, route, file: tag.file });
      byPath.set(path, item);
    }
  }
  return [...byPath.values()];
}

/** Paths of one tag each, so that none comes before another one that has to be tried first. */
function inTurn(tags: readonly TagNames[], all: readonly PathItem[]): PathItem[][] {
  const before = new Map(all.map((item) => [item, all.filter((other) => covers(item, other))]));
  const placed = new Set<PathItem>();
  const free = (item: PathItem) =>
    !placed.has(item) && before.get(item)?.every((other) => placed.has(other));
  const routers: PathItem[][] = [];
  while (placed.size < all.length) {
    const possible = tags.map((tag) => {
      const own = all.filter((item) => item.tag === tag && !placed.has(item));
      const taken: PathItem[] = [];
      for (let next = own.find(free); next !== undefined; next = own.find(free)) {
        taken.push(next);
        placed.add(next);
      }
      for (const item of taken) placed.delete(item);
      return { taken, complete: taken.length === own.length };
    });
    const some = possible.filter(({ taken }) => taken.length > 0);
    const chosen = some.find(({ complete }) => complete) ?? some[0];
    if (chosen === undefined) throw new Error("Paths that cover each other are ambiguous");
    for (const item of chosen.taken) placed.add(item);
    routers.push(chosen.taken);
  }
  return routers;
}

/** Whether a path would take requests of another one that is more literal. No parameter takes an empty segment. */
function covers({ segments }: PathItem, { segments: others }: PathItem): boolean {
  if (segments.length !== others.length) return false;
  let wider = false;
  for (const [index, segment] of segments.entries()) {
    const other = others[index];
    if (other === undefined) return false;
    if (segment.kind === "literal") {
      if (other.kind !== "literal" || other.text !== segment.text) return false;
    } else if (other.kind === "literal") {
      if (other.text === "") return false;
      wider = true;
    }
  }
  return wider;
}

function tagOf(items: readonly PathItem[]): TagNames {
  const [first] = items;
  if (first === undefined) throw new Error("A router has paths");
  return first.tag;
}

function importsOf(items: readonly PathItem[]) {
  const operations = items.flatMap((item) => item.operations);
  const byFile = (namesOf: (route: RouteView) => readonly (Identifier | false)[]) => {
    const files = new Map<Identifier, Identifier[]>();
    for (const { route, file } of operations) {
      const names = namesOf(route).flatMap((name) => name || []);
      if (names.length > 0) files.set(file, [...(files.get(file) ?? []), ...names]);
    }
    return [...files].map(([file, names]) => ({ file, names }));
  };
  return {
    checkImports: byFile(({ pathCheck, inputCheck }) => [pathCheck, inputCheck]),
    operationImports: byFile(({ echo, name }) => [!echo && name]),
  };
}

/** What a file of routes has to import besides. */
function flagsOf(routes: readonly RouteView[]) {
  const some = (test: (route: RouteView) => boolean) => routes.some(test);
  return {
    routerContext: some(
      ({ restricted, readsBody, takes }) => restricted || readsBody || takes.context,
    ),
    checked: some(({ checked }) => checked),
    restricted: some(({ restricted }) => restricted),
    pathChecks: some(({ pathCheck }) => pathCheck !== false),
    bodyChecks: some(({ readsBody }) => readsBody),
    bodilessChecks: some(({ inputCheck, readsBody }) => inputCheck !== false && !readsBody),
    inputHooks: some(({ pathCheck, inputCheck }) => pathCheck !== false || inputCheck !== false),
    echoes: some(({ echo }) => echo),
    answers: some(({ echo }) => !echo),
    answersOpen: some(({ answersOpen }) => answersOpen),
    answersPlain: some(({ answersOpen, echo }) => !answersOpen && !echo),
  };
}
