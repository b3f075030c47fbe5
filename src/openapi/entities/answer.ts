/** What a successful answer is made of: one component, or several of them in an array or a page envelope. */
import { child, stringOf, type Node } from "../../source/index.js";
import type { RawOperation, RawResponse } from "../read/operation.js";
import { resolve } from "../reference.js";
import type { RawProperty } from "../schema/properties.js";
import type { Component } from "./components.js";
import type { Document } from "../document.js";

export interface Answer {
  readonly response: RawResponse;
  /** The whole answer is this component, with its schema as it stands in the response. */
  readonly one: { readonly component: Component; readonly schema: Node } | null;
  /** The answer is a list of this component; `property` holds it in a page envelope. */
  readonly many: {
    readonly component: Component;
    readonly schema: Node;
    readonly property: RawProperty | null;
  } | null;
}

/** The response of success: the lowest status from 200 to 299, or 101. */
export function successOf(operation: RawOperation): RawResponse | null {
  return (
    operation.responses.find(isSuccess) ??
    operation.responses.find(({ status }) => status === 101) ??
    null
  );
}

function isSuccess({ status }: RawResponse): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** `null` without a response of success. */
export function answerOf(document: Document, operation: RawOperation): Answer | null {
  const response = successOf(operation);
  if (response === null) return null;
  const { schema } = response;
  if (schema === null) return { response, one: null, many: null };
  const component = document.components.of(schema);
  return {
    response,
    one: component === null ? null : { component, schema },
    many: listIn(document, schema),
  };
}

function listIn(document: Document, schema: Node): Answer["many"] {
  const bare = itemsIn(document, [schema]);
  if (bare !== null) return { ...bare, property: null };
  const properties = document.reader.properties(schema);
  const said = properties.filter((property) => stringOf(property.vocabulary("page")) === "items");
  const lists = (said.length > 0 ? said : properties).flatMap((property) => {
    const items = itemsIn(document, property.nodes);
    return items === null ? [] : [{ ...items, property }];
  });
  const [only, ...more] = lists;
  return only !== undefined && more.length === 0 ? only : null;
}

/** The component that all items of an array are. */
function itemsIn(
  { context, components }: Document,
  nodes: readonly Node[],
): { readonly component: Component; readonly schema: Node } | null {
  for (const node of nodes) {
    const items = child(resolve(context, node), "items");
    const component = items === undefined ? null : components.of(items);
    if (items !== undefined && component !== null) return { component, schema: items };
  }
  return null;
}
