/** Scenario files → features: parsed, checked, rows of `each` written out, what each scenario needs worked out. */
import { basename } from "node:path";
import type { Json } from "../model/index.js";
import { locate, parseSource, toJson, type Node } from "../source/index.js";
import type {
  Action,
  Feature,
  JsonObject,
  Need,
  Place,
  Scenario,
  Shared,
  Step,
  TokenData,
} from "./format.js";
import { checkNames } from "./names.js";
import { checkFile } from "./shape.js";
import { isObject } from "./variables.js";

/** One scenario file; a name that begins with `_` makes it the one that is shared by all. */
export interface ContractSource {
  /** For messages. */
  readonly file: string;
  readonly text: string;
}

export interface Problem extends Place {
  readonly message: string;
}

export interface Contract {
  readonly shared: Shared;
  readonly features: readonly Feature[];
  /** All problems of all files, in order; when there are any, the rest is not to be run. */
  readonly problems: readonly Problem[];
}

const emptyShared: Shared = { login: null, accounts: {}, defaults: {}, expectations: {} };

/** Reads all files; never throws. */
export function loadContract(sources: readonly ContractSource[]): Contract {
  const problems: Problem[] = [];
  const features: Feature[] = [];
  let shared: Shared | null = null;
  for (const source of sources) {
    const file = readFile(source);
    problems.push(...file.problems);
    if (file.problems.length > 0) continue;
    if (!file.isShared) features.push(readFeature(file.value, file.place));
    else if (shared === null) shared = readShared(file.value);
    else problems.push({ ...file.place(""), message: "there is another shared file already" });
  }
  const known = shared ?? emptyShared;
  if (problems.length > 0) return { shared: known, features, problems };
  return {
    shared: known,
    features,
    problems: features.flatMap((feature) => checkNames(feature, known)),
  };
}

interface ContractFile {
  readonly value: JsonObject;
  readonly isShared: boolean;
  /** Where the part stands that a JSON Pointer names, or the nearest one around it. */
  readonly place: (pointer: string) => Place;
  readonly problems: readonly Problem[];
}

function readFile({ file, text }: ContractSource): ContractFile {
  const { root, diagnostics } = parseSource({ file, text });
  const value = root === null ? null : toJson(root);
  const isShared = basename(file).startsWith("_");
  const place = (pointer: string): Place => ({ file, ...placeIn(root, pointer) });
  const unread = diagnostics.map(({ line, column, message }) => ({ file, line, column, message }));
  const problems = unread.length > 0 ? unread : [...misshapen(value, place)];
  if (problems.length === 0 && isShared === (isObject(value) && "scenarios" in value)) {
    problems.push({
      ...place(""),
      message: "only a file whose name begins with _ has no scenarios",
    });
  }
  return { value: isObject(value) ? value : {}, isShared, place, problems };
}

function misshapen(value: Json, place: (pointer: string) => Place): Problem[] {
  return checkFile(value).map(({ pointer, message }) => ({
    ...place(pointer),
    message: `${pointer === "" ? "the file" : pointer} ${message}`,
  }));
}

function placeIn(root: Node | null, pointer: string): { line: number; column: number } {
  const { line, column } = root === null ? { line: 1, column: 1 } : locate(root, pointer).place;
  return { line, column };
}

function readShared(value: JsonObject): Shared {
  // The schema has vouched for the shape.
  return { ...emptyShared, ...(value as unknown as Partial<Shared>) };
}

function readFeature(value: JsonObject, place: (pointer: string) => Place): Feature {
  const setup = readSteps(value["setup"], "/setup", place);
  const needs = new Set([
    ...listed(value["needs"]),
    ...setup.flatMap((step) => needsOf(step.action)),
  ]);
  const scenarios = list(value["scenarios"]).flatMap((item, index) =>
    isObject(item) ? readScenario(item, `/scenarios/${index}`, place, [...needs]) : [],
  );
  return { title: String(value["title"]), place: place(""), needs: [...needs], setup, scenarios };
}

function readScenario(
  value: JsonObject,
  pointer: string,
  place: (pointer: string) => Place,
  inherited: readonly Need[],
): Scenario[] {
  const { title, needs, each, steps, ...inPlace } = value;
  const read =
    steps === undefined
      ? readSteps([inPlace], pointer, () => place(pointer))
      : readSteps(steps, `${pointer}/steps`, place);
  const all = new Set([
    ...inherited,
    ...listed(needs),
    ...read.flatMap((step) => needsOf(step.action)),
  ]);
  const rows = each === undefined ? [{}] : list(each).filter(isObject);
  return rows.map((row, index) => ({
    title: each === undefined ? String(title) : titleOf(String(title), row, index),
    place: each === undefined ? place(pointer) : place(`${pointer}/each/${index}`),
    needs: [...all],
    row,
    steps: read,
  }));
}

/** A title that names no variable of its row gets a number. */
function titleOf(title: string, row: JsonObject, index: number): string {
  const filled = title.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
    const value = Object.hasOwn(row, name) ? row[name] : undefined;
    return value === undefined ? whole : typeof value === "string" ? value : JSON.stringify(value);
  });
  return filled === title ? `${title} [${index + 1}]` : filled;
}

function readSteps(
  value: Json | undefined,
  pointer: string,
  place: (pointer: string) => Place,
): Step[] {
  return list(value).flatMap((item, index) => {
    if (!isObject(item)) return [];
    const { each, ...data } = item;
    const rows = each === undefined ? [{}] : list(each).filter(isObject);
    return rows.map((row) => ({
      place: place(`${pointer}/${index}`),
      row,
      action: readAction(data),
    }));
  });
}

function readAction(data: JsonObject): Action {
  // The schema has vouched for the shape.
  const kind =
    (["request", "websocket", "sql", "sign"] as const).find((name) => name in data) ?? "request";
  return { kind, data } as unknown as Action;
}

/** What a step says by itself of the options without which it cannot run. */
export function needsOf(action: Action): Need[] {
  switch (action.kind) {
    case "sql":
      return ["database"];
    case "sign":
      return signNeeds(action.data.sign);
    case "request":
      return action.data.token === undefined ? [] : signNeeds(action.data.token);
    case "race":
    case "pace":
    case "walk":
      return action.data.request.token === undefined ? [] : signNeeds(action.data.request.token);
    case "websocket":
      return [];
  }
}

/** A token signed with a secret of the scenario's own needs none of the server's. */
function signNeeds(token: TokenData | string): Need[] {
  return typeof token === "string" || (token.secret === undefined && token.alg !== "none")
    ? ["secret"]
    : [];
}

function listed(value: Json | undefined): Need[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as Need[];
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}
