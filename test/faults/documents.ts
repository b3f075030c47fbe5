/** The documents that faults are tried on. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Api } from "../../src/model/index.js";
import { lowered } from "../support.js";
import type { DocumentName } from "./fault.js";

const FILES: Readonly<Record<DocumentName, string>> = {
  own: join(import.meta.dirname, "../../spec/openapi.yaml"),
  odds: join(import.meta.dirname, "odds.yaml"),
  broad: join(import.meta.dirname, "../cases/broad/openapi.yaml"),
};

export const DOCUMENTS: readonly DocumentName[] = ["own", "odds", "broad"];

export function apiOf(name: DocumentName): Api {
  const file = FILES[name];
  return lowered({ file, text: readFileSync(file, "utf8") });
}
