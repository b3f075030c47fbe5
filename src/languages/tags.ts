/** Operations by tag, which become files. */
import type { Api, Operation } from "../model/index.js";
import { Scope, kebabCase } from "./names.js";
import type { Identifier } from "./text.js";

/** Names that no file may have on Windows. */
const DEVICES =
  "con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9";

export interface Tag {
  readonly tag: string;
  /** File name without ending, different from all others in any case. */
  readonly file: Identifier;
  readonly operations: readonly Operation[];
}

/** How a language names files. */
export interface FileNames {
  /** File names that the templates use themselves, in lower case. */
  readonly taken?: readonly string[];
  readonly spelled?: (tag: string) => string;
}

/** In the document's order. */
export function tagsOf(
  api: Api,
  { taken = [], spelled = kebabCase }: FileNames = {},
): readonly Tag[] {
  const files = new Scope([...DEVICES.split(" "), ...taken], (name) => name.toLowerCase());
  const byTag = new Map<string, Operation[]>();
  for (const operation of api.operations) {
    byTag.set(operation.tag, [...(byTag.get(operation.tag) ?? []), operation]);
  }
  return [...byTag].map(([tag, operations]) => ({
    tag,
    file: files.claim(spelled(tag) || "operations"),
    operations,
  }));
}
