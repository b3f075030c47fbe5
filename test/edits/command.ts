/** An edited document through the built command, onto the disk. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { genBench } from "../cli/command.js";
import { contents } from "../unit/output/folder.js";
import type { Outcome } from "./outcome.js";

export interface CommandRoom {
  /** What the command did that does not go with the outcome; `null` if all is well. */
  tell(text: string, outcome: Outcome): Promise<string | null>;
  remove(): Promise<void>;
}

/** One folder for all documents, so that each run finds what another one left. */
export async function createRoom(): Promise<CommandRoom> {
  const cwd = await mkdtemp(join(tmpdir(), "gen-bench-edits-"));
  const document = join(cwd, "openapi.yaml");
  const out = join(cwd, "out");
  return {
    async tell(text, outcome) {
      await writeFile(document, text);
      const before = await contents(out).catch(() => ({}));
      const { code, talk } = await genBench(["--all", "--spec", "openapi.yaml", "--out", "out"], {
        cwd,
      });
      const after = await contents(out).catch(() => ({}));
      if (outcome.kind === "accepted") {
        if (code !== 0) return `the command ended with ${code}: ${talk}`;
        return differences(withoutLedgers(after), filesOf(outcome), OWN);
      }
      if (code !== 2) return `the command ended with ${code}: ${talk}`;
      const unsaid =
        outcome.kind === "refused" ? outcome.codes.find((one) => !talk.includes(one)) : undefined;
      if (unsaid !== undefined) return `the command did not say ${unsaid}: ${talk}`;
      return differences(after, before);
    },
    remove: () => rm(cwd, { recursive: true, force: true }),
  };
}

type Texts = Readonly<Record<string, string>>;

function filesOf({ files }: Extract<Outcome, { kind: "accepted" }>): Texts {
  const all = [...files].flatMap(([target, own]) =>
    [...own].map(([path, text]) => [`${target.name}/${path}`, text] as const),
  );
  return Object.fromEntries(all);
}

function withoutLedgers(texts: Texts): Texts {
  return Object.fromEntries(
    Object.entries(texts).filter(([path]) => !path.endsWith("/.gen-bench.json")),
  );
}

/** Handlers are the user's: what an earlier document needed stays, and is completed for the next one. */
const OWN = /\/handlers\//;

/** @param kept files that are only there, whatever stands in them */
function differences(found: Texts, wanted: Texts, kept?: RegExp): string | null {
  const paths = [...new Set([...Object.keys(found), ...Object.keys(wanted)])];
  const different = paths.filter(
    (path) =>
      found[path] !== wanted[path] && !(kept?.test(path) === true && Object.hasOwn(found, path)),
  );
  return different.length === 0
    ? null
    : `the folder is not as it should be: ${different.join(", ")}`;
}
