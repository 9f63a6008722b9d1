import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createSealer, SealBroken } from "./seal.ts";

const chance = { bytes: (length: number) => randomBytes(length), fraction: () => 0 };
const key = Buffer.alloc(32, 7);
const sealer = createSealer(key, chance);
const place = { workspace: "w", table: "shops", row: "1", column: "account" };

test("what was sealed opens in its place", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      expect(sealer.unseal(sealer.seal(text, place), place)).toBe(text);
    }),
  );
});

test("what was sealed opens in no other place", () => {
  const sealed = sealer.seal("secret", place);
  for (const part of ["workspace", "table", "row", "column"] as const)
    expect(() => sealer.unseal(sealed, { ...place, [part]: `${place[part]}x` })).toThrow(SealBroken);
  expect(() => sealer.unseal(sealed, { ...place, table: "shops1", row: "" })).toThrow(SealBroken);
});

test("a sealed value with any bit flipped, or cut anywhere, does not open", () => {
  const sealed = sealer.seal("secret", place);
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const flipped = Buffer.from(sealed);
    flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    expect(() => sealer.unseal(flipped, place)).toThrow(SealBroken);
  }
  for (let length = 0; length < sealed.length; length++)
    expect(() => sealer.unseal(sealed.subarray(0, length), place)).toThrow(SealBroken);
});

test("another key opens nothing, and the error tells nothing of the value", () => {
  const sealed = sealer.seal("secret", place);
  const another = createSealer(Buffer.alloc(32, 8), chance);
  expect(() => another.unseal(sealed, place)).toThrow("shops.account does not open with this key");
  expect(sealed.includes("secret")).toBe(false);
});

test("equal texts are sealed differently", () => {
  expect(sealer.seal("secret", place).equals(sealer.seal("secret", place))).toBe(false);
});

test("a key of another length is refused", () => {
  expect(() => createSealer(Buffer.alloc(16), chance)).toThrow("32 bytes");
});
