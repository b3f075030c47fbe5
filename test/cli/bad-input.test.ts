/** What a user gets wrong: each is one clear message, the right exit code, and nothing is written. */
import { describe, expect, test } from "vitest";
import { contents, folderWith } from "../unit/output/folder.js";
import { genBench } from "./command.js";

interface Row {
  readonly files?: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly code: number;
  readonly says: RegExp;
}

const HEAD = `openapi: 3.1.0\ninfo: { title: T, version: "1" }\n`;
const GET = `get: { responses: { "200": { description: ok, content: { application/json: { schema: { const: 1 } } } } } }`;
const GOOD = `${HEAD}paths:\n  /a:\n    ${GET}\n`;
const SPEC = ["--spec", "spec.yaml"];

const ROWS: Readonly<Record<string, Row>> = {
  "no target": { args: [], code: 2, says: /no target was named[^]*gen-bench init/ },
  "unknown target": {
    args: ["--target", "fastfy"],
    code: 2,
    says: /unknown target "fastfy", did you mean fastify\?/,
  },
  "target far from all": {
    args: ["--target", "cobol"],
    code: 2,
    says: /unknown target "cobol"\nKnown targets: .*fastify/,
  },
  "misspelt option": {
    args: ["--taget", "fastify"],
    code: 2,
    says: /unknown option --taget, did you mean --target\?/,
  },
  "option of another command": {
    args: ["targets", "--port", "1"],
    code: 2,
    says: /unknown option --port\n/,
  },
  "misspelt command": {
    args: ["explane"],
    code: 2,
    says: /unknown command "explane", did you mean explain\?/,
  },
  "misspelt command of db": {
    args: ["db", "strat"],
    code: 2,
    says: /unknown command "strat", did you mean start\?/,
  },
  "db alone": { args: ["db"], code: 2, says: /db needs one of start, stop/ },
  "completion alone": { args: ["completion"], code: 2, says: /completion needs one of bash/ },
  "missing option": {
    args: ["differential"],
    code: 2,
    says: /missing --targets\nSee gen-bench differential --help/,
  },
  "option without value": {
    args: ["--target"],
    code: 2,
    says: /error: not enough arguments following: target/,
  },
  "option given twice": {
    args: ["--target", "fastify", "--out", "a", "--out", "b"],
    code: 2,
    says: /--out was given more than once/,
  },
  "check and force": {
    args: ["--target", "fastify", "--check", "--force"],
    code: 2,
    says: /mutually exclusive/,
  },
  "rows that are no number": {
    args: ["db", "seed", "--rows", "many"],
    code: 2,
    says: /--rows must be a whole number/,
  },
  "missing document": {
    args: ["--target", "fastify", "--spec", "missing.yaml"],
    code: 2,
    says: /there is no document missing\.yaml/,
  },
  "document that is a folder": {
    files: { "spec/a": "" },
    args: ["--target", "fastify", "--spec", "spec"],
    code: 2,
    says: /spec is a folder/,
  },
  "YAML that does not parse": {
    files: { "spec.yaml": `${HEAD}paths: {\n` },
    args: ["--target", "fastify", ...SPEC],
    code: 2,
    says: /spec\.yaml:\d+:\d+ /,
  },
  "empty document": {
    files: { "spec.yaml": "" },
    args: ["--target", "fastify", ...SPEC],
    code: 2,
    says: /spec\.yaml:1:1 /,
  },
  "dangling $ref": {
    files: { "spec.yaml": GOOD.replace("{ const: 1 }", `{ $ref: "#/components/schemas/Nope" }`) },
    args: ["--target", "fastify", ...SPEC],
    code: 2,
    says: /spec\.yaml:5:\d+ [^]*Nope/,
  },
  "no paths": {
    files: { "spec.yaml": HEAD },
    args: ["--target", "fastify", ...SPEC],
    code: 2,
    says: /spec\.yaml:\d+:\d+ [^]*paths/,
  },
  "empty paths": {
    files: { "spec.yaml": `${HEAD}paths: {}\n` },
    args: ["--target", "fastify", ...SPEC],
    code: 2,
    says: /spec\.yaml:3:\d+ [^]*path/,
  },
  "Swagger 2.0": {
    files: { "spec.yaml": `swagger: "2.0"\ninfo: { title: T, version: "1" }\npaths: {}\n` },
    args: ["--target", "fastify", ...SPEC],
    code: 2,
    says: /spec\.yaml:1:\d+ [^]*2\.0/,
  },
  "output that is a file": {
    files: { "spec.yaml": GOOD, out: "mine\n" },
    args: ["--target", "fastify", ...SPEC, "--out", "out"],
    code: 2,
    says: /out is a file, not a folder/,
  },
  "output below a file": {
    files: { "spec.yaml": GOOD, out: "mine\n" },
    args: ["--target", "fastify", ...SPEC, "--out", "out/deeper"],
    code: 2,
    says: /not a folder/,
  },
  "output that cannot be written": {
    files: { "spec.yaml": GOOD },
    args: ["--target", "fastify", ...SPEC, "--out", "/proc/gen-bench"],
    code: 3,
    says: /cannot write to \/proc\/gen-bench/,
  },
  "output with files of somebody else": {
    files: { "spec.yaml": GOOD, "out/package.json": "{}\n" },
    args: ["--target", "fastify", ...SPEC, "--out", "out"],
    code: 2,
    says: /out\/package\.json\n.*--force/,
  },
  "contract without a server": {
    files: { "spec.yaml": GOOD },
    args: ["contract", ...SPEC],
    code: 2,
    says: /either a URL or a --target/,
  },
  "contract without scenarios": {
    files: { "spec.yaml": GOOD },
    args: ["contract", "http://127.0.0.1:1", ...SPEC, "--only", "scenarios"],
    code: 2,
    says: /there are no scenarios/,
  },
  "contract with a URL that is none": {
    args: ["contract", "nonsense"],
    code: 2,
    says: /nonsense is no address/,
  },
  "contract with a server that is not there": {
    args: ["contract", "http://127.0.0.1:1"],
    code: 3,
    says: /nothing listens on http:\/\/127\.0\.0\.1:1/,
  },
};

describe.each(Object.entries(ROWS))("%s", (_, { files = {}, args, code, says }) => {
  test(`${args.join(" ")} → ${code}`, async () => {
    const cwd = await folderWith(files);
    const before = await contents(cwd);
    const result = await genBench(args, { cwd });
    expect(result.talk).toMatch(says);
    expect(result.talk).not.toMatch(/\n {4}at |internal error/);
    expect([result.code, result.out]).toEqual([code, ""]);
    expect(await contents(cwd)).toEqual(before);
  });
});
