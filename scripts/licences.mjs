/** The licences of packages that are bundled, as they ask for. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * One text with name, version and licence of each package.
 * @param {readonly string[]} inputs paths of bundled files, from the root
 * @param {string} root
 * @throws Error for a package that comes without a licence
 */
export async function licencesOf(inputs, root) {
  const folders = inputs.flatMap(
    (path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [],
  );
  const texts = [...new Set(folders)].toSorted().map(async (folder) => {
    const { name, version, license } = JSON.parse(
      await readFile(join(root, folder, "package.json"), "utf8"),
    );
    const file = (await readdir(join(root, folder))).find((one) => /^licen[cs]e/i.test(one));
    if (file === undefined) throw new Error(`${name} has no licence file, and cannot be bundled`);
    const text = await readFile(join(root, folder, file), "utf8");
    return `${name} ${version} (${license})\n\n${text.trim()}\n`;
  });
  // One package may be there more than once.
  return [...new Set(await Promise.all(texts))].join(`\n${"-".repeat(80)}\n\n`);
}
