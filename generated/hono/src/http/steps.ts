/**
 * What has to hold before a handler answers. Hono calls a handler that is alone right away, but several by promises that
 * each request pays for; so every route has one, which takes its steps first.
 */
import type { Context, Handler } from "hono";
import type { Env } from "../env.js";

/** What a step adds to the context: variables for `c.get`, values for `c.req.valid` by Hono's names of their places. */
interface Additions {
  readonly variables?: object;
  readonly values?: object;
}

/** Throws a Problem where something does not hold. */
export interface Step<Added extends Additions> {
  (c: Context<EnvWith<Added>>): Promise<void> | void;
  /** Never set: says what there is after it. */
  readonly added?: Added;
}

type EnvWith<A> = A extends { variables: infer Variables extends object }
  ? Env & { Variables: Variables }
  : Env;

type InputOf<A> = A extends { values: infer Values extends object }
  ? { in: Values; out: Values }
  : object;

type All<A extends readonly unknown[]> = A extends readonly [infer First, ...infer Others]
  ? First & All<Others>
  : unknown;

/** A handler that answers after all steps, in their order. */
export function after<A extends readonly Additions[], R extends Response>(
  steps: readonly [...{ [K in keyof A]: Step<A[K]> }],
  answer: (c: Context<EnvWith<All<A>>, string, InputOf<All<A>>>) => R | Promise<R>,
): Handler<EnvWith<All<A>>, string, InputOf<All<A>>, R | Promise<R>> {
  type Whole = Parameters<typeof answer>[0];
  const all = steps as readonly ((c: Whole) => Promise<void> | void)[];
  const from = (index: number, c: Whole): R | Promise<R> => {
    for (let at = index; at < all.length; at += 1) {
      const waiting = all[at]?.(c);
      if (waiting !== undefined) return waiting.then(() => from(at + 1, c));
    }
    return answer(c);
  };
  return (c) => from(0, c);
}
