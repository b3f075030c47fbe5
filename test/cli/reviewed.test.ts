/**
 * What a reviewer of a pull request sees: an edit of the document changes the files and lines that are about it, in
 * every target, and nothing else. The lines are counted in a table.
 */
import { parsePatch } from "diff";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatTable } from "../../src/cli/table.js";
import { renameWord } from "../edits/rename.js";
import { listIn, mapIn, parseTree, printTree, treeOf, type TreeMap } from "../edits/tree.js";
import { genBench } from "./command.js";

const OWN = await readFile("spec/openapi.yaml", "utf8");
const CONFIG = "document: api.yaml\nout: out\ntargets: all\ndatabase: out/database\n";

/** One folder's share of a difference. */
interface FileChange {
  readonly path: string;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

interface Review {
  readonly name: string;
  readonly edit: (document: TreeMap) => void;
  /** Files that may change; no others. */
  readonly files: RegExp;
  /** Of each target that is a server. */
  readonly most: { readonly files: number; readonly added: number; readonly removed: number };
  /** What else has to hold for a file. */
  readonly check: (change: FileChange) => void;
}

/** The document, its types, and the tables: one file each for all operations. */
const SHARED = "openapi\\.json|src/openapi\\.ts|schema\\.sql|seed\\.sql";

const reviews: readonly Review[] = [
  {
    name: "rename a field",
    edit: (document) => renameWord(document, "genre", "category"),
    files: new RegExp(`^(${SHARED}|.*/movies(\\.\\w+)?\\.(ts|go))$`),
    most: { files: 8, added: 45, removed: 45 },
    check({ path, added, removed }) {
      // The same lines in the same order, but for the name, and for columns that are aligned.
      const old = added.map((line) =>
        line.replaceAll("category", "genre").replaceAll("Category", "Genre"),
      );
      expect(old.map(plain), path).toEqual(removed.map(plain));
    },
  },
  {
    name: "add a filter",
    edit(document) {
      const list = operation(document, "/api/v1/movies/", "get");
      listIn(list, "parameters")?.push(
        treeOf({
          name: "genre",
          in: "query",
          description: "Only movies of this genre.",
          schema: { type: "string", maxLength: 100 },
        }),
      );
    },
    files: new RegExp(`^(${SHARED}|.*/movies(\\.\\w+)?\\.(ts|go))$`),
    most: { files: 7, added: 35, removed: 4 },
    check({ path, added, removed }) {
      expect(added.length, path).toBeGreaterThan(removed.length - 1);
    },
  },
  {
    name: "add a resource",
    edit: addStudios,
    files: new RegExp(
      `^(${SHARED}|.*studios.*|src/(app|app\\.module|paths)\\.ts|internal/httpapi/(api|paths_test)\\.go|test/paths\\.ts)$`,
    ),
    most: { files: 14, added: 700, removed: 4 },
    check({ path, removed }) {
      if (path.includes("studios")) expect(removed, path).toEqual([]);
    },
  },
  {
    name: "remove an operation",
    edit(document) {
      mapIn(mapIn(document, "paths") ?? undefined, "/api/v1/movies/{id}/")?.delete("delete");
    },
    files: new RegExp(
      `^(${SHARED}|.*/movies(\\.\\w+)?\\.(ts|go)|(src|test)/paths\\.ts|internal/httpapi/(api|paths_test)\\.go)$`,
    ),
    most: { files: 9, added: 6, removed: 150 },
    check({ path, added, removed }) {
      expect(removed.length, path).toBeGreaterThan(added.length - 1);
    },
  },
];

function operation(document: TreeMap, path: string, method: string): TreeMap | undefined {
  return (
    mapIn(mapIn(mapIn(document, "paths") ?? undefined, path) ?? undefined, method) ?? undefined
  );
}

/** A plain resource in the middle of the document, where what follows could be renamed or numbered anew. */
function addStudios(document: TreeMap): void {
  const like = operation(document, "/users/{id}", "get");
  const responses = mapIn(like, "responses");
  const headers = mapIn(responses?.get("200"), "headers");
  const item = { $ref: "#/components/schemas/Studio" };
  const answer = (description: string, schema: object) => {
    const response = treeOf({
      description,
      content: { "application/json": { schema } },
    }) as TreeMap;
    if (headers !== null) response.set("headers", headers);
    return response;
  };
  const errors = [...(responses ?? [])].filter(([status]) => status !== "200");
  const made = (more: object, description: string, schema: object): TreeMap => {
    const one = treeOf({ tags: ["studios"], ...more }) as TreeMap;
    one.set("responses", new Map([["200", answer(description, schema)], ...errors]));
    return one;
  };
  const added: TreeMap = new Map([
    [
      "/studios",
      new Map([
        [
          "get",
          made({ operationId: "listStudios" }, "All studios.", { type: "array", items: item }),
        ],
      ]),
    ],
    [
      "/studios/{id}",
      new Map([
        [
          "get",
          made(
            { operationId: "getStudio", parameters: [{ $ref: "#/components/parameters/Id" }] },
            "The studio.",
            item,
          ),
        ],
      ]),
    ],
  ]);
  const paths = mapIn(document, "paths");
  const entries = [...(paths ?? [])];
  const middle = entries.findIndex(([path]) => path === "/users/me");
  paths?.clear();
  for (const [path, value] of [...entries.slice(0, middle), ...added, ...entries.slice(middle)])
    paths?.set(path, value);
  mapIn(mapIn(document, "components") ?? undefined, "schemas")?.set(
    "Studio",
    treeOf({
      type: "object",
      required: ["id", "name"],
      properties: {
        id: { type: "integer", format: "int64", readOnly: true },
        name: { type: "string", maxLength: 100 },
      },
    }),
  );
}

const plain = (line: string): string => line.replaceAll(/\s+/g, " ").trim();

/** Changed files by target, from the text of `--diff`. */
function changesIn(diff: string): Map<string, FileChange[]> {
  const byTarget = new Map<string, FileChange[]>();
  for (const { hunks, oldFileName, newFileName } of parsePatch(diff)) {
    const file = newFileName === "/dev/null" ? oldFileName : newFileName;
    const [, target = "", path = ""] = /^[ab]\/out\/([^/]+)\/(.*)$/.exec(file ?? "") ?? [];
    const lines = hunks.flatMap((hunk) => hunk.lines);
    const starting = (sign: string) =>
      lines.filter((line) => line.startsWith(sign)).map((line) => line.slice(1));
    const change = { path, added: starting("+"), removed: starting("-") };
    byTarget.set(target, [...(byTarget.get(target) ?? []), change]);
  }
  return byTarget;
}

const count = (changes: readonly FileChange[], side: "added" | "removed"): number =>
  changes.reduce((sum, change) => sum + change[side].length, 0);

describe("a reviewer sees", () => {
  let cwd = "";
  const table: string[][] = [];
  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), "gen-bench-test-"));
    await writeFile(join(cwd, "gen-bench.config.yaml"), CONFIG);
    await writeFile(join(cwd, "api.yaml"), printTree(parseTree(OWN)));
    const { code, talk } = await genBench([], { cwd });
    expect(code, talk).toBe(0);
  });
  afterAll(async () => {
    await rm(cwd, { recursive: true, force: true });
    console.log(formatTable([["edit", "folder", "files", "added", "removed"], ...table]));
  });

  test.each(reviews)("$name", async ({ name, edit, files, most, check }) => {
    const document = parseTree(OWN);
    edit(document);
    await writeFile(join(cwd, "api.yaml"), printTree(document));
    const { code, out, talk } = await genBench(["--diff"], { cwd });
    expect(code, talk).toBe(0);
    const byTarget = changesIn(out);
    expect(byTarget.size).toBeGreaterThan(1);
    for (const [target, changes] of byTarget) {
      const [added, removed] = [count(changes, "added"), count(changes, "removed")];
      table.push([name, target, String(changes.length), `+${added}`, `-${removed}`]);
      for (const change of changes) {
        expect(change.path, target).toMatch(files);
        check(change);
      }
      expect(changes.length, target).toBeLessThanOrEqual(most.files);
      expect(added, target).toBeLessThanOrEqual(most.added);
      expect(removed, target).toBeLessThanOrEqual(most.removed);
    }
  });
});
