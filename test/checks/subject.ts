/** Every target on the shipped document, for checks that are run by hand. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { prepareSubject, type PreparedSubject } from "../../src/cli/process-subject.js";
import { createProgress } from "../../src/cli/progress.js";
import { folders } from "../../src/database/folders.js";
import type { Target } from "../../src/targets/index.js";
import { lowered, silentTerminal } from "../support.js";

const file = join(import.meta.dirname, "../../spec/openapi.yaml");

export function subjectOf(target: Target): Promise<PreparedSubject> {
  return prepareSubject({
    api: lowered({ file, text: readFileSync(file, "utf8") }),
    target,
    folder: join(folders().cache, "checks", target.name),
    progress: createProgress(silentTerminal),
    signal: new AbortController().signal,
  });
}
