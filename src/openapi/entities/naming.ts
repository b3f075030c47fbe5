/** Default names of tables, and which parameter means the key of which component. */
import pluralize from "pluralize";

/** Plural in snake case: `OrderItem` → `order_items`. */
export function tableName(component: string): string {
  const words = snakeCase(component).split("_");
  const last = words.at(-1) ?? "";
  return [...words.slice(0, -1), pluralize.plural(last)].join("_") || "rows";
}

/** `HTTPLog` → `http_log`. What is neither letter nor digit parts words. */
export function snakeCase(name: string): string {
  return name
    .replaceAll(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, "$1_$2")
    .replaceAll(/([\p{Ll}\p{N}])(\p{Lu})/gu, "$1_$2")
    .replaceAll(/[^\p{L}\p{N}]+/gu, "_")
    .replaceAll(/^_+|_+$/g, "")
    .toLowerCase();
}

/** Whether `userId`, `user_id` or `user-id` means the `id` of one of the things called so. */
export function meansId(parameter: string, things: readonly string[]): boolean {
  const bare = plain(parameter);
  return things.some((thing) => {
    const name = plain(thing);
    return bare === `${name}id` || bare === `${plain(pluralize.singular(thing))}id`;
  });
}

function plain(name: string): string {
  return snakeCase(name).replaceAll("_", "");
}
