/** What a sequence knows from a request on that succeeds, and what it keeps of the answer. */
import { below } from "../pointer.js";
import { findProblems } from "../probes/oracle.js";
import { isObject } from "../variables.js";
import { accountOf } from "./bodies.js";
import type { Draft } from "./draft.js";
import { reference, type Save } from "./reference.js";
import { chance, entityOf, remember, type Account, type Story } from "./story.js";

/** What the sequence has from now on, if the request succeeds; and what to keep of the answer. */
export function learn(story: Story, id: number, draft: Draft): Save[] {
  const { behavior } = draft.operation;
  switch (behavior.kind) {
    case "login":
    case "refresh":
      return learnTokens(story, id, draft);
    case "list":
    case "create":
      return learnRows(story, id, draft);
    case "delete":
      if (draft.succeeds) forget(story, behavior.entity, draft.path.get(behavior.parameter));
      return [];
    case "retrieve":
    case "replace":
    case "update":
    case "currentUser":
    case "constant":
    case "readiness":
    case "choices":
    case "choice":
    case "echo":
    case "custom":
      return [];
  }
}

function learnTokens(story: Story, id: number, draft: Draft): Save[] {
  const { behavior, body } = draft.operation;
  if ((behavior.kind !== "login" && behavior.kind !== "refresh") || !isObject(draft.body))
    return [];
  if (!draft.succeeds || body === null) return [];
  const sent = draft.body;
  const account =
    behavior.kind === "refresh"
      ? story.tokens.find(({ text }) => text === sent[behavior.token])?.account
      : story.accounts.find(
          ({ identifier, password }) =>
            identifier === sent[behavior.identifier] && password === sent[behavior.password],
        );
  if (account === undefined) return [];
  return behavior.parts.flatMap(({ property, part }) => {
    if (part !== "access" && part !== "refresh") return [];
    const name = `${id}_${part}`;
    story.tokens.push({ scheme: behavior.scheme, part, account, text: reference(name) });
    return [{ name, pointer: below("", property) }];
  });
}

/** Items of a list that are kept: its first ones are there whatever the filters. */
const KEPT_ITEMS = 2;

function learnRows(story: Story, id: number, draft: Draft): Save[] {
  const { behavior } = draft.operation;
  if (behavior.kind !== "list" && behavior.kind !== "create") return [];
  const entity = entityOf(story.world.api, behavior.entity);
  const key = behavior.shown.find(({ field }) => field === entity?.key);
  if (!draft.succeeds || entity === undefined) return [];
  const owner: Account | null = behavior.owned ? (draft.token?.account ?? null) : null;
  const keep = (name: string, before: string): Save[] => {
    if (key === undefined) return [];
    remember(story.rows, entity.name, { key: reference(name), owner });
    return [{ name, pointer: before + below("", key.property) }];
  };
  if (behavior.kind === "list") {
    if (draft.query.length > 0 || chance(story.world.random, 50)) return [];
    const items = behavior.envelope === null ? "" : below("", behavior.envelope.items);
    return Array.from({ length: KEPT_ITEMS }, (_, index) =>
      keep(`${id}_${index}`, below(items, index)),
    ).flat();
  }
  const { body } = draft.operation;
  if (!isObject(draft.body) || body === null) return [];
  if (findProblems(body.schema, draft.body).length > 0) return [];
  for (const { property, field } of behavior.stored) {
    const value = Object.hasOwn(draft.body, property) ? draft.body[property] : undefined;
    if (value !== undefined && value !== null) {
      remember(story.values, `${entity.name}.${field}`, value);
    }
  }
  const account = accountOf(story, draft.operation, draft.body);
  if (account !== null) story.accounts.push(account);
  return keep(`${id}_key`, "");
}

/** A row that was deleted is asked for again now and then. */
function forget({ rows, world }: Story, entity: string, key: string | undefined): void {
  const known = rows.get(entity) ?? [];
  const place = known.findIndex((row) => row.key === key);
  if (place !== -1 && chance(world.random, 70)) known.splice(place, 1);
}
