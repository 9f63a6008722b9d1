import { expect, test } from "vitest";
import { mostOwnTags, type OwnTag, ownTag, retagged } from "./own-tags.ts";

const made = (...texts: string[]): OwnTag[] => texts.flatMap((text) => ownTag(text) ?? []);
const words = (tags: readonly OwnTag[] | null) => tags?.map(({ tag }) => tag) ?? null;

test("a tag is one whatever its letters' case, and keeps the spelling that it came with first", () => {
  expect(words(retagged(made("Kırılır"), made("KIRILIR", "kirilir", "Acil"), []))).toEqual(["Acil", "Kırılır"]);
  expect(words(retagged(made("Kırılır", "Acil"), [], made("KIRILIR")))).toEqual(["Acil"]);
});

test("to add what is there and to take what is not changes nothing, and what is given and taken at once is taken", () => {
  const before = made("acil", "vip");
  expect(retagged(before, made("Acil"), made("hediye"))).toEqual(before);
  expect(words(retagged(before, made("x"), made("X")))).toEqual(["acil", "vip"]);
});

test.each(["", "   ", "\u0301", "x".repeat(61)])("%j is no tag", (text) => {
  expect(ownTag(text)).toBeNull();
});

test("spaces inside a tag are one", () => {
  expect(ownTag("  ilk \n sipariş ")?.tag).toBe("ilk sipariş");
});

test("an order bears only so many; one that bears more already can lose some", () => {
  const many = made(...Array.from({ length: mostOwnTags + 2 }, (_, n) => `tag ${n}`));
  expect(retagged(many.slice(0, mostOwnTags), made("one more"), [])).toBeNull();
  expect(retagged(many, [], made("tag 0"))).toHaveLength(mostOwnTags + 1);
});
