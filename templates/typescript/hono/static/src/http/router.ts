/**
 * Hono's fastest router takes no path that another one covers, as `/users/:id` does `/users/me`; one such pair would
 * leave all paths to its slowest. So literal paths have a router of their own, and are tried first.
 */
import type { Result, Router } from "hono/router";
import { RegExpRouter } from "hono/router/reg-exp-router";
import { SmartRouter } from "hono/router/smart-router";
import { TrieRouter } from "hono/router/trie-router";

/** A handler, and beside it what Hono knows of its route. */
type Routed = readonly [(...parameters: never[]) => unknown, unknown];

export class LiteralsFirstRouter<T extends Routed> implements Router<T> {
  readonly name = "LiteralsFirstRouter";
  /** Literal paths, with what has been found for each method. */
  readonly #found = new Map<string, Map<string, Result<T>>>();
  readonly #literals: Router<T> = new RegExpRouter();
  readonly #others: Router<T> = new SmartRouter({ routers: [new RegExpRouter(), new TrieRouter()] });

  add(method: string, path: string, handler: T): void {
    const isLiteral = !/[:*]/.test(path);
    if (isLiteral) this.#found.set(path, new Map());
    // What is used for every path below another one is used for literal ones too.
    if (isLiteral || path.endsWith("/*")) this.#literals.add(method, path, handler);
    if (!isLiteral) this.#others.add(method, path, handler);
  }

  match(method: string, path: string): Result<T> {
    const found = this.#found.get(path);
    if (found === undefined) return reachable(this.#others.match(method, path));
    let result = found.get(method);
    if (result === undefined) {
      result = reachable(this.#literals.match(method, path));
      found.set(method, result);
    }
    return result;
  }
}

/**
 * Without the handlers behind a first one that takes no `next`. Hono calls a handler that is alone right away, several
 * by promises.
 */
function reachable<T extends Routed>(result: Result<T>): Result<T> {
  const [handlers, ...parameters] = result;
  const [first] = handlers;
  if (first === undefined || handlers.length === 1 || first[0][0].length > 1) return result;
  return [[first], ...parameters] as unknown as Result<T>;
}
