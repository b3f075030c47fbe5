/** Parameters of operations and path items. */
import { awkwardName, plainName } from "../awkward.js";
import { pickFrom, shown, type Edits } from "../edit.js";
import { operationsOf, parameterListsOf, parametersOf, propertyNamesOf } from "../places.js";
import { randomSchema } from "../schema.js";
import {
  copyOf,
  isMap,
  listIn,
  mapIn,
  renameEntry,
  treeOf,
  type Tree,
  type TreeMap,
  namesOf,
} from "../tree.js";

function parametersFor(operation: TreeMap): Tree[] {
  const present = listIn(operation, "parameters");
  if (present !== null) return present;
  const made: Tree[] = [];
  operation.set("parameters", made);
  return made;
}

const namesIn = (tree: TreeMap): string[] =>
  parametersOf(tree).map((one) => String(one.get("name")));

export const parameterEdits: Edits = {
  "add parameter": (tree, random) => {
    const place = pickFrom(random, operationsOf(tree));
    if (place === null) return null;
    const name = random.integer(3) === 0 ? plainName(random) : awkwardName(random, namesIn(tree));
    const parameter: TreeMap = new Map<string, Tree>([
      ["name", name],
      ["in", random.pick(["query", "query", "query", "header", "cookie", "path"])],
      ["schema", randomSchema(random)],
    ]);
    if (random.integer(3) === 0) parameter.set("required", true);
    parametersFor(place.operation).push(parameter);
    return `parameter ${shown(name)} in ${shown(parameter.get("in"))} of ${place.method} ${place.path}`;
  },
  "add filter": (tree, random) => {
    const lists = operationsOf(tree).filter(({ method }) => method === "get");
    const place = pickFrom(random, lists);
    const field = pickFrom(random, propertyNamesOf(tree));
    if (place === null || field === null) return null;
    const named = random.integer(2) === 0;
    const name = named ? field : awkwardName(random, namesIn(tree));
    const parameter = new Map<string, Tree>([
      ["name", name],
      ["in", "query"],
    ]);
    parameter.set(
      "schema",
      random.integer(2) === 0 ? treeOf({ type: "string" }) : randomSchema(random),
    );
    if (!named) {
      const words: Record<string, string> = { filter: field };
      if (random.integer(2) === 0) words["match"] = random.pick(["contains", "equal", "anyCase"]);
      parameter.set("x-gen-bench", treeOf(words));
    }
    parametersFor(place.operation).push(parameter);
    return `filter ${shown(name)} by ${shown(field)} at ${place.path}`;
  },
  "remove parameter": (tree, random) => {
    const list = pickFrom(
      random,
      parameterListsOf(tree).filter((one) => one.length > 0),
    );
    if (list === null) return null;
    const [gone] = list.splice(random.integer(list.length), 1);
    return `parameter ${shown(isMap(gone) ? gone.get("name") : gone)} removed`;
  },
  "reorder parameters": (tree, random) => {
    const list = pickFrom(
      random,
      parameterListsOf(tree).filter((one) => one.length > 1),
    );
    list?.reverse();
    return list === null ? null : "parameters reversed";
  },
  "rename parameter": (tree, random) => {
    const parameter = pickFrom(random, parametersOf(tree));
    if (parameter === null) return null;
    const from = String(parameter.get("name"));
    const to = awkwardName(random, [...namesIn(tree), ...propertyNamesOf(tree)]);
    parameter.set("name", to);
    const paths = mapIn(tree, "paths");
    if (parameter.get("in") === "path" && paths !== null && random.integer(3) !== 0) {
      for (const path of namesOf(paths)) {
        renameEntry(
          paths,
          path,
          path.replaceAll(`{${from}}`, () => `{${to}}`),
        );
      }
    }
    return `parameter ${shown(from)} renamed to ${shown(to)}`;
  },
  "retype parameter": (tree, random) => {
    const parameter = pickFrom(random, parametersOf(tree));
    if (parameter === null) return null;
    parameter.set("schema", randomSchema(random));
    return `parameter ${shown(parameter.get("name"))} has another schema`;
  },
  "list parameter": (tree, random) => {
    const parameter = pickFrom(random, parametersOf(tree));
    if (parameter === null) return null;
    const items = parameter.get("schema") ?? new Map();
    parameter.set(
      "schema",
      new Map<string, Tree>([
        ["type", "array"],
        ["items", items],
      ]),
    );
    if (random.integer(3) === 0) parameter.set("explode", false);
    return `parameter ${shown(parameter.get("name"))} is a list`;
  },
  "move parameter": (tree, random) => {
    const parameter = pickFrom(random, parametersOf(tree));
    if (parameter === null) return null;
    const to = random.pick(["query", "header", "cookie", "path", "body"]);
    parameter.set("in", to);
    return `parameter ${shown(parameter.get("name"))} moved to ${to}`;
  },
  "change parameter": (tree, random) => {
    const parameter = pickFrom(random, parametersOf(tree));
    if (parameter === null) return null;
    const [name, value] = random.pick<[string, Tree]>([
      ["required", true],
      ["required", false],
      ["style", "deepObject"],
      ["style", "pipeDelimited"],
      ["explode", false],
      ["allowEmptyValue", true],
      ["allowReserved", true],
      ["deprecated", true],
      ["content", treeOf({ "application/json": { schema: { type: "string" } } })],
      ["example", "*/"],
    ]);
    parameter.set(name, value);
    return `parameter ${shown(parameter.get("name"))} has ${name}: ${shown(value)}`;
  },
  "double parameter": (tree, random) => {
    const list = pickFrom(
      random,
      parameterListsOf(tree).filter((one) => one.length > 0),
    );
    const one = list === null ? null : random.pick(list);
    if (list === null || !isMap(one)) return null;
    const copy = copyOf(one);
    if (typeof copy.get("name") === "string" && random.integer(4) !== 0) {
      copy.set("name", awkwardName(random, [String(copy.get("name"))]));
      if (copy.get("in") === "path") copy.set("in", "query");
    }
    list.push(copy);
    return `parameter doubled as ${shown(copy.get("name") ?? copy.get("$ref"))}`;
  },
};
