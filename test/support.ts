/** What several tests need and none is about. */
import picocolors from "picocolors";
import type { Terminal } from "../src/cli/terminal.js";
import type { Api } from "../src/model/index.js";
import { lowerDocument } from "../src/openapi/index.js";

/** The model of a document that has none but warnings. */
export function lowered(source: { file: string; text: string }): Api {
  const { api, diagnostics } = lowerDocument(source);
  if (api === null)
    throw new Error(diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n"));
  return api;
}

/** Says nothing. */
export const silentTerminal: Terminal = {
  out: () => {},
  talk: () => {},
  animated: false,
  interactive: false,
  outColors: picocolors.createColors(false),
  talkColors: picocolors.createColors(false),
};
