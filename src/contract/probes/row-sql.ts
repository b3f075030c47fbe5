/** A row that no operation makes, put into the database of the server. */
import { insertRow } from "../../sql/index.js";
import type { Step } from "../format.js";
import { plain, query } from "./probe.js";
import type { Caller, World } from "./world.js";

/** Saves the new row's key in `key`; `null` for an account, whose rows the seed makes. */
export function rowSql(
  { api, random }: World,
  entity: string,
  owner: Caller | undefined,
  key: string,
): Step | null {
  const insert = insertRow(api, entity);
  if (insert === null) return null;
  // Far above what a seed numbers.
  const number = 1_000_000 + random.under(8_000_000) * 100 + random.next();
  const identifier = owner === undefined ? [] : [plain(owner.account.identifier)];
  if (insert.owned !== (owner !== undefined)) return null;
  return query(plain(insert.text), [number, ...identifier], { save: { [key]: "/0/key" } });
}
