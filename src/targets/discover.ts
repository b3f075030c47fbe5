/** Targets are found by looking: every `templates/<language>/<name>/target.json` is one. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { packageRoot } from "../package-root.js";
import type { Target } from "./manifest.js";

/** @returns targets by language and name. @throws Error that names a target.json which does not fit its schema. */
export function discoverTargets(
  root: string = join(packageRoot(), "templates"),
): readonly Target[] {
  const schema = JSON.parse(readFileSync(join(root, "target.schema.json"), "utf8")) as object;
  const validate = new Ajv({ allErrors: true }).compile<Omit<Target, "language" | "folder">>(
    schema,
  );
  return subfolders(root).flatMap((language) =>
    subfolders(join(root, language)).flatMap((name) => {
      const folder = join(root, language, name);
      const file = join(folder, "target.json");
      if (!existsSync(file)) return [];
      const manifest: unknown = JSON.parse(readFileSync(file, "utf8"));
      if (!validate(manifest)) {
        const problems = (validate.errors ?? []).map(
          (error) => `${error.instancePath} ${error.message}`,
        );
        throw new Error(`${file}: ${problems.join("; ")}`);
      }
      return [{ ...manifest, language, folder }];
    }),
  );
}

/** By name or alias. */
export function findTarget(targets: readonly Target[], name: string): Target | undefined {
  return targets.find((target) => target.name === name || target.aliases.includes(name));
}

/** Folders whose name begins with `_` hold what targets share. */
function subfolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("_"))
    .map((entry) => entry.name)
    .toSorted();
}
