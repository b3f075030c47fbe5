/** Compiled by the build, see src/schemas. One check for each place where `x-gen-bench` may stand. */
import vocabulary from "../../spec/x-gen-bench.schema.json" with { type: "json" };
import { compileSchemas } from "../schemas/compile.js";

const at = (place: string): object => ({ $defs: vocabulary.$defs, $ref: `#/$defs/${place}` });

export const { componentSchema, property, securityScheme, parameter, operation, responseHeader } =
  compileSchemas(
    { allErrors: true, verbose: true, strict: false },
    {
      componentSchema: at("componentSchema"),
      property: at("property"),
      securityScheme: at("securityScheme"),
      parameter: at("parameter"),
      operation: at("operation"),
      responseHeader: at("responseHeader"),
    },
  );
