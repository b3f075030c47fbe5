/** Who calls: mostly somebody who may, now and then somebody who may not, or with credentials that are none. */
import type { Operation } from "../../model/index.js";
import { chance, choose, type Story, type Token } from "./story.js";

export interface Authorization {
  /** The header's value, or null for none. */
  readonly authorization: string | null;
  /** The caller, where the server lets one in. */
  readonly token: Token | null;
  /** Whether the operation lets the request in, as far as is known. */
  readonly fits: boolean;
}

export function authorize(story: Story, { access }: Operation): Authorization {
  const { random } = story.world;
  const any = choose(random, story.tokens);
  if (access.kind === "public") {
    // It is never looked at.
    const authorization = chance(random, 10) ? spelled(story, any) : null;
    return { authorization, token: null, fits: true };
  }
  const fitting = story.tokens.filter(({ scheme, part, account }) =>
    access.alternatives.some(
      (one) =>
        part === "access" &&
        one.scheme === scheme &&
        (one.roles.length === 0 || account.purpose === "admin"),
    ),
  );
  const token = choose(random, fitting);
  if (token !== undefined && chance(random, 85)) {
    const scheme = chance(random, 10) ? "bearer" : "Bearer";
    return { authorization: `${scheme} ${token.text}`, token, fits: true };
  }
  // Good tokens, but perhaps of another account, scheme or role, or for refreshing.
  const known = any === undefined || chance(random, 50) ? null : `Bearer ${any.text}`;
  const authorization = chance(random, 20) ? null : (known ?? spelled(story, any));
  return { authorization, token: null, fits: false };
}

/** Credentials of every kind, few of them good. */
function spelled({ world }: Story, token: Token | undefined): string {
  const { random } = world;
  const text = token?.text ?? "e30.e30.e30";
  const spellings = [
    `Bearer ${text}`,
    `Bearer ${text}x`,
    `Bearer x${text}`,
    `Bearer ${text}.`,
    `Bearer  ${text}`,
    `Bearer ${text} x`,
    `Token ${text}`,
    text,
    "Bearer",
    "Basic dXNlcjp1c2VyMTIz",
    "Bearer null",
  ];
  return choose(random, spellings) ?? "Bearer";
}
