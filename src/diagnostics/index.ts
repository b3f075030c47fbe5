/** What can be wrong with a text that somebody else wrote, and how it is told. */
export { catalogue, type Code, type ParametersOf, type Severity } from "./catalogue.js";
export type { Place, SourceText } from "./place.js";
export { printDiagnostics, type PrintOptions } from "./print.js";
export { createReporter, type Diagnostic, type Reporter } from "./reporter.js";
