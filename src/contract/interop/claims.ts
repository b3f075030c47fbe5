/** What servers of one database owe each other (docs/wire.md): passwords, tokens, and rows at once. */
import type { Create, Operation, Retrieve } from "../../model/index.js";
import { reference } from "../differential/reference.js";
import { below } from "../pointer.js";
import { nameOf } from "../probes/call.js";
import { callerOf, operationsOf, type World } from "../probes/world.js";
import { enter, logIn, sentBody, stepOf, type Check, type Claim, type Step } from "./check.js";

type Made = Omit<Check, "expects">;

const accounts: Claim = {
  id: "account.password",
  expects: "an account that was made with the first to log in to the second",
  appliesTo: "operation that makes accounts which can log in",
  checks: (world) =>
    operationsOf(world.api, "login").flatMap((login): Made[] => {
      const scheme = world.api.schemes.find(({ name }) => name === login.behavior.scheme);
      const entity = world.api.entities.find(({ name }) => name === scheme?.account);
      return operationsOf(world.api, "create").flatMap((create): Made[] => {
        if (create.behavior.entity !== entity?.name) return [];
        const property = (role: "identifier" | "password"): string | undefined => {
          const field = entity.fields.find((one) => one.role.kind === role);
          return create.behavior.stored.find((one) => one.field === field?.name)?.property;
        };
        const [name, password] = [property("identifier"), property("password")];
        const entrance = enter(world, create, "first");
        if (name === undefined || password === undefined || entrance === null) return [];
        const made = created(world, create, entrance.token, []);
        if (made === null) return [];
        const sent = sentBody(made);
        const body = {
          [login.behavior.identifier]: sent[name] ?? null,
          [login.behavior.password]: sent[password] ?? null,
        };
        const status = login.behavior.status;
        const entered = stepOf(world, { on: "second", operation: login, status, body });
        return checkOf(`account.password ${nameOf(create)}, ${nameOf(login)}`, [
          ...entrance.steps,
          made,
          entered,
        ]);
      });
    }),
};

const access: Claim = {
  id: "token.access",
  expects: "an access token of the first to be good for the second",
  appliesTo: "operation that asks for a token and needs no row",
  checks: (world) =>
    world.api.schemes.flatMap(({ name }): Made[] => {
      const caller = callerOf(world, name, "admin");
      const guarded = guardedBy(world, name);
      if (caller === undefined || guarded === undefined) return [];
      const token = reference("access_access");
      return checkOf(`token.access ${nameOf(guarded.operation)}`, [
        logIn(world, caller, "first", "access_"),
        stepOf(world, { on: "second", ...guarded, token }),
      ]);
    }),
};

const refresh: Claim = {
  id: "token.refresh",
  expects:
    "a refresh token of the first to give an access token of the second, which is good for the first",
  appliesTo: "operation that refreshes tokens",
  checks: (world) =>
    operationsOf(world.api, "refresh").flatMap((operation): Made[] => {
      const { behavior } = operation;
      const caller = callerOf(world, behavior.scheme, "admin");
      // Not every login of the document issues one.
      const login = operationsOf(world.api, "login").find(
        (one) =>
          one.behavior.scheme === behavior.scheme &&
          one.behavior.parts.some(({ part }) => part === "refresh"),
      );
      if (caller === undefined || login === undefined) return [];
      const part = behavior.parts.find((one) => one.part === "access");
      const saves =
        part === undefined ? [] : [{ name: "fresh", pointer: below("", part.property) }];
      const guarded = guardedBy(world, behavior.scheme);
      const token = reference("fresh");
      return checkOf(`token.refresh ${nameOf(operation)}`, [
        logIn(world, { ...caller, login }, "first", "refresh_"),
        stepOf(world, {
          on: "second",
          operation,
          status: behavior.status,
          body: { [behavior.token]: reference("refresh_refresh") },
          saves,
        }),
        ...(guarded === undefined || part === undefined
          ? []
          : [stepOf(world, { on: "first", ...guarded, token })]),
      ]);
    }),
};

const rowCreated = rows(
  "rows.created",
  "a row that was made with the first to be seen by the second at once",
  () => [],
);

const rowChanged = rows(
  "rows.changed",
  "what the first changed to be seen by the second at once",
  ({ world, create, token, key }) =>
    operationsOf(world.api, "replace", "update")
      .filter(({ behavior }) => behavior.entity === create.behavior.entity)
      .map((operation) =>
        stepOf(world, { on: "first", operation, status: operation.behavior.status, token, key }),
      ),
  "changed",
);

