/** A document of several files, with the real command. */
import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { folderWith } from "../unit/output/folder.js";
import { genBench, startCommand } from "./command.js";

const FILES = {
  "gen-bench.config.yaml": "document: api/openapi.yaml\ntargets: { fastify: out }\n",
  "api/openapi.yaml": `openapi: 3.1.0
info: { title: Notes, version: "1" }
paths:
  /notes: { $ref: "paths/notes.yaml" }
  /notes/{id}: { $ref: "paths/note%20by%20id.yaml" }
`,
  "api/paths/notes.yaml": `get:
  operationId: listNotes
  parameters: [{ name: page, in: query, schema: { type: integer, minimum: 1, default: 1 } }]
  responses:
    "200":
      description: Notes.
      content: { application/json: { schema: { type: array, items: { $ref: "../../shared/note.json" } } } }
post:
  operationId: createNote
  requestBody: { required: true, content: { application/json: { schema: { $ref: "../../shared/note.json" } } } }
  responses:
    "201":
      description: A note.
      content: { application/json: { schema: { $ref: "../../shared/note.json" } } }
`,
  "api/paths/note by id.yaml": `parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
get:
  operationId: getNote
  responses:
    "200":
      description: A note.
      content: { application/json: { schema: { $ref: "../../shared/note.json" } } }
`,
  "shared/note.json": JSON.stringify(
    {
      title: "Note",
      type: "object",
      properties: {
        id: { type: "integer", readOnly: true },
        text: { $ref: "texts.yaml#/Short" },
      },
      required: ["id", "text"],
    },
    null,
    2,
  ),
  "shared/texts.yaml": "Short: { type: string, maxLength: 100 }\n",
} as const;

function git(cwd: string, ...args: readonly string[]): void {
  const who = ["-c", "user.name=x", "-c", "user.email=x@example.com"];
  execFileSync("git", [...who, ...args], { cwd });
}

describe("a document of several files", () => {
  let cwd = "";

  beforeAll(async () => {
    cwd = await mkdtemp(join(tmpdir(), "gen-bench-files-"));
    for (const [path, text] of Object.entries(FILES)) {
      await mkdir(dirname(join(cwd, path)), { recursive: true });
      await writeFile(join(cwd, path), text);
    }
    git(cwd, "init", "--quiet", "--initial-branch=main");
    git(cwd, "add", ".");
    git(cwd, "commit", "--quiet", "--message=one");
    expect(await genBench([], { cwd })).toMatchObject({ code: 0, out: "" });
  });

  afterAll(() => rm(cwd, { recursive: true, force: true }));

  test("is served as one", async () => {
    const served = JSON.parse(await readFile(join(cwd, "out/openapi.json"), "utf8")) as object;
    expect(JSON.stringify(served)).not.toContain(".yaml");
    expect(served).toMatchObject({
      paths: { "/notes/{id}": { get: { operationId: "getNote" } } },
      components: {
        schemas: {
          note: { properties: { text: { $ref: "#/components/schemas/Short" } } },
          Short: { type: "string", maxLength: 100 },
        },
      },
    });
    expect(await genBench(["--check"], { cwd })).toMatchObject({ code: 0 });
  });

  test("is another when one of them is", async () => {
    await writeFile(join(cwd, "shared/texts.yaml"), "Short: { type: string, maxLength: 50 }\n");
    const check = await genBench(["--check"], { cwd });
    expect(check.code).toBe(1);
    expect(check.out + check.talk).toMatch(/openapi\.json.*the document changed/);
  });

  test("is compared with all of its files at a revision", async () => {
    const diff = await genBench(["--diff", "--base", "main"], { cwd });
    expect(diff.code).toBe(0);
    expect(diff.out).toMatch(/^-.*varchar\(100\)/m);
    expect(diff.out).toMatch(/^\+.*varchar\(50\)/m);
    const check = await genBench(["--check", "--base", "main"], { cwd });
    expect([check.code, check.out]).toEqual([1, "breaking: Short: has maxLength 50, not 100\n"]);
  });

  test("is told of at the file that is wrong", async () => {
    await writeFile(join(cwd, "shared/texts.yaml"), "Short:\n  type: strnig\n");
    const { code, talk } = await genBench([], { cwd });
    expect(talk).toMatch(/^shared\/texts\.yaml:2:9 {2}unknown-type {2}/m);
    expect(talk).toMatch(/^ {2}2 \|\s+type: strnig$/m);
    expect(code).toBe(2);
  });

  test("names what cannot be read, and why", async () => {
    await rm(join(cwd, "shared/texts.yaml"));
    const missing = await genBench(["explain"], { cwd });
    expect(missing.talk).toMatch(
      /^shared\/note\.json:10:15 {2}unreadable-reference .*there is no shared\/texts\.yaml$/m,
    );
    await mkdir(join(cwd, "shared/texts.yaml"));
    const isFolder = await genBench(["explain"], { cwd });
    expect(isFolder.talk).toMatch(/shared\/texts\.yaml is no file$/m);
    expect([missing.code, isFolder.code]).toEqual([2, 2]);
  });
});

test("--watch sees changes of every file, also of one that was missing", async () => {
  const cwd = await folderWith(FILES);
  const child = startCommand(["--watch"], { cwd });
  onTestFinished(() => void child.kill("SIGKILL"));
  let talk = "";
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => (talk += chunk));
  const says = async (what: RegExp): Promise<void> => {
    await expect.poll(() => talk, { timeout: 60_000 }).toMatch(what);
    talk = "";
  };
  await says(/watching for changes/);
  await writeFile(join(cwd, "shared/texts.yaml"), "Short: { type: string, maxLength: 50 }\n");
  await says(/texts\.yaml changed\nout: \d+ changed/);
  await writeFile(join(cwd, "shared/note.json"), FILES["shared/note.json"].replace("texts", "t"));
  await says(/there is no .*t\.yaml[^]*cannot be served/);
  await writeFile(join(cwd, "shared/t.yaml"), FILES["shared/texts.yaml"]);
  await says(/t\.yaml changed\nout: \d+ changed/);
});
