/** What can be wrong with a text that somebody else wrote, and how it is told. */
export { catalogue, LINT_RULES, type Code, type ParametersOf, type Severity } from "./catalogue.js";
export { seenFrom, type Place, type SourceText } from "./place.js";
export { printDiagnostics, type PrintOptions } from "./print.js";
export { createReporter, inOrder, type Diagnostic, type Reporter } from "./reporter.js";
