import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Instant, toInstant } from "../instant.ts";
import { type Held, type Read, weighReading } from "./weigh-reading.ts";

const at = (n: number): Instant => toInstant(n);
const held: Held = { updatedAt: at(1000), readBeganAt: at(5000), contentHash: "ours", behindRound: null };
const read: Read = { updatedAt: at(1000), beganAt: at(6000), contentHash: "theirs", round: null };

describe("of two snapshots", () => {
  it("the first one is taken", () => {
    expect(weighReading(null, read)).toEqual({ take: true, as: "found", again: false });
  });

  it("the newer modified date wins, whichever read began first", () => {
    expect(weighReading(held, { ...read, updatedAt: at(1001), beganAt: at(1) })).toEqual({
      take: true,
      as: "newer",
      again: false,
    });
  });

  it("with equal dates the read that began later wins, and is read once more", () => {
    expect(weighReading(held, read)).toEqual({ take: true, as: "equal-date", again: true });
    expect(weighReading(held, { ...read, beganAt: at(4999) })).toEqual({ take: false, because: "overtaken" });
  });

  it("equal content changes nothing", () => {
    expect(weighReading(held, { ...read, contentHash: "ours" })).toEqual({ take: false, because: "same" });
  });

  it("a smaller date is ignored until a second sweep sees it", () => {
    const behind = { ...read, updatedAt: at(999) };
    expect(weighReading(held, behind)).toEqual({ take: false, because: "behind", firstSeen: true });
    expect(weighReading(held, { ...behind, round: 3 })).toEqual({ take: false, because: "behind", firstSeen: true });
    const seen = { ...held, behindRound: 3 };
    expect(weighReading(seen, { ...behind, round: 3 })).toMatchObject({ take: false });
    expect(weighReading(seen, behind)).toMatchObject({ take: false });
    expect(weighReading(seen, { ...behind, round: 4 })).toEqual({ take: true, as: "set-back", again: false });
  });

  it("any order of arrival ends at the same snapshot, the newest", () => {
    const versions = fc.uniqueArray(
      fc.record({ updatedAt: fc.integer({ min: 1, max: 6 }), beganAt: fc.integer({ min: 10, max: 60 }) }),
      { minLength: 2, maxLength: 8, selector: (v) => v.beganAt },
    );
    const end = (list: readonly { updatedAt: number; beganAt: number }[]) => {
      let kept: Held | null = null;
      for (const one of list) {
        const next: Read = {
          updatedAt: at(one.updatedAt),
          beganAt: at(one.beganAt),
          contentHash: `${one.beganAt}`,
          round: null,
        };
        if (weighReading(kept, next).take)
          kept = {
            updatedAt: next.updatedAt,
            readBeganAt: next.beganAt,
            contentHash: next.contentHash,
            behindRound: null,
          };
      }
      return kept?.contentHash;
    };
    fc.assert(
      fc.property(versions, fc.infiniteStream(fc.nat()), (list, shuffle) => {
        const shuffled = list
          .map((one) => ({ one, key: shuffle.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        const newest = [...list].sort((a, b) => b.updatedAt - a.updatedAt || b.beganAt - a.beganAt)[0];
        expect(end(shuffled)).toBe(`${newest?.beganAt}`);
      }),
    );
  });
});
