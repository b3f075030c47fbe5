/**
 * Delta debugging: the smallest part of a list that still fails, in the sense that nothing can be taken out of it any
 * more (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002, the algorithm ddmin).
 */

export interface Shrunk<T> {
  readonly items: readonly T[];
  /** How many parts were tried. */
  readonly tries: number;
}

/**
 * @param items fail as a whole
 * @param guesses parts to try before others, the most wanted first
 * @param most tries, after which the smallest part so far has to do
 */
export async function shrink<T>(
  items: readonly T[],
  fails: (part: readonly T[]) => Promise<boolean>,
  guesses: readonly (readonly T[])[] = [],
  most = 300,
): Promise<Shrunk<T>> {
  const state = { tries: 0 };
  const attempt = (part: readonly T[]): Promise<boolean> => {
    state.tries += 1;
    return fails(part);
  };
  let current = items;
  for (const guess of guesses) {
    if (guess.length >= current.length || !(await attempt(guess))) continue;
    current = guess;
    break;
  }
  let pieces = 2;
  while (current.length > 1 && state.tries < most) {
    const parts = without(current, Math.min(pieces, current.length));
    const smaller = await firstFailing(parts, attempt, () => state.tries >= most);
    if (smaller !== null) {
      current = smaller;
      pieces = Math.max(pieces - 1, 2);
    } else if (pieces < current.length) {
      pieces = Math.min(pieces * 2, current.length);
    } else {
      break;
    }
  }
  return { items: current, tries: state.tries };
}

async function firstFailing<T>(
  parts: Iterable<readonly T[]>,
  fails: (part: readonly T[]) => Promise<boolean>,
  isOver: () => boolean,
): Promise<readonly T[] | null> {
  for (const part of parts) {
    if (isOver()) return null;
    if (await fails(part)) return part;
  }
  return null;
}

/**
 * The list without each of so many pieces of it. Beginnings are taken out first: what is found last in a sequence
 * needs little of what was long before.
 */
function* without<T>(items: readonly T[], pieces: number): Iterable<readonly T[]> {
  for (let piece = 0; piece < pieces; piece += 1) {
    const from = Math.floor((items.length * piece) / pieces);
    const to = Math.floor((items.length * (piece + 1)) / pieces);
    yield [...items.slice(0, from), ...items.slice(to)];
  }
}
