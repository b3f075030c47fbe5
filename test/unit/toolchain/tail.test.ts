import { describe, expect, test } from "vitest";
import { createTail } from "../../../src/toolchain/tail.js";

describe("tail", () => {
  test("keeps the first and the last lines, whatever the chunks", () => {
    const tail = createTail(1, 2);
    for (const chunk of ["a\nb", "b\r\n", "\n  \nc", "c\nd\n", "e"]) tail.push(chunk);
    expect(tail.text()).toBe("a\n…\ncc\nd\ne");
    tail.push("e\n");
    expect(tail.text()).toBe("a\n…\nd\nee");
  });

  test("a few lines are all there", () => {
    const tail = createTail(1, 2);
    tail.push("a\nb\nc\n");
    expect(tail.text()).toBe("a\nb\nc");
  });

  test("cuts endless lines", () => {
    const tail = createTail();
    for (let chunk = 0; chunk < 10; chunk += 1) tail.push("x".repeat(10_000));
    expect(tail.text()).toHaveLength(2000);
  });
});
