/** The documents that run as real generated servers in the tests, each with its scenarios. Found by looking. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { renameDocument, renameScenarios } from "./cases/renamed/rename.js";

export interface DocumentCase {
  readonly name: string;
  readonly file: string;
  readonly text: string;
  /** Folder of the handlers of its custom operations. */
  readonly handlers: string | null;
  readonly scenarios: readonly { readonly file: string; readonly text: string }[];
}

const root = join(import.meta.dirname, "..");

/** Our own, our own in other words, and every `test/cases/<name>/openapi.yaml` and `examples/<name>/openapi.yaml`. */
export function documentCases(): DocumentCase[] {
  const own = readCase("own", join(root, "spec"));
  const renamed: DocumentCase = {
    name: "renamed",
    file: own.file,
    handlers: null,
    text: renameDocument(own.text),
    scenarios: own.scenarios.map(({ file, text }) => ({ file, text: renameScenarios(text) })),
  };
  const others = [join(root, "test", "cases"), join(root, "examples")].flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => existsSync(join(folder, name, "openapi.yaml")))
      .toSorted()
      .map((name) => readCase(name, join(folder, name))),
  );
  return [own, renamed, ...others];
}

function readCase(name: string, folder: string): DocumentCase {
  const file = join(folder, "openapi.yaml");
  const contract = join(folder, "contract");
  const handlers = join(folder, "handlers");
  return {
    name,
    file,
    text: readFileSync(file, "utf8"),
    handlers: existsSync(handlers) ? handlers : null,
    scenarios: readdirSync(contract)
      .filter((entry) => entry.endsWith(".yaml"))
      .toSorted()
      .map((entry) => join(contract, entry))
      .map((path) => ({ file: path, text: readFileSync(path, "utf8") })),
  };
}
