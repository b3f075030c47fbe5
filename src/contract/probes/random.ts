/** Numbers that follow from a seed: the same seed makes the same probes, in the same order. */

export interface Random {
  /** A whole number from 0 up to `below` − 1. */
  under(below: number): number;
  /** One more each time: what is made of it differs from all that came before with this seed. */
  next(): number;
  /** Short text of letters and digits that differs each time, and from seed to seed. */
  tag(): string;
  /** Whether this value is given for the first time; remembers it. What must be unique must not meet itself. */
  isFresh(value: string | number): boolean;
}

/** mulberry32, by Tommy Ettinger: 32 bits of state, good enough to choose test values. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  let count = 0;
  const draw = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const given = new Set<string | number>();
  const next = (): number => (count += 1);
  return {
    under: (below) => Math.floor((draw() / 2 ** 32) * below),
    next,
    isFresh: (value) => {
      const known = given.has(value);
      given.add(value);
      return !known;
    },
    tag: () => `${(seed >>> 0).toString(36)}x${next().toString(36)}`,
  };
}
