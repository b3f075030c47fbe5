/** Compiled by the build, see src/schemas. */
import schema from "../../spec/config.schema.json" with { type: "json" };
import { compileSchemas } from "../schemas/compile.js";

export const { config } = compileSchemas({ allErrors: true }, { config: schema });
