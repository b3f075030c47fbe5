/** What handlers answer and are given, as Go types. */
import { describe, expect, test } from "vitest";
import type { CustomView } from "../../../../src/languages/go/custom.js";
import type { StructView } from "../../../../src/languages/go/types.js";
import { view } from "../../../../src/languages/go/view.js";
import { lowerSql } from "../../../../src/sql/index.js";
import { lowered } from "../../../support.js";

const operation = (id: string, schema: string) => `
    post:
      operationId: ${id}
      tags: [things]
      x-gen-bench: { action: custom }
      requestBody: { required: true, content: { application/json: { schema: ${schema} } } }
      responses:
        "200": { description: Fine., content: { application/json: { schema: ${schema} } } }
        "204": { description: Nothing. }`;

interface Tag {
  readonly customs: readonly CustomView[];
  readonly structs: readonly StructView[];
}

/** @param operations id → schema */
async function tagOf(operations: Record<string, string>, components = "{}"): Promise<Tag> {
  const paths = Object.entries(operations).map(
    ([id, schema], index) => `\n  /p${index}:${operation(id, schema)}`,
  );
  const text = `openapi: 3.1.0\ninfo: { title: Types, version: "1" }\npaths:${paths.join("")}\ncomponents: { schemas: ${components} }\n`;
  const api = lowered({ file: "types.yaml", text });
  const target = { title: "chi", port: 1, pathStyle: "chi" as const };
  const { tags } = (await view({ api, sql: lowerSql(api), target })) as unknown as { tags: Tag[] };
  return tags[0] ?? { customs: [], structs: [] };
}

async function typesOf(schema: string) {
  const { customs, structs } = await tagOf({ doIt: schema });
  const [custom] = customs;
  const body = custom?.answers[0]?.body;
  return {
    answered: body === undefined || body === false ? "" : String(body.type),
    append: body === undefined || body === false ? "" : String(body.append),
    given: custom === undefined || custom.reader === false ? "" : String(custom.reader.type),
    read: custom === undefined || custom.reader === false ? "" : String(custom.reader.read),
    structs,
  };
}

