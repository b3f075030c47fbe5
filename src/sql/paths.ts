/** The schema of a path parameter, which decides how its value compares with the key. */
import type { Operation, Schema } from "../model/index.js";
import type { Table } from "./tables.js";

/** As declared; an undeclared parameter is taken as the key's own type. */
export function pathSchema(operation: Operation, parameter: string, table: Table): Schema {
  const declared = operation.parameters.find((one) => one.in === "path" && one.name === parameter);
  return declared?.schema ?? table.key.field.schema;
}
