/** Which component schemas are stored things or projections of one, as far as the document says so itself. */
import { didYouMean } from "../../diagnostics/suggest.js";
import { child, stringOf, type Node, type Place } from "../../source/index.js";
import type { Context } from "../context.js";
import { resolve } from "../reference.js";
import { componentOf } from "../schema/parts.js";

const ENTITY_KEYS = ["entity", "table", "managedBy", "key"] as const;

export interface Component {
  readonly name: string;
  readonly node: Node;
  /** Where it stands. */
  readonly place: Place;
}

export interface Components {
  /** The component that a schema refers to; `null` for a schema in place. */
  readonly of: (schema: Node) => Component | null;
  readonly get: (name: string) => Component | null;
  /** Reports a name that no component has. */
  readonly named: (reference: Node) => Component | null;
  /** The component that this one is a projection of: itself without `of`. */
  readonly origin: (component: Component) => Component;
  /** Whether the document says `of` on it. */
  readonly isProjection: (component: Component) => boolean;
  /** Components that the document itself calls entities, or that others are projections of. */
  readonly declared: ReadonlySet<string>;
}

export function readComponents(context: Context): Components {
  const { vocabulary } = context;
  const get = (name: string): Component | null => {
    const node = context.schemas.get(name);
    return node === undefined ? null : { name, node, place: node.place };
  };
  const named = (reference: Node): Component | null => {
    const name = stringOf(reference) ?? "";
    const component = get(name);
    if (component === null) {
      const suggestion = didYouMean(name, context.schemas.keys());
      context.report("unknown-component", reference.place, { name, suggestion });
    }
    return component;
  };
  const origins = new Map<string, Component>();
  const declared = new Set<string>();
  for (const [name, node] of context.schemas) {
    const of = vocabulary.read(node, "of");
    const origin = of === undefined ? null : named(of);
    if (origin !== null && of !== undefined) {
      if (vocabulary.read(origin.node, "of") === undefined) origins.set(name, origin);
      else
        context.report("unknown-component", of.place, {
          name: `${origin.name} (an entity)`,
          suggestion: "",
        });
      declared.add(origin.name);
    }
    if (ENTITY_KEYS.some((key) => child(child(node, "x-gen-bench"), key) !== undefined))
      declared.add(name);
  }
  return {
    get,
    named,
    of: (schema) => {
      // A component may be another name for a component; what is said of it is said at the last one.
      const name = componentOf(schema);
      if (name === null) return null;
      const component = get(name);
      const inner = component === null ? null : componentOf(component.node);
      const isAlias =
        component !== null && inner !== null && child(component.node, "x-gen-bench") === undefined;
      return isAlias ? get(componentOf(resolveOnce(component.node)) ?? inner) : component;
    },
    origin: (component) => origins.get(component.name) ?? component,
    isProjection: (component) => origins.has(component.name),
    declared,
  };

  function resolveOnce(node: Node): Node {
    const target = resolve(context, node);
    return componentOf(target) === null ? node : target;
  }
}
