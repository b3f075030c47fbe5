/** Regeneration: compares folders with what should be in them, and brings them there. */
import { resolve } from "node:path";
import { explainFailure } from "./failures.js";
import { createDigester, type Digester } from "./ledger.js";
import { withLock } from "./lock.js";
import { isCurrent, namesIn, planOutput, type Output, type OutputPlan } from "./plan.js";
import { refuse } from "./refusal.js";
import { makeFolder, takeBack, writePlans, type Undo } from "./write.js";

export interface UpdateOptions {
  /** Takes the generated text where a file was edited or is not ours, and deletes edited files that are stale. */
  readonly force: boolean;
  /** For texts that are generated. */
  readonly digest?: Digester;
}

/**
 * Writes nothing where nothing differs. Files that are neither generated nor in the ledger are never touched. Another
 * run that writes to one of the folders is waited for.
 * @returns what was done, in the order of `outputs`
 * @throws UsageError as `refuse` and `planOutput` do, before anything is written
 * @throws EditedError as `refuse` does
 * @throws EnvironmentError when the file system refuses; the disk is then as it was
 */
export async function updateOutput(
  outputs: readonly Output[],
  { force, digest = createDigester() }: UpdateOptions,
): Promise<readonly OutputPlan[]> {
  // A look without a lock is enough to see that nothing is to do. What else it sees may be a run at work.
  const plans = await planAll(outputs, digest, []).catch(() => []);
  if (plans.length > 0 && plans.every((plan) => isCurrent(plan) && !plan.leftovers)) return plans;
  for (const { folder } of outputs) await explained(folder, () => namesIn(folder));
  const made: Undo[] = [];
  try {
    for (const { folder } of outputs) {
      await explained(folder, () => makeFolder(folder, made));
    }
    return await locked(outputs, async () => {
      const current = await planAll(outputs, digest, plans);
      if (!force) refuse(current);
      await writePlans(current);
      return current;
    });
  } catch (error) {
    await takeBack(made);
    throw error;
  }
}

/** @param before a look at the same outputs just before, if there was one */
async function planAll(
  outputs: readonly Output[],
  digest: Digester,
  before: readonly OutputPlan[],
): Promise<OutputPlan[]> {
  const plans: OutputPlan[] = [];
  for (const [index, output] of outputs.entries()) {
    plans.push(await planOutput(output, { digest, before: before[index] }));
  }
  return plans;
}

/** Locks are taken in one order by all, so that no two runs wait for each other. */
function locked<T>(outputs: readonly Output[], work: () => Promise<T>): Promise<T> {
  const folders = outputs.map(({ folder }) => resolve(folder)).toSorted();
  const enter = (index: number): Promise<T> => {
    const folder = folders[index];
    if (folder === undefined) return work();
    return explained(folder, () => withLock(folder, () => enter(index + 1)));
  };
  return enter(0);
}

async function explained<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw explainFailure(error, folder);
  }
}
