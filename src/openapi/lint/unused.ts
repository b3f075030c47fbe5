/** Components that nothing leads to. */
import type { Api } from "../../model/index.js";
import { child, entriesOf, entryOf, itemsOf, stringOf, type Node } from "../../source/index.js";
import type { Document } from "../document.js";
import { readPointer, referenceOf } from "../reference.js";
import { EXTENSION } from "../vocabulary.js";

export function reportUnused({ context }: Document, api: Api): void {
  const { root, report } = context;
  const components = child(root, "components");
  const used = new Set<string>();
  const seen = new Set<Node>();

  const use = (kind: string, name: string): void => {
    const node = child(child(components, kind), name);
    if (node === undefined || used.has(`${kind}/${name}`)) return;
    used.add(`${kind}/${name}`);
    visit(node);
  };

  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    const text = stringOf(referenceOf(node)?.value);
    const [first, kind, name] = text?.startsWith("#") ? (readPointer(text.slice(1)) ?? []) : [];
    if (first === "components" && kind !== undefined && name !== undefined) use(kind, name);
    for (const entry of entriesOf(node)) {
      if (entry.name === EXTENSION) useNamed(entry.value);
      if (entry.name === "security") useSchemes(entry.value);
      if (entry.value !== components) visit(entry.value);
    }
    for (const item of itemsOf(node)) visit(item);
  };

  /** The vocabulary refers to component schemas by their names alone. */
  const useNamed = (node: Node): void => {
    const name = stringOf(node);
    if (name !== undefined) use("schemas", name);
    for (const { value } of entriesOf(node)) useNamed(value);
    for (const item of itemsOf(node)) useNamed(item);
  };

  const useSchemes = (security: Node): void => {
    for (const requirement of itemsOf(security)) {
      for (const { name } of entriesOf(requirement)) use("securitySchemes", name);
    }
  };

  visit(root);
  for (const { name } of api.entities) use("schemas", name);
  for (const { name: kind } of entriesOf(components)) {
    if (kind.startsWith("x-")) continue;
    for (const { name, place } of entriesOf(entryOf(components, kind)?.value)) {
      if (!used.has(`${kind}/${name}`)) {
        report("no-unused-components", place, { component: `${kind}/${name}` });
      }
    }
  }
}
