/**
 * Several files to one document: what references lead to in other files becomes a component, or stands in place where
 * OpenAPI has no components for it. Nodes keep their places, so that what is said of them names the right file.
 */
import { createReporter, type Diagnostic } from "../../diagnostics/index.js";
import { stringOf, type Entry, type MapNode, type Node } from "../../source/index.js";
import { OBJECTS, type Shape } from "../objects.js";
import { componentKind, referenceOf, writePointer } from "../reference.js";
import { fits, isData } from "../structure.js";
import type { DocumentFile, DocumentFiles } from "./collect.js";
import { createComponentNames } from "./component-names.js";
import { claimComponents, shapeOfKind, withComponents } from "./components.js";
import { createLocator, type Spot, type Target } from "./locate.js";
import { withEntries, withItems, withReference } from "./rewrite.js";

export interface Bundle {
  /** The first file itself where no reference leads out of it. */
  readonly root: MapNode;
  readonly diagnostics: readonly Diagnostic[];
}

interface Addition {
  readonly kind: string;
  readonly name: string;
  readonly spot: Spot;
}

const ANY: Shape = { kind: "any" };
const DOCUMENT: Shape = { kind: "object", name: "document" };

/** @param root of the first file */
export function bundle(files: DocumentFiles, root: MapNode): Bundle {
  const { main } = files;
  const reporter = createReporter(main.source);
  const { report } = reporter;
  const locator = createLocator(files, report);
  const names = createComponentNames();
  const owned = claimComponents({ node: root, file: main }, locator, names);
  const additions: Addition[] = [];
  const done = new Map<Node, Map<Shape, Node>>();

  const rewrite = (node: Node, shape: Shape, file: DocumentFile, open: readonly Node[]): Node => {
    if (node.kind === "scalar" || shape.kind === "data") return node;
    const known = done.get(node)?.get(shape);
    if (known !== undefined) return known;
    const made = rewriteFresh(node, shape, file, open);
    done.set(node, (done.get(node) ?? new Map<Shape, Node>()).set(shape, made));
    return made;
  };

  const rewriteFresh = (
    node: Exclude<Node, { kind: "scalar" }>,
    shape: Shape,
    file: DocumentFile,
    open: readonly Node[],
  ): Node => {
    if (shape.kind === "either") {
      return rewrite(node, fits(node, shape.of[0]) ? shape.of[0] : shape.of[1], file, open);
    }
    if (node.kind === "list") {
      const inner = shape.kind === "list" ? shape.of : ANY;
      return withItems(node, (item) => rewrite(item, inner, file, open));
    }
    const content = owned.get(node);
    // A list of components may stand inside of one of them, when its file is referred to as a whole.
    if (content !== undefined && !open.includes(content.node)) {
      return rewrite(content.node, shape, content.file, [...open, content.node]);
    }
    const reference = referenceOf(node);
    const kind = shape.kind === "object" ? OBJECTS[shape.name].components : null;
    if (reference === undefined) return rewriteEntries(node, shape, file, open);
    if (kind === null) return inline(node, reference, shape, file, open);
    if (kind === "pathItems") return rewritePathItem(node, reference, shape, file, open);
    const text = nameTarget(reference, kind, file);
    const rewritten = rewriteEntries(node, shape, file, open);
    return text === null ? rewritten : withReference(rewritten, text);
  };

  const rewriteEntries = (
    node: MapNode,
    shape: Shape,
    file: DocumentFile,
    open: readonly Node[],
  ): MapNode =>
    withEntries(node, ({ name, value }) => {
      if (shape.kind === "map") {
        const isExtension = shape.extensible === true && name.startsWith("x-");
        return isExtension ? value : rewrite(value, shape.of, file, open);
      }
      if (shape.kind === "object") {
        const { fields } = OBJECTS[shape.name];
        const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
        if (field === undefined && name.startsWith("x-")) return value;
        return rewrite(value, field ?? ANY, file, open);
      }
      return isData(name) || name.startsWith("x-") ? value : rewrite(value, ANY, file, open);
    });

  /** What a reference is called inside of the one document. */
  const pointTo = (target: Target, reference: Entry, file: DocumentFile): string => {
    const written = textOf(reference);
    return file === main && written.startsWith("#") ? written : writePointer(target.tokens);
  };

  /** `$ref` for what is named by it, as the text of a reference inside of the one document. */
  const nameTarget = (reference: Entry, kind: string, file: DocumentFile): string | null => {
    const target = locator.chase(reference, file);
    if (target === null) return null;
    if (target.spot === null || target.named === main) return pointTo(target, reference, file);
    const actual = componentKind(target.tokens);
    if (actual !== null && actual !== kind) {
      report("reference-to-other-kind", reference.value.place, {
        reference: textOf(reference),
        kind: `components/${actual}`,
        expected: `components/${kind}`,
      });
      return null;
    }
    return writePointer(["components", kind, nameOf(kind, target, target.spot)]);
  };

  const nameOf = (kind: string, target: Target, spot: Spot): string => {
    const known = names.of(kind, spot.node);
    if (known !== null) return known;
    const name = names.make(kind, target, spot.node);
    additions.push({ kind, name, spot });
    return name;
  };

  /** Where OpenAPI has no components: the target in the place of the reference, without what stands beside it. */
  const inline = (
    node: MapNode,
    reference: Entry,
    shape: Shape,
    file: DocumentFile,
    open: readonly Node[],
  ): Node => {
    const target = locator.follow(reference, file);
    if (target === null) return node;
    if (shape.kind === "any" && target.named === main) {
      return withReference(node, pointTo(target, reference, file));
    }
    return insert(target, reference, shape, open) ?? node;
  };

  /** `null` after a report. */
  const insert = (
    { spot }: Target,
    reference: Entry,
    shape: Shape,
    open: readonly Node[],
  ): Node | null => {
    const { place } = reference.value;
    if (spot === null) {
      report("dangling-reference", place, { reference: textOf(reference), suggestion: "" });
      return null;
    }
    if (open.includes(spot.node)) {
      report("circular-reference", place, { reference: textOf(reference) });
      return null;
    }
    return rewrite(spot.node, shape, spot.file, [...open, spot.node]);
  };

  /** A path item may have fields of its own beside the reference; they come before those that it refers to. */
  const rewritePathItem = (
    node: MapNode,
    reference: Entry,
    shape: Shape,
    file: DocumentFile,
    open: readonly Node[],
  ): Node => {
    const target = locator.follow(reference, file);
    if (target === null) return node;
    const own = rewriteEntries(node, shape, file, open);
    if (target.named === main && (node.entries.size === 1 || target.spot === null)) {
      return withReference(own, pointTo(target, reference, file));
    }
    const inserted = insert(target, reference, shape, open);
    if (inserted?.kind !== "map") return inserted ?? node;
    const entries = new Map(inserted.entries);
    for (const [name, entry] of own.entries) if (name !== "$ref") entries.set(name, entry);
    return { ...node, entries };
  };

  const whole = rewriteEntries(root, DOCUMENT, main, []);
  const added = new Map<string, Entry[]>();
  // Rewriting one may lead to more.
  for (let next = additions[0], count = 1; next !== undefined; next = additions[count++]) {
    const { kind, name, spot } = next;
    const shape = shapeOfKind(kind);
    if (shape === null) continue;
    const value = rewrite(spot.node, shape, spot.file, [spot.node]);
    added.set(kind, [...(added.get(kind) ?? []), { name, value, place: spot.node.place }]);
  }
  return {
    root: withComponents(whole, added),
    diagnostics: [...reporter.diagnostics(), ...locator.diagnostics()],
  };
}

function textOf(reference: Entry): string {
  return stringOf(reference.value) ?? "";
}
