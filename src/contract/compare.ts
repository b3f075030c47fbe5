/** An expected JSON value against an actual one, kinds included. */
import type { Json } from "../model/index.js";
import type { Difference } from "./report.js";
import { checkKind, isKind, type KindContext } from "./kinds.js";
import { below } from "./pointer.js";
import { isObject } from "./variables.js";

export interface Comparison {
  readonly differences: readonly Difference[];
  /** The expected value with every kind replaced by what came, for a comparison of bytes. */
  readonly filled: Json;
}

/** Compares value by value; the order of names is left to a comparison of bytes. `undefined` stands for absent. */
export function compareJson(
  expected: Json,
  actual: Json | undefined,
  context: KindContext,
  pointer = "",
): Comparison {
  if (isKind(expected)) {
    const problem = checkKind(expected, actual, context);
    return {
      differences: problem === null ? [] : [{ ...difference(pointer, expected, actual), problem }],
      filled: actual ?? null,
    };
  }
  if (isObject(expected) && isObject(actual)) {
    const parts = Object.keys(expected).map((name) => ({
      name,
      part: compareJson(
        expected[name] ?? null,
        Object.hasOwn(actual, name) ? actual[name] : undefined,
        context,
        below(pointer, name),
      ),
    }));
    const surplus = Object.keys(actual).filter((name) => !Object.hasOwn(expected, name));
    return {
      differences: [
        ...parts.flatMap(({ part }) => part.differences),
        ...surplus.map((name) => difference(below(pointer, name), undefined, actual[name])),
      ],
      filled: Object.fromEntries(
        parts
          .filter(({ name }) => Object.hasOwn(actual, name))
          .map(({ name, part }) => [name, part.filled]),
      ),
    };
  }
  if (Array.isArray(expected) && Array.isArray(actual)) {
    const longest = Math.max(expected.length, actual.length);
    const parts = Array.from({ length: longest }, (_, index) => {
      const [wanted, given] = [
        expected[index] as Json | undefined,
        actual[index] as Json | undefined,
      ];
      if (wanted !== undefined) return compareJson(wanted, given, context, below(pointer, index));
      return { differences: [difference(below(pointer, index), undefined, given)], filled: null };
    });
    return {
      differences: parts.flatMap((part) => part.differences),
      filled: parts.slice(0, expected.length).map((part) => part.filled),
    };
  }
  const same = actual !== undefined && JSON.stringify(expected) === JSON.stringify(actual);
  return { differences: same ? [] : [difference(pointer, expected, actual)], filled: expected };
}

function difference(
  pointer: string,
  expected: Json | undefined,
  actual: Json | undefined,
): Difference {
  return {
    where: pointer === "" ? "body" : `body ${pointer}`,
    expected: show(expected),
    actual: show(actual),
  };
}

function show(value: Json | undefined): string {
  return value === undefined ? "absent" : JSON.stringify(value);
}
