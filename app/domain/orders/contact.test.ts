import { expect, test } from "vitest";
import { contactOf, sameContact } from "./contact.ts";

const of = (email: string | null, phone: string | null) => contactOf({ id: null, name: null, email, phone });

test("an e-mail address is one in either case, in Turkish too", () => {
  expect(sameContact(of("IŞIL@Example.com ", null), of("ışıl@example.com", null))).toBe(true);
  expect(sameContact(of("isil@example.com", null), of("isi.l@example.com", null))).toBe(false);
});

test("a phone is one with and without its country and leading zero", () => {
  for (const phone of ["+90 532 123 45 67", "0090 532 1234567", "0 (532) 123-45-67", "5321234567"])
    expect([phone, sameContact(of(null, phone), of(null, "905321234567"))]).toEqual([phone, true]);
  expect(sameContact(of(null, "5321234567"), of(null, "5321234568"))).toBe(false);
});

test("nobody is known again by nothing, by a filler or by what is no address", () => {
  for (const [email, phone] of [
    [null, null],
    ["none", "0000000000"],
    ["", "123"],
  ] as const)
    expect([of(email, phone), sameContact(of(email, phone), of(email, phone))]).toEqual([
      { email: null, phone: null },
      false,
    ]);
});
