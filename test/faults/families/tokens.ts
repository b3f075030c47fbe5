/** Faults of how a token is checked. Each makes a good token of one that a correct server refuses, or the reverse. */
import { isSignedWith } from "../../../src/contract/token.js";
import type { TokenData } from "../../../src/contract/format.js";
import type { Fault, FaultWorld } from "../fault.js";
import { bearerOf, resigned, withBearer, type Bearer } from "../tokens.js";

export const tokenFaults: readonly Fault[] = [
  {
    id: "authentication.algorithm-none",
    wrong: "a token of the algorithm none is accepted",
    noticedBy: ["authentication.algorithm"],
    make: accepting(({ header }) => (/^none$/i.test(String(header["alg"])) ? {} : null)),
  },
  {
    id: "authentication.algorithm-of-token",
    wrong: "a token chooses the hash that it is signed with",
    noticedBy: ["authentication.algorithm"],
    make: accepting((token, { secret }) =>
      token.header["alg"] !== "HS256" && isSignedWith(token, secret) ? {} : null,
    ),
  },
  {
    id: "authentication.signature-ignored",
    wrong: "the signature of a token is not checked",
    noticedBy: ["authentication.signature"],
    make: accepting((token, { secret }) =>
      token.header["alg"] === "HS256" && !isSignedWith(token, secret) ? {} : null,
    ),
  },
  {
    id: "authentication.signature-empty",
    wrong: "an empty signature is a valid one",
    noticedBy: ["authentication.signature"],
    make: accepting(({ header, signature }) =>
      header["alg"] === "HS256" && signature === "" ? {} : null,
    ),
  },
  {
    id: "authentication.key-looked-up",
    wrong: "a token that names its key is refused, since there is none by that name",
    noticedBy: ["authentication.key-id"],
    make: accepting(({ header, text }) =>
      header["kid"] === undefined ? null : { signature: `${text.slice(-4)}AAAA` },
    ),
  },
  {
    id: "authentication.leeway",
    wrong: "a token is good for a minute longer than it says",
    noticedBy: ["authentication.expiry"],
    make: accepting(({ claims }) => {
      const late = Date.now() / 1000 - Number(claims["exp"]);
      return late >= 0 && late < 60
        ? { claims: { exp: Math.floor(Date.now() / 1000) + 60 } }
        : null;
    }),
  },
  {
    id: "authentication.endless",
    wrong: "a token that does not say when it ends never ends",
    noticedBy: ["authentication.expiry"],
    make: accepting((token, { secret }) =>
      token.claims["exp"] === undefined && isSignedWith(token, secret)
        ? { claims: { exp: Math.floor(Date.now() / 1000) + 60 } }
        : null,
    ),
  },
  {
    id: "authentication.too-early",
    wrong: "a token is good before it says so",
    noticedBy: ["authentication.expiry"],
    make: accepting(({ claims }) =>
      Number(claims["nbf"]) > Date.now() / 1000 ? { claims: { nbf: 0 } } : null,
    ),
  },
  {
    id: "authentication.refresh-authenticates",
    wrong: "a refresh token is good for everything",
    noticedBy: ["authentication.kind", "authentication.refresh"],
    make: accepting(({ claims }) =>
      claims["token_type"] === "refresh" ? { claims: { token_type: "access" } } : null,
    ),
  },
  {
    id: "authentication.kind-needed",
    wrong: "a token without token_type is refused",
    noticedBy: ["authentication.kind"],
    make: accepting((token, { secret }) =>
      token.claims["token_type"] === undefined && isSignedWith(token, secret)
        ? { claims: { token_type: "unknown" } }
        : null,
    ),
  },
];

/** Signs a token anew, with what `as` says of it; `null` leaves it as it is. */
function accepting(as: (token: Bearer, world: FaultWorld) => TokenData | null): Fault["make"] {
  return (world) => ({
    request: (call) => {
      const token = bearerOf(call);
      const change = token === null ? null : as(token, world);
      return token === null || change === null
        ? call
        : withBearer(call, resigned(world, token, change));
    },
  });
}
