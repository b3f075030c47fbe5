/** Which build of the generator this is. */

declare const GEN_BENCH_BUILD: string | undefined;

/** Digest of the bundle and of what it depends on (scripts/build.mjs); `null` where the sources run as they are. */
export const BUILD: string | null = typeof GEN_BENCH_BUILD === "undefined" ? null : GEN_BENCH_BUILD;
