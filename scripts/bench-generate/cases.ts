/** What is measured: temporary copies of the document, the command line, and what changes before each run. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "../../src/package-root.js";
import { largeDocument } from "./document.js";

export interface Case {
  readonly name: string;
  readonly args: readonly string[];
  /** That is expected. */
  readonly code: number;
  /** `GEN_BENCH_HOME`: where caches are. */
  readonly home: string;
  /** Runs before each measured run. */
  readonly prepare: () => void;
  readonly limit: Limit | null;
  /** Takes seconds: measured fewer times. */
  readonly slow: boolean;
}

export type Limit = { readonly timesNode: number } | { readonly seconds: number };

const LARGE = 500;

/**
 * @param folder that is empty
 * @param target that stands for one
 */
export function casesIn(folder: string, target: string): readonly Case[] {
  const [one, all] = ["one", "all"].map((name) => workplace(join(folder, name)));
  const cold = workplace(join(folder, "cold"));
  if (one === undefined || all === undefined) throw new Error("a workplace is missing");
  const large = join(folder, "large.json");
  writeFileSync(large, largeDocument(LARGE));
  const forOne = ["--target", target, "--spec", one.document, "--out", one.out];
  const forAll = ["--all", "--spec", all.document, "--out", all.out];
  const missing = ["--target", target, "--spec", "missing.yaml"];
  const quick = { code: 0, home: one.home, prepare: () => undefined, limit: null, slow: false };
  const slow = { code: 0, home: cold.home, prepare: cold.clear, slow: true };
  return [
    {
      ...quick,
      name: "one target, warm",
      args: forOne,
      prepare: one.edit,
      limit: { timesNode: 5 },
    },
    { ...quick, name: "one target, nothing changed", args: forOne },
    {
      ...quick,
      name: "five targets, warm",
      args: forAll,
      prepare: all.edit,
      limit: { timesNode: 14 },
    },
    {
      ...quick,
      name: "--check, nothing changed",
      args: [...forAll, "--check"],
      limit: { timesNode: 6 },
    },
    { ...quick, name: "--help", args: ["--help"] },
    { ...quick, name: "targets", args: ["targets"] },
    { ...quick, name: "an unknown option", args: ["--tarket"], code: 2 },
    { ...quick, name: "a missing document", args: missing, code: 2 },
    {
      ...slow,
      name: "five targets, cold",
      args: ["--all", "--spec", cold.document, "--out", cold.out],
      limit: { seconds: 4 },
    },
    {
      ...slow,
      name: `${LARGE} operations, one target, cold`,
      args: ["--target", target, "--spec", large, "--out", cold.out],
      limit: { seconds: 6 },
    },
  ];
}

/** A document, an output folder, and a home for caches. */
function workplace(folder: string) {
  const text = readFileSync(join(packageRoot(), "spec", "openapi.yaml"), "utf8");
  const place = {
    document: join(folder, "openapi.yaml"),
    out: join(folder, "out"),
    home: join(folder, "home"),
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(place.document, text);
  let edits = 0;
  return {
    ...place,
    edit(): void {
      edits += 1;
      writeFileSync(place.document, withDescription(text, edits));
    },
    clear(): void {
      rmSync(place.home, { recursive: true, force: true });
      rmSync(place.out, { recursive: true, force: true });
    },
  };
}

/** The document with one description changed: that in the middle of all that stand on a line of their own. */
function withDescription(text: string, edit: number): string {
  const found = [...text.matchAll(/^ +description: \w[^:#]*$/gm)];
  const middle = found[Math.floor(found.length / 2)];
  if (middle === undefined) throw new Error("the document has no description to change");
  const end = middle.index + middle[0].length;
  return `${text.slice(0, end)} Edit ${edit}.${text.slice(end)}`;
}
