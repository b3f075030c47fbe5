import { describe, expect, test } from "vitest";
import { createTail } from "../../../src/toolchain/tail.js";

describe("tail", () => {
  test("keeps the last lines, whatever the chunks", () => {
    const tail = createTail(2);
    for (const chunk of ["a\nb", "b\r\n", "\nc", "c"]) tail.push(chunk);
    expect(tail.text()).toBe("bb\ncc");
  });

  test("cuts endless lines", () => {
    const tail = createTail();
    tail.push("x".repeat(10_000));
    expect(tail.text()).toHaveLength(2000);
  });
});
