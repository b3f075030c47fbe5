/** Changes that know nothing of OpenAPI: what a slip of a keyboard makes. */
import { awkwardName, awkwardText } from "../awkward.js";
import { pickFrom, shown, type Edits } from "../edit.js";
import {
  madeIn,
  copyOf,
  isMap,
  removeAt,
  renameEntry,
  replaceAt,
  shownPath,
  treeOf,
  visit,
} from "../tree.js";

export const anyEdits: Edits = {
  "change a text": (tree, random) => {
    const texts = visit(tree).filter(({ tree: one }) => typeof one === "string");
    const place = pickFrom(random, texts);
    if (place === null) return null;
    const text = awkwardText(random);
    replaceAt(place, text);
    return `${shownPath(place.path)} is ${shown(text)}`;
  },
  "change descriptions": (tree, random) => {
    const text = awkwardText(random);
    const places = visit(tree).filter(
      ({ tree: one, path }) =>
        typeof one === "string" &&
        ["description", "summary", "title"].includes(String(path.at(-1))) &&
        !path.includes("properties"),
    );
    for (const place of places) replaceAt(place, text);
    return `every description is ${shown(text)}`;
  },
  "remove anything": (tree, random) => {
    const place = pickFrom(random, visit(tree).slice(1));
    if (place === null) return null;
    removeAt(place);
    return `${shownPath(place.path)} removed`;
  },
  "replace anything": (tree, random) => {
    const place = pickFrom(random, visit(tree).slice(1));
    if (place === null) return null;
    const value = random.pick<unknown>([
      null,
      true,
      0,
      -1,
      1.5,
      "",
      "text",
      [],
      {},
      [null],
      { "": {} },
    ]);
    replaceAt(place, treeOf(value));
    return `${shownPath(place.path)} is ${shown(value)}`;
  },
  "move anything": (tree, random) => {
    const all = visit(tree).slice(1);
    const from = pickFrom(random, all);
    const to = pickFrom(random, all);
    if (from === null || to === null) return null;
    replaceAt(to, copyOf(from.tree));
    return `${shownPath(to.path)} is a copy of ${shownPath(from.path)}`;
  },
  "rename anything": (tree, random) => {
    const maps = visit(tree).filter(({ tree: one }) => isMap(one) && one.size > 0);
    const place = pickFrom(random, maps);
    if (place === null || !isMap(place.tree)) return null;
    const from = random.pick([...place.tree.keys()]);
    const to = awkwardName(random, [...place.tree.keys()]);
    renameEntry(place.tree, from, to);
    return `${shownPath([...place.path, from])} renamed to ${shown(to)}`;
  },
  "change info": (tree, random) => {
    const info = madeIn(tree, "info");
    const name = random.pick(["title", "version", "description", "summary"]);
    const text = awkwardText(random);
    info.set(name, text);
    return `info.${name} is ${shown(text)}`;
  },
  "change version": (tree, random) => {
    const version = random.pick(["3.0.3", "3.0.4", "3.1.0", "3.1.2", "3.2.0", "2.0", 3.1, "3"]);
    tree.set("openapi", version);
    return `openapi is ${shown(version)}`;
  },
};
