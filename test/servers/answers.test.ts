/** Code that answers the wrong thing must not compile: the types come from the document. */
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { makeProjects } from "../../src/cli/several.js";
import { runCommand } from "../../src/toolchain/index.js";
import { documentCases } from "../documents.js";
import { lowered } from "../support.js";
import { runnableTargets, startOptions } from "./several.js";

interface Wrong {
  readonly what: string;
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
  /** What the compiler has to say about it. */
  readonly told: string;
}

/** One thing changed in the TypeScript of our own document. */
const WRONG: readonly Wrong[] = [
  {
    what: "a status that is not documented",
    file: "operations/users.ts",
    right: "status: 201,",
    wrong: "status: 202,",
    told: "Type '202' is not assignable to type '201'",
  },
  {
    what: "a body without its properties",
    file: "operations/movies.ts",
    right: "body: fromMovieRow(row)",
    wrong: "body: {}",
    told: "Type '{}' is missing the following properties",
  },
  {
    what: "a property of another type",
    file: "statements/movies.ts",
    right: "year: number",
    wrong: "year: string",
    told: "Types of property 'year' are incompatible",
  },
  {
    what: "a missing property",
    file: "statements/users.ts",
    right: "return { id, username, role }",
    wrong: "return { id, role }",
    told: "Property 'username' is missing in type",
  },
  {
    what: "a check of another type",
    file: "checks/users.ts",
    right: '"ADMIN", "SHOPKEEPER"',
    wrong: '"ADMIN", "NOBODY"',
    told: "Type '\"NOBODY\"' is not assignable to type",
  },
];

const [own] = documentCases();
if (own === undefined) throw new Error("our own document is missing");
const api = lowered(own);
const { targets } = await runnableTargets();
const typed = targets.filter(({ language }) => language === "typescript");
const options = startOptions(api, typed);

beforeAll(() => makeProjects(options), 300_000);

test.each(typed)("$name refuses wrong answers", { timeout: 240_000 }, async (target) => {
  const folder = options.folderOf(target);
  const typecheck = () => runCommand(["npm", "run", "typecheck"], { cwd: folder });
  await typecheck();
  const undo = await Promise.all(WRONG.map((one) => change(folder, one)));
  const complaints = await typecheck().then(
    () => "",
    (error: unknown) => String(error),
  );
  for (const { what, told } of WRONG) expect(complaints, what).toContain(told);
  for (const back of undo) await back();
});

/** @returns what puts it right again */
async function change(folder: string, { what, file, right, wrong }: Wrong) {
  const path = join(folder, "src", file);
  const text = await readFile(path, "utf8");
  expect(text, what).toContain(right);
  await writeFile(path, text.replace(right, wrong));
  return () => writeFile(path, text);
}