describe("a schema", () => {
  test.each([
    ["{ type: string }", "string", "jsonvalue.AppendString(b, answer.Body)", "value.Text()"],
    [
      "{ type: string, enum: [a, b] }",
      "string",
      "jsonvalue.AppendString(b, answer.Body)",
      "value.Text()",
    ],
    [
      "{ type: string, format: uuid }",
      "string",
      "jsonvalue.AppendString(b, answer.Body)",
      "value.Text()",
    ],
    [
      "{ type: integer, format: int32 }",
      "int64",
      "jsonvalue.AppendInteger(b, answer.Body)",
      "value.Integer()",
    ],
    ["{ type: number }", "float64", "jsonvalue.AppendNumber(b, answer.Body)", "value.Float()"],
    ["{ type: boolean }", "bool", "jsonvalue.AppendBool(b, answer.Body)", "value.Bool()"],
    [
      '{ type: "null" }',
      "jsonvalue.Nothing",
      "jsonvalue.AppendNothing(b, answer.Body)",
      "value.Nothing()",
    ],
    ["{}", "jsonvalue.Value", "jsonvalue.AppendFree(b, answer.Body)", "value.Copy()"],
    ["{ type: object }", "jsonvalue.Value", "jsonvalue.AppendFree(b, answer.Body)", "value.Copy()"],
    [
      '{ type: [integer, "null"] }',
      "*int64",
      "jsonvalue.AppendNullable(b, answer.Body, jsonvalue.AppendInteger)",
      "jsonvalue.ReadNullable(value, (*jsonvalue.Value).Integer)",
    ],
    [
      '{ type: array, items: { type: array, items: { type: [string, "null"] } } }',
      "[][]*string",
      "jsonvalue.AppendList(b, answer.Body, jsonvalue.AppendingList(jsonvalue.AppendingNullable(jsonvalue.AppendString)))",
      "jsonvalue.ReadList(value, jsonvalue.ReadingList(jsonvalue.ReadingNullable((*jsonvalue.Value).Text)))",
    ],
    [
      "{ type: object, additionalProperties: { type: integer } }",
      "jsonvalue.Properties[int64]",
      "jsonvalue.AppendProperties(b, answer.Body, jsonvalue.AppendInteger)",
      "jsonvalue.ReadProperties(value, (*jsonvalue.Value).Integer)",
    ],
  ])("%s is %s", async (schema, type, append, read) => {
    expect(await typesOf(schema)).toEqual({
      answered: type,
      given: type,
      append,
      read,
      structs: [],
    });
  });

  test("of a time is one in answers, and a text in what was sent", async () => {
    const { answered, given } = await typesOf("{ type: string, format: date-time }");
    expect([answered, given]).toEqual(["time.Time", "string"]);
  });

  test("of an object is a struct, whose fields tell what may be absent or null", async () => {
    const { answered, structs } = await typesOf(
      '{ type: object, required: [a, b], properties: { a: { type: string }, b: { type: [string, "null"] }, c: { type: string }, d: { type: [string, "null"] }, e: { type: string, default: x }, "f g": { type: array, items: { type: string } } } }',
    );
    expect(answered).toBe("DoIt200Body");
    const [struct] = structs;
    expect(struct?.sparse).toBe(false);
    expect(struct?.members.map(({ field, type, given }) => [field, type, given])).toEqual([
      ["A", "string", false],
      ["B", "*string", false],
      ["C", "*string", "value.C != nil"],
      ["D", "validate.Maybe[*string]", "value.D.Given"],
      ["E", "string", false],
      ["FG", "*[]string", "value.FG != nil"],
    ]);
  });

  test("of an object that may begin with any property closes behind the last one", async () => {
    const { structs } = await typesOf("{ type: object, properties: { a: { type: string } } }");
    expect(structs.map(({ sparse, members }) => [sparse, members[0]?.key])).toEqual([
      [true, '`"a":`'],
      [true, '`"a":`'],
    ]);
  });

  test("of an object with more than the document names keeps that in a field of its own", async () => {
    const { structs } = await typesOf(
      "{ type: object, required: [others], properties: { others: { type: string } }, additionalProperties: { type: integer } }",
    );
    expect(structs[0]?.others).toMatchObject({
      field: "Others2",
      type: "jsonvalue.Properties[int64]",
    });
    expect(structs[1]?.others).toMatchObject({
      code: 'jsonvalue.ReadProperties(value, (*jsonvalue.Value).Integer, "others")',
    });
  });
});

describe("names", () => {
  const thing = "{ type: object, required: [a], properties: { a: { type: string } } }";

  test("of components are shared by all operations, what is sent in has its own", async () => {
    const reference = '{ $ref: "#/components/schemas/Thing" }';
    const { structs } = await tagOf({ one: reference, two: reference }, `{ Thing: ${thing} }`);
    expect(structs.map(({ type }) => String(type))).toEqual(["Thing", "ThingInput"]);
  });

  test("of operations come before those of components", async () => {
    const reference = '{ $ref: "#/components/schemas/OneInput" }';
    const { structs, customs } = await tagOf(
      { one: reference, answer: "{ type: string }", "not implemented": "{ type: string }" },
      `{ OneInput: ${thing} }`,
    );
    expect(structs.map(({ type }) => String(type))).toEqual(["OneInput2", "OneInputInput"]);
    expect(
      customs.map(({ input, answers }) => [input, ...answers.map(({ type }) => type)]),
    ).toEqual([
      ["OneInput", "One200", "One204"],
      ["Answer2Input", "Answer2200", "Answer2204"],
      ["NotImplemented2Input", "NotImplemented2200", "NotImplemented2204"],
    ]);
  });
});
