/**
 * Patterns that mean the same in every language: ECMA-262 with the flag `u`, in the subset that RE2 can match in
 * linear time (no look-around, no back-references, short repetitions).
 */
import { RegExpParser, visitRegExpAST } from "@eslint-community/regexpp";
import type { AST } from "@eslint-community/regexpp";

export type PatternProblem =
  | { readonly kind: "invalid"; readonly problem: string }
  | { readonly kind: "unsupported"; readonly construct: string };

/** RE2 refuses more, counted over nested repetitions. */
const MAX_REPEAT = 1000;

/** General categories (UAX 44) by the short names that all languages know; C, Cn and Cs differ among them. */
const CATEGORIES: ReadonlySet<string> = new Set(
  "L Lu Ll Lt Lm Lo M Mn Mc Me N Nd Nl No P Pc Pd Ps Pe Pi Pf Po S Sm Sc Sk So Z Zs Zl Zp Cc Cf Co".split(
    " ",
  ),
);

/** What is wrong with a pattern; `null` for one that is served. */
export function checkPattern(pattern: string): PatternProblem | null {
  let ast: AST.Pattern;
  try {
    ast = new RegExpParser({ ecmaVersion: 2024 }).parsePattern(pattern, 0, pattern.length, {
      unicode: true,
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return {
      kind: "invalid",
      problem: message.replace(/^Invalid regular expression: /, "").slice(-100),
    };
  }
  const constructs: string[] = [];
  visitRegExpAST(ast, {
    onAssertionEnter(node) {
      if (node.kind === "lookahead" || node.kind === "lookbehind")
        constructs.push(`${node.raw} (${node.kind})`);
    },
    onBackreferenceEnter: (node) => void constructs.push(`${node.raw} (a back-reference)`),
    onQuantifierEnter(node) {
      if (repeats(node) > MAX_REPEAT)
        constructs.push(`${node.raw} (more than ${MAX_REPEAT} repetitions)`);
    },
    onCharacterSetEnter(node) {
      if (node.kind === "property" && !isCategory(node.raw)) {
        constructs.push(`${node.raw} (a property other than a short general category)`);
      }
    },
    onCharacterClassEnter(node) {
      if (node.elements.length === 0) constructs.push(`${node.raw} (an empty class)`);
    },
    onCharacterEnter(node) {
      if (node.value >= 0xd800 && node.value <= 0xdfff)
        constructs.push(`${node.raw} (a lone surrogate)`);
    },
  });
  const [construct] = constructs;
  return construct === undefined ? null : { kind: "unsupported", construct };
}

function isCategory(raw: string): boolean {
  const name = /^\\[pP]\{(\w+)\}$/.exec(raw)?.[1];
  return name !== undefined && CATEGORIES.has(name);
}

/** Repetitions of the innermost element, with those of the quantifiers around it. */
function repeats(quantifier: AST.Quantifier): number {
  let product = 1;
  for (let node: AST.Node | null = quantifier; node !== null; node = node.parent) {
    if (node.type === "Quantifier")
      product *= Number.isFinite(node.max) ? node.max : Math.max(node.min, 1);
  }
  return product;
}
