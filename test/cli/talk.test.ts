/** Help, version, lists and explanations: what goes to which stream. */
import { describe, expect, test } from "vitest";
import { folderWith } from "../unit/output/folder.js";
import { COMMANDS } from "../../src/cli/grammar.js";
import { genBench } from "./command.js";

/** A filter whose name holds an escape character. */
const SPEAKING = `openapi: 3.1.0
info: { title: T, version: "1" }
paths:
  /things:
    get:
      parameters: [{ name: "ti\\etle", in: query, schema: { type: string } }]
      responses:
        "200":
          description: ok
          content:
            application/json:
              schema: { type: array, items: { $ref: "#/components/schemas/Thing" } }
  /things/{id}:
    get:
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses:
        "200":
          description: ok
          content: { application/json: { schema: { $ref: "#/components/schemas/Thing" } } }
components:
  schemas:
    Thing:
      type: object
      required: [id]
      properties: { id: { type: integer, readOnly: true }, "ti\\etle": { type: string } }
`;

describe("standard output", () => {
  test("help names every command and gives examples", async () => {
    const cwd = await folderWith();
    for (const args of [["--help"], ["-h"]]) {
      const { code, out, talk } = await genBench(args, { cwd });
      expect([code, talk]).toEqual([0, ""]);
      for (const command of [
        "up",
        "contract",
        "differential",
        "interop",
        "explain",
        "targets",
        "new-target",
        "db",
      ]) {
        expect(out).toContain(`gen-bench ${command}`);
      }
      expect(out).toMatch(/Examples:[^]*gen-bench --target \w+ --out/);
    }
  });

  test.each(Object.keys(COMMANDS))("%s has help of its own, with examples", async (command) => {
    const args = [...command.split(" "), "--help"];
    const { out, talk, code } = await genBench(args, { cwd: await folderWith() });
    expect(out).toMatch(new RegExp(`^gen-bench ${command}`));
    expect(out).toMatch(/\nExamples:\n.*gen-bench/);
    for (const option of Object.keys(COMMANDS[command] ?? {})) expect(out).toContain(`--${option}`);
    expect([talk, code]).toEqual(["", 0]);
  });

  test("the version is that of the package", async () => {
    const { out } = await genBench(["--version"], { cwd: await folderWith() });
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("targets is a table, or JSON", async () => {
    const cwd = await folderWith();
    const text = await genBench(["targets"], { cwd });
    expect(text.out).toMatch(/^TARGET +FRAMEWORK +LANGUAGE +PORT +TOOLCHAIN/);
    const json = await genBench(["targets", "--format", "json"], { cwd });
    const targets = JSON.parse(json.out) as {
      name: string;
      toolchain: { ready: boolean; commands: { command: string; version: string | null }[] };
    }[];
    expect(targets.length).toBeGreaterThan(0);
    for (const { name, toolchain } of targets) {
      const line = text.out.split("\n").find((one) => one.startsWith(`${name} `));
      for (const { command, version } of toolchain.commands) {
        expect(line).toContain(toolchain.ready ? `${command} ${version}` : " not found");
      }
    }
  });

  test("a toolchain that is not here is said to be missing", async () => {
    const cwd = await folderWith();
    // Node itself is named by its path, and needs no PATH.
    const environment = { PATH: cwd };
    const text = await genBench(["targets"], { cwd, environment });
    expect(text.out).not.toContain("ready (");
    const json = await genBench(["targets", "--format", "json"], { cwd, environment });
    const [target] = JSON.parse(json.out) as { toolchain: { commands: { command: string }[] } }[];
    const { toolchain } = target ?? {};
    expect(toolchain).toEqual({
      ready: false,
      commands: toolchain?.commands.map(({ command }) => ({ command, version: null })),
    });
    expect([text.code, json.code]).toEqual([0, 0]);
  });

  test("explain has a row for each operation, and no colour in a pipe", async () => {
    const cwd = await folderWith();
    const text = await genBench(["explain"], { cwd });
    const json = await genBench(["explain", "--format", "json"], { cwd });
    const rows = JSON.parse(json.out) as { operation: string; because: string }[];
    const [head, ...lines] = text.out.trimEnd().split("\n");
    expect(head).toMatch(/^OPERATION +BEHAVIOR +RESOURCE +FILTERS +PAGING +ACCESS$/);
    expect(lines).toHaveLength(rows.length * 2);
    rows.forEach(({ operation, because }, index) => {
      expect(lines[index * 2]).toContain(`${operation} `);
      expect(lines[index * 2 + 1]).toBe(`  ${because}`);
    });
    expect(text.out).not.toContain("\u001b");
    expect([text.code, json.code]).toEqual([0, 0]);
  });

  test("text of a document cannot speak to the terminal", async () => {
    const cwd = await folderWith({ "spec.yaml": SPEAKING });
    const { out } = await genBench(["explain", "--spec", "spec.yaml"], { cwd });
    expect(out).toContain("ti\\u001btle");
    expect(out).not.toContain("\u001b");
  });
});
