/**
 * Checks by JSON Schema. Compiling one takes longer than all that it is used for in a run, so that the build does it
 * beforehand: a module whose name ends in `.checks.ts` holds nothing but `compileSchemas` of constants, and is replaced
 * by the compiled functions (scripts/compile-checks.mjs). Tests run it as it stands.
 */
import { Ajv, type Options, type ValidateFunction } from "ajv";

/**
 * @param options of Ajv
 * @param schemas draft-07, by the name that the module exports
 */
export function compileSchemas<const Name extends string>(
  options: Options,
  schemas: Readonly<Record<Name, object>>,
): Readonly<Record<Name, ValidateFunction>> {
  const ajv = new Ajv(options);
  const compiled = Object.entries<object>(schemas).map(([name, schema]) => [
    name,
    ajv.compile(schema),
  ]);
  return Object.fromEntries(compiled) as Record<Name, ValidateFunction>;
}