const rowDeleted = rows(
  "rows.deleted",
  "what the first deleted to be gone for the second at once",
  ({ world, create, token, key }) =>
    operationsOf(world.api, "delete")
      .filter(({ behavior }) => behavior.entity === create.behavior.entity)
      .map((operation) =>
        stepOf(world, { on: "first", operation, status: operation.behavior.status, token, key }),
      ),
  "gone",
);

export const CLAIMS: readonly Claim[] = [
  accounts,
  access,
  refresh,
  rowCreated,
  rowChanged,
  rowDeleted,
];

type CreateOperation = Operation & { readonly behavior: Create };
type RetrieveOperation = Operation & { readonly behavior: Retrieve };

interface Row {
  readonly world: World;
  readonly create: CreateOperation;
  readonly token: string | undefined;
  /** Reference to its key. */
  readonly key: string;
}

/** A claim on a row that one creates and the other retrieves, with something between the two. */
function rows(
  id: string,
  expects: string,
  between: (row: Row) => readonly (Step | null)[],
  after: "same" | "changed" | "gone" = "same",
): Claim {
  return {
    id,
    expects,
    appliesTo: `${after === "same" ? "" : `${after === "gone" ? "delete" : "write"} of a `}row that can be made and retrieved`,
    checks: (world) =>
      operationsOf(world.api, "create").flatMap((create): Made[] => {
        const retrieve = operationsOf(world.api, "retrieve").find(
          ({ behavior }) => behavior.entity === create.behavior.entity,
        );
        const entity = world.api.entities.find(({ name }) => name === create.behavior.entity);
        const shown = create.behavior.shown.find(({ field }) => field === entity?.key);
        const maker = enter(world, create, "first");
        if (retrieve === undefined || shown === undefined || maker === null) return [];
        const row = { world, create, token: maker.token, key: reference("row") };
        const made = created(world, create, maker.token, [
          { name: "row", pointer: below("", shown.property) },
        ]);
        const changes = between(row);
        if (after !== "same" && changes.length === 0) return [];
        const before = [...maker.steps, made, ...changes];
        return checkOf(`${id} ${nameOf(create)}, ${nameOf(retrieve)}`, [
          ...before,
          seen(row, retrieve, before, after),
        ]);
      }),
  };
}

/** The row as the other server shows it: as the last answer showed it, where both show the same. */
function seen(
  { world, create, token, key }: Row,
  retrieve: RetrieveOperation,
  before: readonly (Step | null)[],
  after: "same" | "changed" | "gone",
): Step | null {
  const status = after === "gone" ? 404 : retrieve.behavior.status;
  const isAlike = showsSame(create.behavior, retrieve.behavior);
  const last = before.length - 1;
  const answered = before[last]?.status !== 204 && after !== "gone" && isAlike;
  return stepOf(world, {
    on: "second",
    operation: retrieve,
    status,
    token: retrieve.access.kind === "public" ? undefined : token,
    key,
    ...(answered ? { sameAs: last } : {}),
  });
}

function showsSame(one: Create, other: Retrieve): boolean {
  return JSON.stringify(one.shown) === JSON.stringify(other.shown);
}

function created(
  world: World,
  operation: CreateOperation,
  token: string | undefined,
  saves: Step["saves"],
): Step | null {
  const { status } = operation.behavior;
  return stepOf(world, { on: "first", operation, status, token, saves });
}

/** One that changes nothing and needs nothing but a token of the scheme, with whatever role. */
function guardedBy(
  { api }: World,
  scheme: string,
): { readonly operation: Operation; readonly status: number } | undefined {
  const found = api.operations.find(
    ({ access: who, method, behavior }) =>
      who.kind === "restricted" &&
      who.alternatives.some((one) => one.scheme === scheme) &&
      method === "get" &&
      "status" in behavior &&
      !("parameter" in behavior),
  );
  return found !== undefined && "status" in found.behavior
    ? { operation: found, status: found.behavior.status }
    : undefined;
}

/** A check, unless one of its steps cannot be made. */
function checkOf(id: string, steps: readonly (Step | null)[]): Made[] {
  const whole = steps.filter((step) => step !== null);
  return whole.length === steps.length ? [{ id, steps: whole }] : [];
}
