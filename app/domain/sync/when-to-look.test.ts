import { describe, expect, test } from "vitest";
import { type Instant, minutes, seconds, toInstant } from "../instant.ts";
import { whenToLook } from "./when-to-look.ts";

const at = (second: number): Instant => toInstant(seconds(1000 + second));

describe("an order that rings", () => {
  test("is looked at now when its last read found a change", () => {
    expect(whenToLook({ updatedAt: at(0), lastReadAt: at(1), changedAt: at(1) }, at(2))).toBe(at(2));
  });

  test("is looked at now when its date did not move since it changed, however often it was read", () => {
    expect(whenToLook({ updatedAt: at(0), lastReadAt: at(500), changedAt: at(1) }, at(501))).toBe(at(501));
  });

  test("waits after a read that found nothing but a newer date, as long as nothing has changed", () => {
    expect(whenToLook({ updatedAt: at(5), lastReadAt: at(6), changedAt: at(1) }, at(7))).toBe(at(10));
    expect(whenToLook({ updatedAt: at(5), lastReadAt: at(6), changedAt: at(1) }, at(11))).toBe(at(11));
  });

  test("waits ten minutes at the most", () => {
    const quiet = whenToLook({ updatedAt: at(50_000), lastReadAt: at(50_000), changedAt: at(1) }, at(50_001));
    expect(quiet - at(50_000)).toBe(minutes(10));
  });
});
