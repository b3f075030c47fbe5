/** Checks that a document has the shape of OpenAPI: fields, types, references, and the vocabulary of `x-gen-bench`. */
import { didYouMean } from "../diagnostics/suggest.js";
import { child, entriesOf, itemsOf, stringOf, type Entry, type Node } from "../source/index.js";
import type { Context } from "./context.js";
import {
  OBJECTS,
  UNSUPPORTED_KEYWORDS,
  type ObjectName,
  type ObjectShape,
  type Shape,
} from "./objects.js";
import { componentKind, followReference, referenceOf } from "./reference.js";
import { EXTENSION } from "./vocabulary.js";
import { checkVocabulary } from "./vocabulary-schema.js";

export interface Structure {
  /** Nodes that carry `x-gen-bench`, to ask at the end whether all of it had an effect. */
  readonly extended: readonly Node[];
}

const TYPES: Readonly<Record<string, string>> = {
  string: "a string",
  boolean: "true or false",
  number: "a number",
  count: "an integer of at least 0",
  list: "a list",
  map: "an object",
  object: "an object",
};

/** Reports every part of the document that is not shaped as OpenAPI says. */
export function checkStructure(context: Context): Structure {
  const { root, report } = context;
  const extended: Node[] = [];
  const misplaced: { node: Node; extension: Entry; object: string }[] = [];
  const visited = new Map<Node, Set<string>>();

  const check = (node: Node, shape: Shape, at: Entry["place"]): void => {
    switch (shape.kind) {
      case "data":
        return;
      case "any":
        for (const entry of entriesOf(node)) {
          if (entry.name === EXTENSION)
            report("misplaced-extension", entry.place, { object: "part of the document" });
          else if (!isData(entry.name)) check(entry.value, shape, entry.place);
        }
        for (const item of itemsOf(node)) check(item, shape, item.place);
        return;
      case "either":
        check(node, fits(node, shape.of[0]) ? shape.of[0] : shape.of[1], at);
        return;
      case "word": {
        const value = stringOf(node);
        if (value !== undefined && shape.words.includes(value)) return;
        report("wrong-value", node.place, {
          expected: shape.words.join(", "),
          suggestion: value === undefined ? "" : didYouMean(value, shape.words),
        });
        return;
      }
      case "object":
        checkObject(node, shape.name, at);
        return;
      default:
        if (!fits(node, shape)) {
          report("wrong-type", node.place, { expected: TYPES[shape.kind] ?? shape.kind });
        } else if (shape.kind === "list") {
          for (const item of itemsOf(node)) check(item, shape.of, item.place);
        } else if (shape.kind === "map") {
          for (const entry of entriesOf(node)) {
            if (shape.extensible === true && entry.name.startsWith("x-")) {
              if (entry.name === EXTENSION)
                report("misplaced-extension", entry.place, { object: "map of names" });
              continue;
            }
            check(entry.value, shape.of, entry.place);
          }
        }
    }
  };

  const checkObject = (node: Node, name: ObjectName, at: Entry["place"]): void => {
    const shape = OBJECTS[name];
    if (node.kind === "scalar" && typeof node.value === "boolean" && shape.components === "schemas")
      return;
    if (node.kind !== "map") {
      report("wrong-type", node.place, { expected: `an object (${shape.title})` });
      return;
    }
    const names = visited.get(node) ?? new Set();
    if (names.has(name)) return;
    visited.set(node, names.add(name));
    const isReference = referenceOf(node) !== undefined && shape.components !== null;
    if (isReference && !checkReference(node, name, shape)) return;
    // A reference stands for the whole object, but for schemas and path items, which may have fields beside it.
    const alone = isReference && shape.components !== "schemas" && shape.components !== "pathItems";
    if (!alone) checkFields(node, shape, at);
    checkExtension(node, shape);
  };

  const checkReference = (node: Node, name: ObjectName, shape: ObjectShape): boolean => {
    const entry = referenceOf(node);
    const text = stringOf(entry?.value) ?? "";
    const place = entry?.value.place ?? node.place;
    const seen = new Set<Node>([node]);
    let current: Node = node;
    for (let next = text; ; next = stringOf(referenceOf(current)?.value) ?? "") {
      const found = followReference(root, next);
      if (found.kind !== "found") {
        report("dangling-reference", place, {
          reference: text,
          suggestion: suggestReference(context, text),
        });
        return false;
      }
      const kind = componentKind(found.tokens);
      if (kind !== null && kind !== shape.components) {
        report("reference-to-other-kind", place, {
          reference: text,
          kind: `components/${kind}`,
          expected: `components/${shape.components ?? ""}`,
        });
        return false;
      }
      if (seen.has(found.node)) {
        report("circular-reference", place, { reference: text });
        return false;
      }
      seen.add(found.node);
      current = found.node;
      if (referenceOf(current) === undefined) break;
    }
    if (shape.components === "schemas")
      check(current, { kind: "object", name: "schema" }, current.place);
    else check(current, { kind: "object", name }, current.place);
    return true;
  };

  const checkFields = (node: Node, shape: ObjectShape, at: Entry["place"]): void => {
    const isSchema = shape.components === "schemas";
    for (const entry of entriesOf(node)) {
      const field = Object.hasOwn(shape.fields, entry.name) ? shape.fields[entry.name] : undefined;
      if (field !== undefined) check(entry.value, field, entry.place);
      if (isSchema && entry.name === "nullable" && context.version === "3.1") {
        const suggestion = ' OpenAPI 3.1 says it with `type: [string, "null"]`.';
        report("unknown-keyword", entry.place, { keyword: entry.name, suggestion });
      }
      if (field !== undefined) continue;
      if (entry.name === "$ref" && stringOf(entry.value) === undefined) {
        report("wrong-type", entry.value.place, { expected: "a text that names what is meant" });
        continue;
      }
      if (isSchema && UNSUPPORTED_KEYWORDS.has(entry.name))
        continue; // refused where it is used
      else if (!entry.name.startsWith("x-")) reportUnknown(entry, shape, isSchema);
    }
    for (const field of shape.required) {
      if (child(node, field) === undefined) {
        report("missing-field", at, { field, object: shape.title });
      }
    }
  };

  const reportUnknown = (entry: Entry, shape: ObjectShape, isSchema: boolean): void => {
    const suggestion = didYouMean(entry.name, [...Object.keys(shape.fields), EXTENSION]);
    if (isSchema) report("unknown-keyword", entry.place, { keyword: entry.name, suggestion });
    else
      report("unknown-field", entry.place, { field: entry.name, object: shape.title, suggestion });
  };

  const checkExtension = (node: Node, shape: ObjectShape): void => {
    const extension = entriesOf(node).find(({ name }) => name === EXTENSION);
    if (extension === undefined) return;
    if (shape.vocabulary === null) {
      misplaced.push({ node, extension, object: shape.title });
      return;
    }
    extended.push(node);
    for (const { place, problem, suggestion } of checkVocabulary(shape.vocabulary, extension)) {
      report("invalid-extension", place, { problem, suggestion });
    }
  };

  check(root, { kind: "object", name: "document" }, root.place);
  for (const { node, extension, object } of misplaced) {
    // A component or property that is also reached through `$ref` was checked as what it is.
    if (!extended.includes(node)) report("misplaced-extension", extension.place, { object });
  }
  return { extended };
}

/** Fields whose values are examples, not parts of the document. */
export function isData(field: string): boolean {
  return field === "example" || field === "examples" || field === "value";
}

export function fits(node: Node, shape: Shape): boolean {
  switch (shape.kind) {
    case "string":
    case "boolean":
    case "number":
      return node.kind === "scalar" && typeof node.value === shape.kind;
    case "count":
      return node.kind === "scalar" && Number.isSafeInteger(node.value) && Number(node.value) >= 0;
    case "list":
      return node.kind === "list";
    case "map":
    case "object":
      return node.kind === "map";
    default:
      return true;
  }
}

function suggestReference(context: Context, text: string): string {
  const [, components, kind, name] = text.split("/");
  if (components !== "components" || kind === undefined || name === undefined) return "";
  const known = entriesOf(child(child(context.root, "components"), kind)).map(
    (entry) => entry.name,
  );
  return didYouMean(name, known);
}
