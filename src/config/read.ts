/** Text of a configuration → what it says, or all that is wrong with it, each with its place. */
import { posix } from "node:path";
import {
  createReporter,
  LINT_RULES,
  type Diagnostic,
  type Reporter,
  type SourceText,
} from "../diagnostics/index.js";
import { didYouMean } from "../diagnostics/suggest.js";
import {
  child,
  entriesOf,
  itemsOf,
  parseSource,
  stringOf,
  type Node,
  type Place,
} from "../source/index.js";
import type { Config, ConfiguredTarget, KnownTarget } from "./config.js";
import { checkShape } from "./shape.js";

export interface ReadConfig {
  /** `null` when there is an error among the diagnostics. */
  readonly config: Config | null;
  /** In the order of the text. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Pure; never throws for what the text says.
 * @param known all targets; `null` leaves names of targets unchecked
 */
export function readConfig(source: SourceText, known: readonly KnownTarget[] | null): ReadConfig {
  const parsed = parseSource(source);
  if (parsed.diagnostics.length > 0) return { config: null, diagnostics: parsed.diagnostics };
  const reporter = createReporter(source);
  const root = parsed.root ?? { kind: "scalar", value: null, place: { line: 1, column: 1 } };
  checkShape(root, reporter.report);
  if (reporter.failed()) return { config: null, diagnostics: reporter.diagnostics() };
  const targets = readTargets(child(root, "targets"));
  const config: Config = {
    document: stringOf(child(root, "document")) ?? null,
    out: stringOf(child(root, "out")) ?? null,
    targets: targets?.map(({ name, out }) => ({ name, out })) ?? "all",
    database: stringOf(child(root, "database")) ?? null,
    lintOff: entriesOf(child(root, "lint")).map(({ name }) => name),
    handlers: stringOf(child(root, "handlers")) ?? null,
  };
  for (const { name, place } of entriesOf(child(root, "lint"))) {
    if (!LINT_RULES.includes(name)) {
      reporter.report("unknown-setting", place, { name, suggestion: didYouMean(name, LINT_RULES) });
    }
  }
  if (known !== null) checkTargets(targets ?? [], known, reporter.report);
  checkFolders(config, targets ?? [], root, reporter.report);
  const diagnostics = reporter.diagnostics();
  return { config: reporter.failed() ? null : config, diagnostics };
}

interface PlacedTarget extends ConfiguredTarget {
  readonly place: Place;
}

/** `null` for `all`. */
function readTargets(node: Node | undefined): readonly PlacedTarget[] | null {
  if (node?.kind === "list") {
    return itemsOf(node).map((item) => ({
      name: stringOf(item) ?? "",
      out: null,
      place: item.place,
    }));
  }
  if (node?.kind === "map") {
    return entriesOf(node).map(({ name, place, value }) => ({
      name,
      out: stringOf(value) ?? null,
      place,
    }));
  }
  return null;
}

function checkTargets(
  targets: readonly PlacedTarget[],
  known: readonly KnownTarget[],
  report: Reporter["report"],
): void {
  const names = known.flatMap(({ name, aliases }) => [name, ...aliases]);
  const seen = new Set<KnownTarget>();
  for (const { name, place } of targets) {
    const target = known.find((one) => one.name === name || one.aliases.includes(name));
    if (target === undefined) {
      report("unknown-target", place, { name, suggestion: didYouMean(name, names) });
    } else if (seen.has(target)) {
      report("target-twice", place, { target: target.name });
    } else {
      seen.add(target);
    }
  }
}

/** Two ledgers cannot stand in one folder. */
function checkFolders(
  { out, database, handlers }: Config,
  targets: readonly PlacedTarget[],
  root: Node,
  report: Reporter["report"],
): void {
  const seen = new Map<string, string>();
  const claim = (folder: string, who: string, place: Place): void => {
    const path = posix.normalize(folder.replaceAll("\\", "/")).replace(/(?<=.)\/$/, "");
    const other = seen.get(path);
    if (other === undefined) seen.set(path, who);
    else if (other !== who) report("folder-twice", place, { folder, other });
  };
  for (const target of targets) {
    claim(target.out ?? posix.join(out ?? ".", target.name), target.name, target.place);
  }
  const others = { database, handlers };
  for (const [name, folder] of Object.entries(others)) {
    const place = child(root, name)?.place;
    if (folder !== null && place !== undefined) claim(folder, `the ${name}`, place);
  }
}
