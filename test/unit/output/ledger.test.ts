import { describe, expect, test } from "vitest";
import {
  digest,
  EMPTY_LEDGER,
  formatLedger,
  parseLedger,
  sameLedger,
} from "../../../src/output/ledger.js";

const HASH = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

describe("ledger", () => {
  test("holds SHA-256 hashes, sorted, one line a file", () => {
    const files = new Map(["src/b.ts", "B.md", "a.md"].map((path) => [path, digest("hello")]));
    const ledger = { ...EMPTY_LEDGER, files };
    expect(formatLedger(ledger)).toBe(
      `{\n  "files": {\n    "B.md": "${HASH}",\n    "a.md": "${HASH}",\n    "src/b.ts": "${HASH}"\n  }\n}\n`,
    );
    expect(parseLedger(formatLedger(ledger))).toEqual(ledger);
  });

  test("an empty one is valid", () => {
    expect(parseLedger(formatLedger(EMPTY_LEDGER))).toEqual(EMPTY_LEDGER);
  });

  test("says what the files were made from, and what is about to be written", () => {
    const digests = new Map([["b", HASH]]);
    const ledger = { made: digests, files: digests, pending: digests };
    expect(parseLedger(formatLedger(ledger))).toEqual(ledger);
    expect(sameLedger(ledger, { ...ledger, pending: new Map() })).toBe(false);
    expect(sameLedger(ledger, { ...ledger, made: new Map([["b", HASH.replace("2", "3")]]) })).toBe(
      false,
    );
  });

  test("line ends do not count", () => {
    expect(digest("a\r\nb\r\n")).toBe(digest("a\nb\n"));
    expect(digest("a\rb")).not.toBe(digest("a\nb"));
  });

  test.each([
    ["no JSON", "{"],
    ["merge conflict", "<<<<<<< ours\n{}\n"],
    ["another shape", `{"files":[]}`],
    ["a pending path out of the folder", `{"files":{},"pending":{"../a":"${HASH}"}}`],
    ["no hash", `{"files":{"a":"x"}}`],
    ["a path out of the folder", `{"files":{"../a":"${HASH}"}}`],
    ["an absolute path", `{"files":{"/etc/a":"${HASH}"}}`],
  ])("is damaged: %s", (_, text) => {
    expect(parseLedger(text)).toBeNull();
  });
});
