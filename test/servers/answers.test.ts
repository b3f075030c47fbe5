/** A template that answers the wrong thing must not compile: the types come from the document. */
import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folders } from "../../src/database/folders.js";
import { discoverTargets } from "../../src/targets/index.js";
import { installDependencies, runCommand } from "../../src/toolchain/index.js";

const root = join(import.meta.dirname, "../..");

/** The TypeScript of our own document: what is in `generated/` with one thing changed. */
const WRONG = [
  ["a status that is not documented", "operations/users.ts", "status: 201,", "status: 202,"],
  ["a body without its properties", "operations/users.ts", "body: fromUserRow(row)", "body: {}"],
  ["a property of another type", "statements/movies.ts", "year: number", "year: string"],
  [
    "a missing property",
    "statements/users.ts",
    "return { id, username, role }",
    "return { id, role }",
  ],
  ["a check of another type", "checks/users.ts", '"ADMIN", "SHOPKEEPER"', '"ADMIN", "NOBODY"'],
] as const;

const targets = discoverTargets().filter(({ language }) => language === "typescript");

test.each(targets)(
  "$name refuses wrong answers",
  { timeout: 240_000 },
  async ({ name, toolchain }) => {
    const folder = join(folders().cache, "test-answers", name);
    await cp(join(root, "generated", name), folder, { recursive: true });
    await installDependencies(folder, toolchain);
    const typecheck = () => runCommand(["npm", "run", "typecheck"], { cwd: folder });
    await typecheck();
    for (const [what, file, right, wrong] of WRONG) {
      const path = join(folder, "src", file);
      const text = await readFile(path, "utf8");
      expect(text, what).toContain(right);
      await writeFile(path, text.replace(right, wrong));
      await expect(typecheck(), what).rejects.toThrow(/error TS/);
      await writeFile(path, text);
    }
  },
);
