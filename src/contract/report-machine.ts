/** The report for machines: JUnit XML, TAP version 14, and the workflow commands of GitHub Actions. */
import { data, property } from "../diagnostics/workflow.js";
import type { ContractReport, Failure, ScenarioResult } from "./report.js";

/** JUnit XML as build servers read it: a suite for each feature. Ends with a newline. */
export function formatJunit(report: ContractReport): string {
  const features = [...new Set(report.results.map(({ feature }) => feature))];
  const suites = features.flatMap((feature) => {
    const results = report.results.filter((result) => result.feature === feature);
    return [
      `  <testsuite name="${xml(feature)}" ${counts(results)}>`,
      ...results.flatMap(junitCase),
      "  </testsuite>",
    ];
  });
  const time = (report.milliseconds / 1000).toFixed(3);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="contract" ${counts(report.results)} time="${time}">`,
    ...suites,
    "</testsuites>",
    "",
  ].join("\n");
}

function counts(results: readonly ScenarioResult[]): string {
  const of = (outcome: ScenarioResult["outcome"]): number =>
    results.filter((result) => result.outcome === outcome).length;
  return `tests="${results.length}" failures="${of("failed")}" skipped="${of("notApplicable")}"`;
}

function junitCase(result: ScenarioResult): string[] {
  const head = `    <testcase classname="${xml(result.feature)}" name="${xml(result.title)}"`;
  switch (result.outcome) {
    case "passed":
      return [`${head}/>`];
    case "notApplicable":
      return [`${head}><skipped message="${xml(result.reason)}"/></testcase>`];
    case "failed": {
      const [first = ""] = lines(result.failure);
      return [
        `${head}><failure message="${xml(first)}">${xml(details(result, result.failure))}</failure></testcase>`,
      ];
    }
  }
}

/** TAP 14, with what is wrong as a YAML block. Ends with a newline. */
export function formatTap(report: ContractReport): string {
  const points = report.results.flatMap((result, index) => {
    const point = `${index + 1} - ${tap(`${result.feature} › ${result.title}`)}`;
    switch (result.outcome) {
      case "passed":
        return [`ok ${point}`];
      case "notApplicable":
        return [`ok ${point} # SKIP ${tap(result.reason)}`];
      case "failed":
        return [
          `not ok ${point}`,
          "  ---",
          "  message: |",
          ...details(result, result.failure)
            .split("\n")
            .map((line) => `    ${line}`),
          "  ...",
        ];
    }
  });
  return ["TAP version 14", `1..${report.results.length}`, ...points, ""].join("\n");
}

/** An `::error` for each failure, at its line where it has one. Empty when all is well. */
export function formatGitHub(report: ContractReport): string {
  return report.results
    .flatMap((result) => {
      if (result.outcome !== "failed") return [];
      const { failure } = result;
      const place = failure.place ?? result.place;
      const title = `title=${property(`${result.feature} › ${result.title}`)}`;
      const at =
        place === null
          ? title
          : `file=${property(place.file)},line=${place.line},col=${place.column},${title}`;
      return [`::error ${at}::${data(details(result, failure))}\n`];
    })
    .join("");
}

function lines(failure: Failure): string[] {
  return failure.differences.map(
    ({ where, expected, actual, problem }) =>
      `${where}${problem === undefined ? "" : ` ${problem}`}: expected ${expected}, actual ${actual}`,
  );
}

function details({ probe }: ScenarioResult, failure: Failure): string {
  return [
    ...lines(failure),
    ...(probe === undefined ? [] : [`expects ${probe.expects}`, `because ${probe.why}`]),
    ...(failure.sent === null ? [] : ["sent", failure.sent]),
    ...(failure.received === null ? [] : ["received", failure.received]),
    ...(failure.curl === null ? [] : ["again", failure.curl]),
  ].join("\n");
}

/** XML 1.0 has no place at all for most controls and for lone surrogates. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;")
    .replaceAll("\r", "&#13;");
}

function tap(text: string): string {
  return text.replaceAll(/[\\#]/g, "\\$&").replaceAll(/\s+/g, " ");
}
