/** Who may call an operation, in terms of claims. */
import type { Access, Api } from "../model/index.js";

/** A security scheme, and the names of boolean claims that its token must have. */
export interface Alternative {
  readonly scheme: string;
  readonly claims: readonly string[];
}

/** Whether tokens say of which scheme they are. */
export function hasSeveralSchemes(api: Api): boolean {
  return api.schemes.some(({ mark }) => mark !== undefined);
}

/** One of them must be met. None is said where any valid token will do. */
export function alternativesOf(access: Access, api: Api): readonly Alternative[] | undefined {
  if (access.kind === "public") return undefined;
  const anyToken = access.alternatives.some(({ roles }) => roles.length === 0);
  if (anyToken && !hasSeveralSchemes(api)) return undefined;
  const claimOf = (scheme: string, role: string) =>
    api.schemes
      .find(({ name }) => name === scheme)
      ?.roles.find((candidate) => candidate.role === role)?.claim ?? role;
  return access.alternatives.map(({ scheme, roles }) => ({
    scheme,
    claims: roles.map((role) => claimOf(scheme, role)),
  }));
}
