/**
 * Random changes of documents, the same for the same seed. An edit has a seed of its own, so that one can be left out of
 * a list and the others still do what they did, as far as the document lets them.
 */
import { createRandom } from "../../src/contract/fuzz/index.js";
import type { Edits } from "./edit.js";
import { anyEdits } from "./kinds/anything.js";
import { fieldEdits } from "./kinds/fields.js";
import { keywordEdits } from "./kinds/keywords.js";
import { operationEdits } from "./kinds/operations.js";
import { parameterEdits } from "./kinds/parameters.js";
import { resourceEdits } from "./kinds/resources.js";
import { responseEdits } from "./kinds/responses.js";
import { securityEdits } from "./kinds/security.js";
import { wordEdits } from "./kinds/words.js";
import { copyOf, parseTree, printTree, type TreeMap } from "./tree.js";

/** By part of the document; each part is as likely as another, whatever the number of its edits. */
export const editsByPart: Readonly<Record<string, Edits>> = {
  fields: fieldEdits,
  keywords: keywordEdits,
  parameters: parameterEdits,
  operations: operationEdits,
  resources: resourceEdits,
  responses: responseEdits,
  security: securityEdits,
  words: wordEdits,
  anything: anyEdits,
};

/** An edit that is to be made. */
export interface PlannedEdit {
  readonly part: string;
  readonly name: string;
  readonly seed: number;
}

export interface Edited {
  /** The document, as YAML. */
  readonly text: string;
  /** What was done, for a person; edits that found nothing to do are not among it. */
  readonly done: readonly string[];
}

/** What a change is tried that finds nothing to do, before it is given up. */
const TRIES = 20;
/** How many edits a document gets: mostly one, since two are refused more often. */
const COUNTS: readonly number[] = [1, 1, 1, 2, 2, 3];

/** One to three edits that each do something. */
export function planEdits(base: string, seed: number): readonly PlannedEdit[] {
  const random = createRandom(seed);
  const planned: PlannedEdit[] = [];
  const wanted = random.pick(COUNTS);
  let tree = parseTree(base);
  for (let tried = 0; tried < TRIES && planned.length < wanted; tried += 1) {
    const part = random.pick(Object.keys(editsByPart));
    const name = random.pick(Object.keys(editsByPart[part] ?? {}));
    const edit = { part, name, seed: random.integer(2 ** 32) };
    const edited = copyOf(tree);
    if (editTree(edited, edit) === null) continue;
    planned.push(edit);
    tree = edited;
  }
  return planned;
}

export function applyEdits(base: string, edits: readonly PlannedEdit[]): Edited {
  const tree = parseTree(base);
  const done = edits.flatMap((edit) => {
    const said = editTree(tree, edit);
    return said === null ? [] : [`${edit.part}, ${edit.name}: ${said}`];
  });
  return { text: printTree(tree), done };
}

/** What was done to the tree; `null` where there was nothing to do. */
export function editTree(tree: TreeMap, { part, name, seed }: PlannedEdit): string | null {
  const edit = editsByPart[part]?.[name];
  if (edit === undefined) throw new Error(`there is no edit "${name}" of ${part}`);
  return edit(tree, createRandom(seed));
}
