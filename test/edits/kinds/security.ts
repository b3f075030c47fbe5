/** Who may call what. */
import { awkwardName } from "../awkward.js";
import { pickFrom, shown, type Edits } from "../edit.js";
import { operationsOf, propertyNamesOf, schemeNamesOf } from "../places.js";
import { renameWord } from "../rename.js";
import { isMap, madeIn, mapIn, renameEntry, treeOf, visit } from "../tree.js";

export const securityEdits: Edits = {
  "change requirement": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    if (place === null) return null;
    const scheme = pickFrom(random, schemeNamesOf(tree)) ?? "nobody";
    const role = random.pick(["staff", "admin", "nobody"]);
    const security = random.pick<unknown>([
      [],
      [{}],
      [{ [scheme]: [] }],
      [{ [scheme]: [] }],
      [{ [scheme]: [] }, {}],
      [{ [scheme]: [role] }],
      [{ [scheme]: [role] }, { [scheme]: [] }],
      [{ [scheme]: [role, role] }],
      [{ other: [] }],
      {},
    ]);
    place.operation.set("security", treeOf(security));
    return `${place.method} ${place.path} is for ${shown(security)}`;
  },
  "remove requirement": (tree, random) => {
    const places = operationsOf(tree).filter(({ operation }) => operation.has("security"));
    const place = pickFrom(random, places);
    if (place === null) return null;
    place.operation.delete("security");
    return `${place.method} ${place.path} says nothing about security`;
  },
  "everything is open": (tree) => {
    for (const { operation } of operationsOf(tree)) operation.delete("security");
    tree.delete("security");
    return "no security requirement";
  },
  "everything is guarded": (tree, random) => {
    const scheme = pickFrom(random, schemeNamesOf(tree));
    if (scheme === null) return null;
    tree.set("security", treeOf([{ [scheme]: [] }]));
    if (random.integer(2) === 0)
      for (const { operation } of operationsOf(tree)) operation.delete("security");
    return `the document is for ${shown(scheme)}`;
  },
  "rename scheme": (tree, random) => {
    const from = pickFrom(random, schemeNamesOf(tree));
    if (from === null) return null;
    const to = awkwardName(random, [from]);
    for (const { tree: one } of visit(tree)) if (isMap(one)) renameEntry(one, from, to);
    return `scheme ${shown(from)} renamed to ${shown(to)}`;
  },
  "rename role": (tree, random) => {
    const to = awkwardName(random, ["staff"]);
    const roles = visit(tree).flatMap(({ tree: one, path }) =>
      isMap(one) && path.at(-1) === "roles" && path.includes("x-gen-bench") ? [...one.keys()] : [],
    );
    const from = pickFrom(random, roles);
    if (from === null) return null;
    for (const { tree: one, path } of visit(tree)) {
      if (isMap(one) && path.at(-1) === "roles") renameEntry(one, from, to);
      if (Array.isArray(one) && path.includes("security")) {
        for (const [index, value] of one.entries()) if (value === from) one[index] = to;
      }
    }
    return `role ${shown(from)} renamed to ${shown(to)}`;
  },
  "change claims": (tree, random) => {
    const words = visit(tree).filter(
      ({ tree: one, path }) => isMap(one) && path.at(-1) === "claims",
    );
    const claims = pickFrom(random, words)?.tree;
    if (!isMap(claims)) return null;
    const name = random.pick([...claims.keys(), "extra"]);
    const change = random.integer(3);
    if (change === 0) claims.delete(name);
    else if (change === 1) claims.set(name, pickFrom(random, propertyNamesOf(tree)) ?? "id");
    else renameEntry(claims, name, awkwardName(random, [...claims.keys()]));
    return `claim ${shown(name)} changed (${change})`;
  },
  "change scheme": (tree, random) => {
    const schemes = madeIn(madeIn(tree, "components"), "securitySchemes");
    const name = pickFrom(random, [...schemes.keys()]) ?? "key";
    const scheme = mapIn(schemes, name);
    const change = random.integer(5);
    if (change === 0) schemes.delete(name);
    else if (change === 1)
      schemes.set(name, treeOf({ type: "apiKey", in: "header", name: "X-Key" }));
    else if (change === 2) schemes.set("second", treeOf({ type: "http", scheme: "basic" }));
    else if (change === 3) scheme?.delete("x-gen-bench");
    else scheme?.set("bearerFormat", awkwardName(random));
    return `scheme ${shown(name)} changed (${change})`;
  },
  "rename a field of the account": (tree, random) => {
    const fields = visit(tree).flatMap(({ tree: one, path }) =>
      typeof one === "string" && path.includes("claims") ? [one] : [],
    );
    const from = pickFrom(random, fields);
    if (from === null) return null;
    const to = awkwardName(random, propertyNamesOf(tree));
    renameWord(tree, from, to);
    return `every ${shown(from)} renamed to ${shown(to)}`;
  },
};
