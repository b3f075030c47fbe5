/**
 * Files of handlers: the methods in them, and stubs for those that are missing. Nothing that stands there is moved, and
 * what gofmt has formatted stays as gofmt has it.
 */
import type { HandlerFiles } from "../language.js";
import { NO_CODE } from "./format.js";
import { withImports } from "./imports.js";

export const handlers: HandlerFiles = { names, complete, lacking };

/** A method of Handlers, of which the parameters and what stands behind them. */
const METHOD =
  /^func[ \t]*\([ \t]*(?:\w+[ \t]+)?\*?Handlers[ \t]*\)[ \t]*(\w+)\(([^)]*)\)([^{]*)/gm;

/** A declaration of a file as it begins, with its comment. */
const DECLARATION = /^(?:\/\/.*\n)*(?:func|type) [\s\S]*?^}\n/gm;

/** `func (h *Handlers) Name(ctx context.Context, in *custom.NameInput) (custom.NameAnswer, error)`, over several lines as well. */
function names(text: string): string[] {
  return [...masked(text).matchAll(METHOD)].flatMap(
    ([, name = "", parameters = "", results = ""]) =>
      /\*\w+\.\w+Input\b/.test(parameters) && /\w\.\w+Answer\b/.test(results) ? [name] : [],
  );
}

function complete(found: string, begins: string): Promise<string> {
  const there = methodsOf(found);
  const stubs = declarationsOf(begins).filter(({ method, name }) => method && !there.has(name));
  if (stubs.length === 0) return Promise.resolve(found);
  if (masked(found).trim() === "") return Promise.resolve(found + begins);
  const newline = found.includes("\r\n") ? "\r\n" : "\n";
  const filled = withImports(found, begins, newline);
  const gap = filled.endsWith("\n") ? newline : newline + newline;
  const added = stubs.map(({ text }) => text.replaceAll("\n", newline)).join(newline);
  return Promise.resolve(filled + gap + added);
}

/** All files are one package, in which a method or a type stands once. */
function lacking(begins: string, others: readonly string[]): string | null {
  const there = others.map((text) => ({ methods: methodsOf(text), code: masked(text) }));
  const declared = declarationsOf(begins);
  const missing = declared.filter(
    ({ name, method }) =>
      !there.some(({ methods, code }) =>
        method ? methods.has(name) : new RegExp(`^(?:func|type)[ \\t]+${name}\\b`, "m").test(code),
      ),
  );
  if (missing.length === declared.length) return begins;
  if (missing.length === 0) return null;
  return declared
    .filter((one) => !missing.includes(one))
    .reduce((text, one) => text.replace(`\n${one.text}`, () => ""), begins);
}

interface Declaration {
  readonly name: string;
  readonly method: boolean;
  readonly text: string;
}

function declarationsOf(begins: string): Declaration[] {
  return [...begins.matchAll(DECLARATION)].map(([text]) => {
    const [, method, other = ""] =
      /^(?:func \(h \*Handlers\) (\w+)|(?:func|type) (\w+))/m.exec(text) ?? [];
    return { name: method ?? other, method: method !== undefined, text };
  });
}

function methodsOf(text: string): ReadonlySet<string> {
  return new Set([...masked(text).matchAll(METHOD)].map(([, name = ""]) => name));
}

/** Without what comments and strings say, at the same places. */
function masked(text: string): string {
  return text.replace(NO_CODE, (token) => token.replace(/[^\r\n]/g, " "));
}
