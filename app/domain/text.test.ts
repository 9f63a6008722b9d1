import { describe, expect, it } from "vitest";
import { foldText, normaliseText } from "./text.ts";

describe("text", () => {
  it.each(["IŞIL", "ışıl", "Işıl", "İŞİL", "isil"])("%s folds to isil", (word) => {
    expect(foldText(word)).toBe("isil");
  });

  it("is made storable for both databases", () => {
    expect(normaliseText("a\0b\ud800c")).toBe("ab\ufffdc");
    expect(normaliseText("s\u0327")).toBe("ş");
    expect(normaliseText("x".repeat(10), 4)).toBe("xxxx");
  });
});
