import fc from "fast-check";
import { expect, test } from "vitest";
import { toOrderId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import { createIds } from "./ids.ts";

test("ids rise, whatever the clock does, and carry its time", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 2 ** 41 }), { minLength: 2 }),
      fc.integer({ min: 0, max: 255 }),
      (times, byte) => {
        const left = [...times];
        const clock = { now: () => toInstant(left.shift() ?? 0) };
        const ids = createIds(clock, { bytes: (length) => new Uint8Array(length).fill(byte), fraction: () => 0 });
        const made = times.map(() => toOrderId(ids.next()));
        expect(made.toSorted()).toEqual(made);
        expect(new Set(made).size).toBe(made.length);
        const first = Number.parseInt(String(made[0]).replaceAll("-", "").slice(0, 12), 16);
        expect(first).toBe(times[0]);
      },
    ),
  );
});
