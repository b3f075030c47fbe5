/** What comes of an edited document: refused by name and place, generated for all targets, or a bug of ours. */
import { catalogue, type Diagnostic } from "../../src/diagnostics/index.js";
import { generate } from "../../src/generate.js";
import type { Api } from "../../src/model/index.js";
import { lowerDocument } from "../../src/openapi/index.js";
import { databaseFiles } from "../../src/sql/index.js";
import type { Target } from "../../src/targets/index.js";

export type Files = ReadonlyMap<string, string>;

export type Outcome =
  | { readonly kind: "refused"; readonly codes: readonly string[] }
  | { readonly kind: "accepted"; readonly api: Api; readonly files: ReadonlyMap<Target, Files> }
  | { readonly kind: "broken"; readonly problem: string };

const FILE = "openapi.yaml";

/** Never throws: an exception of the generator is a `broken`. */
export async function outcomeOf(text: string, targets: readonly Target[]): Promise<Outcome> {
  try {
    const { api, diagnostics } = lowerDocument({ file: FILE, text });
    const problem = diagnostics.map((one) => misplaced(one, text)).find((one) => one !== null);
    if (problem !== undefined && problem !== null) return { kind: "broken", problem };
    const codes = diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ code }) => code);
    if (api === null) {
      if (codes.length === 0) return { kind: "broken", problem: "refused without an error" };
      return { kind: "refused", codes: [...new Set(codes)] };
    }
    if (codes.length > 0) return { kind: "broken", problem: `accepted with ${codes.join(", ")}` };
    databaseFiles(api);
    const files = new Map<Target, Files>();
    for (const target of targets) {
      const generated = await generate({ api, target });
      files.set(target, new Map([...generated.files, ...generated.own]));
    }
    return { kind: "accepted", api, files };
  } catch (error) {
    const problem = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { kind: "broken", problem };
  }
}

/** A diagnostic of the catalogue stands on a line of the document, and says it. */
function misplaced(
  { code, line, column, message, source }: Diagnostic,
  text: string,
): string | null {
  const lines = text.split(/\r\n|\r|\n/);
  const known = Object.hasOwn(catalogue, code);
  if (known && message !== "" && lines[line - 1] === source && column >= 1) return null;
  return `the diagnostic ${code} at ${line}:${column} has no place in the document: ${message}`;
}
