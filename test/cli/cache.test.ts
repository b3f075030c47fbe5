/** Caches make runs faster and change nothing: not a byte of the output, and no answer of a check. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { genBench } from "./command.js";

const OWN = readFileSync(join(import.meta.dirname, "..", "..", "spec", "openapi.yaml"), "utf8");
const CHANGED = OWN.replace(/^( +description: )(\w.*)$/m, "$1Changed. $2");

interface Room {
  readonly root: string;
  /** Where caches are. */
  readonly home: string;
  /** Generates all targets from the document, and gives what was written. */
  readonly make: (out: string, text: string, environment?: object) => Promise<Map<string, string>>;
}

function room(): Room {
  const root = mkdtempSync(join(tmpdir(), "gen-bench-caches-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const home = join(root, "home");
  return {
    root,
    home,
    async make(out, text, environment = {}) {
      const document = join(root, `${out}.yaml`);
      writeFileSync(document, text);
      const result = await genBench(["--all", "--spec", document, "--out", join(root, out)], {
        cwd: root,
        environment: { GEN_BENCH_HOME: home, ...environment },
      });
      expect(result, result.talk).toMatchObject({ code: 0, out: "" });
      return filesIn(join(root, out));
    },
  };
}

function filesIn(folder: string): Map<string, string> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  return new Map(paths.map((path) => [relative(folder, path), readFileSync(path, "utf8")]));
}

function cacheFiles({ home }: Room): string[] {
  const folder = join(home, "cache", "generated");
  return readdirSync(folder).map((name) => join(folder, name));
}

test("output is the same cold, warm, and without caches", async () => {
  const place = room();
  const off = { GEN_BENCH_CACHE: "off" };
  const without = [await place.make("off", OWN, off), await place.make("off", CHANGED, off)];
  expect(() => cacheFiles(place)).toThrow(/ENOENT/);
  const cold = await place.make("on", OWN);
  expect(cacheFiles(place)).not.toEqual([]);
  const warm = [await place.make("on", CHANGED), await place.make("on", OWN)];
  expect(cold).toEqual(without[0]);
  expect(warm).toEqual([without[1], without[0]]);
  expect(without[0]).not.toEqual(without[1]);
});

test("a cache that is damaged is made anew", async () => {
  const place = room();
  const first = await place.make("out", OWN);
  for (const [index, file] of cacheFiles(place).entries()) {
    const text = readFileSync(file, "utf8");
    writeFileSync(file, index % 2 === 0 ? text.slice(0, -10) : text.replaceAll("import", "export"));
  }
  rmSync(join(place.root, "out"), { recursive: true });
  expect(await place.make("out", OWN)).toEqual(first);
});

test("two runs at once share a cache", async () => {
  const place = room();
  const [one, two] = await Promise.all([place.make("one", OWN), place.make("two", CHANGED)]);
  expect(await place.make("one", CHANGED)).toEqual(two);
  expect(await place.make("two", OWN)).toEqual(one);
});

test("a cache that cannot be written is no error", async () => {
  const place = room();
  mkdirSync(join(place.home, "cache"), { recursive: true });
  writeFileSync(join(place.home, "cache", "generated"), "a file");
  const first = await place.make("out", OWN);
  rmSync(join(place.root, "out"), { recursive: true });
  expect(await place.make("out", OWN)).toEqual(first);
});

/** A room with one target of a document of two files, and templates laid over ours. */
async function checked() {
  const { root, home } = room();
  const document = join(root, "api.yaml");
  const out = join(root, "out");
  const parts = join(root, "parts.yaml");
  const template = join(root, "mine", "_all", "static", "note.txt");
  mkdirSync(join(template, ".."), { recursive: true });
  writeFileSync(template, "a note\n");
  const starter = readFileSync(
    join(import.meta.dirname, "..", "..", "spec", "starter.yaml"),
    "utf8",
  );
  writeFileSync(parts, "status: { type: string, const: ok }\n");
  writeFileSync(document, starter.replace("{ const: ok }", '{ $ref: "parts.yaml#/status" }'));
  const args = ["--target", "fastify", "--spec", document, "--out", out, "--templates", "mine"];
  const phases = join(root, "phases.json");
  const probe = join(import.meta.dirname, "..", "..", "scripts", "bench-generate", "probe.mjs");
  const run = async (...more: readonly string[]) => {
    const environment = {
      GEN_BENCH_HOME: home,
      NODE_OPTIONS: `--import ${pathToFileURL(probe).href}`,
      PHASES_FILE: phases,
    };
    const result = await genBench([...args, ...more], { cwd: root, environment });
    const went = JSON.parse(readFileSync(phases, "utf8")) as object;
    return { ...result, generated: "view" in went };
  };
  expect(await run(), "the first run").toMatchObject({ code: 0, generated: true });
  return { root, out, document, parts, template, run };
}

type Checked = Awaited<ReturnType<typeof checked>>;

test("a check of what is current generates nothing, and neither does a run", async () => {
  const { run } = await checked();
  const first = await run("--check");
  expect(first).toMatchObject({ code: 0, out: "", generated: false });
  expect(first.talk).toMatch(/out: current: \d+ current\n$/);
  const again = await run();
  expect(again).toMatchObject({ code: 0, out: "", generated: false });
  expect(again.talk).toMatch(/out: \d+ unchanged\n$/);
});

test.each<[string, (place: Checked) => void, RegExp]>([
  [
    "a file edited by hand",
    ({ out }) => append(join(out, "src/app.ts"), "// x\n"),
    /edited: .*app\.ts/,
  ],
  ["a file that is missing", ({ out }) => rmSync(join(out, "src/app.ts")), /missing: .*app\.ts/],
  [
    "a changed document",
    ({ document }) => append(document, "x-more: 1\n"),
    /stale: .*openapi\.json.*document/,
  ],
  [
    "a changed file of the document",
    ({ parts }) => replace(parts, "ok", "fine"),
    /stale: .*document/,
  ],
  [
    "a changed template",
    ({ template }) => append(template, "x\n"),
    /stale: .*note\.txt.*templates/,
  ],
  [
    "a template more",
    ({ template }) => writeFileSync(`${template}.txt`, ""),
    /missing: .*note\.txt\.txt/,
  ],
  ["a template less", ({ template }) => rmSync(template), /no longer generated: .*note\.txt/],
])("a check notices %s", async (_, change, said) => {
  const place = await checked();
  change(place);
  const result = await place.run("--check");
  expect(result).toMatchObject({ code: 1, generated: true });
  expect(result.out).toMatch(said);
});

test("a check reads line ends of a checkout as LF, without generating", async () => {
  const { out, run } = await checked();
  const file = join(out, "src", "app.ts");
  writeFileSync(file, readFileSync(file, "utf8").replaceAll("\n", "\r\n"));
  expect(await run("--check")).toMatchObject({ code: 0, generated: false });
});

test("a ledger that says another thing is noticed", async () => {
  const { out, run } = await checked();
  replace(join(out, ".gen-bench.json"), /"document": "./, '"document": "0');
  expect(await run("--check")).toMatchObject({ code: 1, generated: true });
});

function append(file: string, text: string): void {
  writeFileSync(file, readFileSync(file, "utf8") + text);
}

function replace(file: string, from: string | RegExp, to: string): void {
  writeFileSync(file, readFileSync(file, "utf8").replace(from, to));
}
