/** Names of free-form JSON stay in their order, also where they look like array indices. */
import { expect, test } from "vitest";
import { parseJson } from "../../../../templates/typescript/_language/static/src/json.js";
import {
  markNames,
  unmarkName,
  unmarkNames,
} from "../../../../templates/typescript/_language/static/src/order.js";

/** From outside into memory and out again. */
function roundTrip(json: string): string {
  return unmarkNames(JSON.stringify(parseJson(Buffer.from(json), true)));
}

test.each([
  '{"b":1,"10":2,"9":3}',
  '{"2":{"1":0,"0":[{"4294967294":1,"7":2}]}}',
  '{"01":1,"0":2,"-1":3,"1.5":4}',
  '{"text":"\\"2\\":\\"1\\"","1":"\\\\","0":"\\\\\\""}',
  '["2","1",{"3":"1","2":"0"}]',
  '{"\\\\ud8001":1,"1":2}',
  '{"__proto__":{"1":1,"0":0}}',
  '{"a":"1","b":{}}',
  '"1"',
])("%s", (json) => {
  expect(roundTrip(json)).toBe(json);
});

test.each([
  ['{ "2" : 1 ,\n"1"\t:2}', '{"2":1,"1":2}'],
  ['{"z":0,"\\u0032":1,"1\\u0030":2,"1":3}', '{"z":0,"2":1,"10":2,"1":3}'],
  ['{"1":1,"0":2,"1":3}', '{"1":3,"0":2}'],
])("%s becomes %s", (json, expected) => {
  expect(roundTrip(json)).toBe(expected);
});

test("a text without such names is not touched", () => {
  const json = '{"date":"2026-01-01","counts":[1,2],"1a":1}';
  expect(markNames(json)).toBe(json);
});

test("without being asked, a body is read as usual", () => {
  expect(Object.keys(parseJson(Buffer.from('{"2":1,"1":2}')) as object)).toEqual(["1", "2"]);
});

test("a name is told without its mark", () => {
  const [name = ""] = Object.keys(parseJson(Buffer.from('{"7":1}'), true) as object);
  expect(name).not.toBe("7");
  expect(unmarkName(name)).toBe("7");
  expect(unmarkName("a7")).toBe("a7");
});
