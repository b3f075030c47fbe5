/** Compiled by the build, see src/schemas. */
import schema from "../../templates/target.schema.json" with { type: "json" };
import { compileSchemas } from "../schemas/compile.js";

export const { manifest } = compileSchemas({ allErrors: true }, { manifest: schema });
