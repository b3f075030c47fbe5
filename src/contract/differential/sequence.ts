/**
 * A sequence of requests that follows from a document and a seed alone: as they should be, at the edges of what is
 * valid, and mutated. Later ones use the tokens, keys and values of earlier ones.
 */
import type { Api, Operation } from "../../model/index.js";
import { mutate } from "../fuzz/mutate.js";
import { createRandom } from "../fuzz/random.js";
import { nameOf } from "../probes/call.js";
import { pathsOf, routeOf } from "../probes/paths.js";
import { operationsOf } from "../probes/world.js";
import { requestHead, type RawRequest } from "../http/message.js";
import { isObject } from "../variables.js";
import { readComparable } from "./comparable.js";
import { requestOf, type Draft } from "./draft.js";
import type { Entry } from "./entry.js";
import { learn } from "./learn.js";
import { chance, choose, createStory, type Story } from "./story.js";
import { draftOf } from "./valid.js";
import { vary } from "./vary.js";

/** @param count how many requests, those among them that log in at the beginning */
export function makeSequence(api: Api, seed: number, count: number): Entry[] {
  const story = createStory(api, seed);
  const weighted = api.operations.flatMap((one) =>
    Array.from({ length: WEIGHTS[one.behavior.kind] }, () => one),
  );
  const entries: Entry[] = [];
  for (const draft of openings(story)) {
    if (entries.length < count) entries.push(entryOf(story, entries.length, draft, "valid"));
  }
  while (entries.length < count) entries.push(next(story, weighted, entries.length));
  return entries;
}

/** Every test account logs in, so that there are tokens from the beginning. */
function openings(story: Story): Draft[] {
  const { api } = story.world;
  return operationsOf(api, "login").flatMap((operation) => {
    const scheme = api.schemes.find(({ name }) => name === operation.behavior.scheme);
    return story.accounts
      .filter(({ entity, purpose }) => entity === scheme?.account && purpose !== "inactive")
      .map((account) => {
        const draft = draftOf(story, operation);
        const { identifier, password } = operation.behavior;
        const others = isObject(draft.body) ? draft.body : {};
        const body = {
          ...others,
          [identifier]: account.identifier,
          [password]: account.password,
        };
        return { ...draft, body, succeeds: true };
      });
  });
}

/** Behaviors that make or show stored things are asked more often than those that always say the same. */
const WEIGHTS: Readonly<Record<Operation["behavior"]["kind"], number>> = {
  constant: 1,
  readiness: 1,
  choices: 1,
  choice: 2,
  echo: 1,
  custom: 3,
  currentUser: 3,
  login: 3,
  refresh: 3,
  delete: 3,
  retrieve: 4,
  replace: 4,
  update: 5,
  list: 6,
  create: 7,
};

function next(story: Story, weighted: readonly Operation[], id: number): Entry {
  const { random } = story.world;
  if (random.under(250) === 0) return page(story, id);
  const operation = choose(random, weighted);
  if (operation === undefined) return page(story, id);
  const draft = draftOf(story, operation);
  const way = random.under(100);
  if (way < 45) return entryOf(story, id, withMethod(story, draft), "valid");
  if (way < 75) {
    const varied = vary(story, draft);
    if (varied !== null) return entryOf(story, id, varied.draft, varied.how);
  }
  return mutated(story, id, draft) ?? entryOf(story, id, draft, "valid");
}

/** Now and then another method on the same path. */
function withMethod(story: Story, draft: Draft): Draft {
  const { random } = story.world;
  if (!chance(random, 8)) return draft;
  const methods = ["HEAD", "HEAD", "OPTIONS", "DELETE", "PUT", "PATCH", "POST", "GET"];
  return { ...draft, method: choose(random, methods) ?? "HEAD", succeeds: false };
}

/** Pages that every server has besides those of the document. */
function page({ world: { random } }: Story, id: number): Entry {
  const targets = ["/openapi.json", "/docs", "/redoc", "/docs/none", "/none"];
  const target = choose(random, targets) ?? "/docs";
  const headers = [{ name: "Host", value: "127.0.0.1" }];
  const method = chance(random, 30) ? "HEAD" : "GET";
  const request = { method, target, headers, body: Buffer.alloc(0), chunked: false };
  return { id, name: `${method} ${target}`, request, saves: [], operation: null };
}

/** Mutants that an HTTP library may refuse are passed over. */
const TRIES = 12;

function mutated(story: Story, id: number, draft: Draft): Entry | null {
  const whole = requestOf({ ...draft, chunked: false });
  const random = createRandom(story.world.random.under(2 ** 31));
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const mutant = mutate(whole, random);
    const request = mutant.expects === "cut" ? null : readComparable(mutant.bytes);
    if (request === null || isSame(request, whole)) continue;
    return {
      id,
      name: `${nameOf(draft.operation)}: ${mutant.kind}`,
      request,
      saves: [],
      operation: operationAt(story.world.api, request),
    };
  }
  return null;
}

function isSame(a: RawRequest, b: RawRequest): boolean {
  return requestHead(a).equals(requestHead(b)) && a.body.equals(b.body);
}

function entryOf(story: Story, id: number, draft: Draft, how: string): Entry {
  const { operation, method } = draft;
  const isOwn = method === operation.method.toUpperCase();
  const request = requestOf(draft);
  return {
    id,
    name: `${nameOf(operation)}: ${how}`,
    request,
    saves: isOwn ? learn(story, id, draft) : [],
    operation: isOwn && how === "valid" ? operation : operationAt(story.world.api, request),
  };
}

/** The operation that answers, in which a mutation may have led elsewhere. */
function operationAt(api: Api, { method, target }: RawRequest): Operation | null {
  const [path = ""] = target.split("?");
  const found = routeOf(api, path);
  const known = pathsOf(api).find((one) => one.path === found?.path);
  return known?.operations.find((one) => one.method.toUpperCase() === method) ?? null;
}
