/**
 * What a sequence has made so far, as far as its maker knows: accounts, tokens, rows and stored values. Later requests
 * are made from it, so that most of them find something.
 */
import type { Api, Entity, Json } from "../../model/index.js";
import { testAccounts, type TestAccount } from "../../sql/index.js";
import type { Random } from "../probes/random.js";
import { worldOf, type World } from "../probes/world.js";

export interface Story {
  readonly world: World;
  readonly accounts: Account[];
  readonly tokens: Token[];
  /** By entity. */
  readonly rows: Map<string, Row[]>;
  /** What was stored or made up, by entity and field. */
  readonly values: Map<string, Json[]>;
}

export interface Account {
  readonly entity: string;
  readonly identifier: string;
  readonly password: string;
  /** `new` for one that the sequence made. */
  readonly purpose: TestAccount["purpose"] | "new";
}

export interface Token {
  readonly scheme: string;
  readonly part: "access" | "refresh";
  readonly account: Account;
  /** As it stands in requests. */
  readonly text: string;
}

export interface Row {
  /** As it stands in paths. */
  readonly key: string;
  /** Whose it is, where it belongs to somebody. */
  readonly owner: Account | null;
}

export function createStory(api: Api, seed: number): Story {
  return {
    world: worldOf(api, seed),
    accounts: [...testAccounts(api)],
    tokens: [],
    rows: new Map(),
    values: new Map(),
  };
}

export function entityOf(api: Api, name: string): Entity | undefined {
  return api.entities.find((one) => one.name === name);
}

/** Later ones are in the way of nothing: a sequence remembers as many as it can use. */
const MOST = 60;

export function remember<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const known = map.get(key) ?? [];
  known.push(value);
  if (known.length > MOST) known.shift();
  map.set(key, known);
}

/** Whether something happens that shall happen so often, in percent. */
export function chance(random: Random, percent: number): boolean {
  return random.under(100) < percent;
}

export function choose<T>(random: Random, items: readonly T[]): T | undefined {
  return items[random.under(items.length)];
}
