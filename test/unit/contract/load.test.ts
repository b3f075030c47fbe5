import { describe, expect, test } from "vitest";
import { loadContract, readContractFiles, runContract } from "../../../src/contract/index.js";

const shared = `
login: { request: POST /login, json: {}, token: /token }
accounts: { boss: { name: boss } }
expectations: { fine: { status: 200 } }
`;

function problems(text: string, sharedText = shared): string[] {
  const files = [
    { file: "_shared.yaml", text: sharedText },
    { file: "feature.yaml", text },
  ];
  return loadContract(files).problems.map(
    ({ file, line, column, message }) => `${file}:${line}:${column} ${message}`,
  );
}

function step(text: string): string {
  return `title: F\nscenarios:\n  - title: S\n${text.trim().replaceAll(/^/gm, "    ")}\n`;
}

describe("what is wrong with a file is told with its place", () => {
  test.each([
    ["text that is no YAML", "title: [", [expect.stringMatching(/^feature\.yaml:1:9 /)]],
    ["nothing", "", ["feature.yaml:1:1 the file must be object"]],
    ["no title", "scenarios:\n  - { title: S, sql: x }", ["feature.yaml:1:1 the file lacks title"]],
    [
      "a key that is misspelt",
      step("request: GET /\nexpects: {}\nexpect: { stauts: 1 }"),
      ["feature.yaml:6:15 /scenarios/0/expect/stauts is not a known key here"],
    ],
    [
      "a key that no step has",
      step("request: GET /\nexpects: {}\nexpect: {}"),
      ["feature.yaml:5:5 /scenarios/0/expects is not a known key here"],
    ],
    ["no expectation", step("request: GET /"), ["feature.yaml:3:5 /scenarios/0 lacks expect"]],
    ["no step", step("needs: secret"), ["feature.yaml:3:5 /scenarios/0 lacks request"]],
    [
      "no target",
      step("request: GET\nexpect: {}"),
      [expect.stringMatching(/^feature\.yaml:4:5 \/scenarios\/0\/request must match pattern/)],
    ],
    [
      "a kind that nobody knows",
      step("request: GET /\nexpect: { headers: { X: { $is: number-like } } }"),
      [expect.stringMatching(/^feature\.yaml:5:\d+ .*\$is must be one of any, string/)],
    ],
    [
      "an account that nobody knows",
      step("request: GET /\nas: bos\nexpect: {}"),
      ["feature.yaml:3:5 no account is called bos: boss"],
    ],
    [
      "an expectation that nobody knows",
      step("steps:\n  - request: GET /\n    expect: fien"),
      ["feature.yaml:5:9 no expectation is called fien: fine"],
    ],
    [
      "a pattern that does not compile",
      step("request: GET /\nexpect: { json: { a: { $pattern: '(' } } }"),
      [expect.stringMatching(/^feature\.yaml:3:5 Invalid regular expression/)],
    ],
  ])("%s", (_, text, expected) => {
    expect(problems(text)).toEqual(expected);
  });

  test("scenarios in a shared file, and none in another", () => {
    const fine = step("request: GET /\nexpect: {}");
    expect(problems(shared, fine)).toEqual([
      "_shared.yaml:1:1 only a file whose name begins with _ has no scenarios",
      "feature.yaml:2:1 only a file whose name begins with _ has no scenarios",
    ]);
  });

  test("a run with wrong files tells all of it and starts nothing", async () => {
    const run = runContract({
      url: "http://127.0.0.1:1",
      files: [{ file: "a.yaml", text: "x: 1" }],
    });
    await expect(run).rejects.toMatchObject({
      name: "UsageError",
      message: expect.stringContaining("a.yaml:1:") as string,
    });
  });

  test("a server that is not there is told", async () => {
    const files = [{ file: "a.yaml", text: step("request: GET /\nexpect: {}") }];
    await expect(runContract({ url: "http://127.0.0.1:1", files })).rejects.toMatchObject({
      name: "EnvironmentError",
    });
    await expect(runContract({ url: "nonsense", files })).rejects.toMatchObject({
      name: "UsageError",
    });
  });
});

describe("needs", () => {
  test.each([
    ["request: GET /\nexpect: {}", []],
    ["request: GET /\nneeds: database\nexpect: {}", ["database"]],
    ["sql: select 1", ["database"]],
    ["sign: {}\nsave: t", ["secret"]],
    ["sign: { secret: own }\nsave: t", []],
    ["request: GET /\ntoken: {}\nexpect: {}", ["secret"]],
    ["request: GET /\ntoken: { alg: none }\nexpect: {}", []],
    ["steps: [{ sql: select 1 }, { sign: {}, save: t }]", ["database", "secret"]],
  ])("%s", (text, expected) => {
    const { features } = loadContract([{ file: "feature.yaml", text: step(text) }]);
    expect(features[0]?.scenarios[0]?.needs).toEqual(expected);
  });
});

test("our own scenarios are well-formed, and no two of a feature share a title", async () => {
  const contract = loadContract(await readContractFiles("spec/contract"));
  expect(contract.problems).toEqual([]);
  for (const feature of contract.features) {
    const titles = feature.scenarios.map(({ title }) => title);
    expect(titles.filter((title, index) => titles.indexOf(title) !== index)).toEqual([]);
  }
});
