import { describe, expect, test } from "vitest";
import { asksOf, type Ask } from "../../../../src/contract/process/asks.js";
import { findProblems, readText } from "../../../../src/contract/probes/oracle.js";
import type { Parameter } from "../../../../src/model/index.js";
import { documentCases } from "../../../documents.js";
import { lowered } from "../../../support.js";

const anybody = { headers: () => [], body: () => undefined };

/** The single value that the request gives the parameter; null where it gives none or several. */
function textOf({ operation, request }: Ask, { in: where, name }: Parameter): string | null {
  const url = new URL(request.target, "http://localhost");
  const header = (field: string): string | null =>
    request.headers.find((one) => one.name === field)?.value ?? null;
  switch (where) {
    case "path": {
      const place = operation?.segments.findIndex(
        (segment) => segment.kind === "parameter" && segment.name === name,
      );
      return decodeURIComponent(url.pathname.split("/")[(place ?? 0) + 1] ?? "");
    }
    case "query":
      return url.searchParams.get(name);
    case "header":
      return header(name);
    case "cookie":
      return new RegExp(`(?:^|; )${name}=([^;]*)`).exec(header("Cookie") ?? "")?.[1] ?? null;
  }
}

describe.each(documentCases())("$name", ({ file, text }) => {
  const asks = asksOf(lowered({ file, text }), anybody);
  const all = [...asks.constants, ...asks.readiness, ...asks.data];

  test("required parameters have values that their schemas allow", () => {
    const wrong = all.flatMap((ask) =>
      (ask.operation?.parameters ?? [])
        .filter(({ required, schema }) => required && schema.type !== "array")
        .flatMap((parameter) => {
          const given = textOf(ask, parameter);
          if (given === null) return [`${ask.name} ${parameter.name} is missing`];
          const found = findProblems(parameter.schema, readText(parameter, given));
          return found.map(({ message }) => `${ask.name} ${parameter.name}: ${given} ${message}`);
        }),
    );
    expect(wrong).toEqual([]);
  });

  test("bodies keep their schemas", () => {
    const wrong = all.flatMap(({ name, operation, request }) =>
      operation === null || operation.body === null
        ? []
        : findProblems(operation.body.schema, JSON.parse(request.body.toString())).map(
            (found) => `${name} ${found.field} ${found.message}`,
          ),
    );
    expect(wrong).toEqual([]);
  });
});
