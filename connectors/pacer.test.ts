import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Instant, plus, toInstant } from "../app/domain/instant.ts";
import { createPacer, type Priority } from "./pacer.ts";

const start = toInstant(Date.UTC(2026, 0, 1));

function world(burst = 100, perSecond = 10) {
  let now: Instant = start;
  const clock = { now: () => now };
  const pacer = createPacer({ main: { unit: "cost", burst, perSecond, owner: "account" } }, clock);
  return {
    pacer,
    pass(ms: number) {
      now = plus(now, ms);
    },
    now: () => now,
  };
}

describe("a pacer", () => {
  it("lets a person spend the whole burst and says when the next token is there", () => {
    const { pacer } = world();
    expect(pacer.admit("main", 100, "person")).toEqual({ ok: true });
    expect(pacer.admit("main", 5, "person")).toEqual({ ok: false, retryAt: plus(start, 500) });
  });

  it("admits at the very moment it named", () => {
    const { pacer, pass, now } = world(7, 3);
    pacer.admit("main", 7, "person");
    const refused = pacer.admit("main", 1, "person");
    if (refused.ok) throw new Error("admitted with an empty bucket");
    pass(refused.retryAt - now());
    expect(pacer.admit("main", 1, "person")).toEqual({ ok: true });
  });

  it.each<[Priority, number]>([
    ["person", 100],
    ["doorbell", 75],
    ["poll", 60],
    ["import", 40],
  ])("leaves a %s only its share", (priority, share) => {
    const { pacer } = world();
    let spent = 0;
    while (pacer.admit("main", 1, priority).ok) spent++;
    expect(spent).toBe(share);
  });

  it("lets a cost beyond a priority's share go from a full bucket only, so that it does not wait for ever", () => {
    const { pacer, pass } = world();
    pacer.admit("main", 1, "person");
    expect(pacer.admit("main", 70, "import")).toEqual({ ok: false, retryAt: plus(start, 100) });
    pass(100);
    expect(pacer.admit("main", 70, "import")).toEqual({ ok: true });
  });

  it("holds everybody until Retry-After, and never shortens a hold", () => {
    const { pacer, pass } = world();
    pacer.holdUntil("main", plus(start, 5000));
    pacer.holdUntil("main", plus(start, 1000));
    expect(pacer.admit("main", 1, "person")).toEqual({ ok: false, retryAt: plus(start, 5000) });
    pass(5000);
    expect(pacer.admit("main", 1, "person")).toEqual({ ok: true });
  });

  it("believes what the platform says of its budget", () => {
    const { pacer } = world();
    pacer.learned("main", { available: 2, burst: 200, perSecond: 20 });
    expect(pacer.admit("main", 4, "person")).toEqual({ ok: false, retryAt: plus(start, 100) });
  });

  it("names the budgets it has when asked for another", () => {
    expect(() => world().pacer.admit("other", 1, "person")).toThrow(/No budget is called other; there are main/);
  });

  it("never spends more than burst + rate × time, and an import never takes a person's reserve", () => {
    const step = fc.record({
      wait: fc.integer({ min: 0, max: 3000 }),
      cost: fc.integer({ min: 1, max: 40 }),
      priority: fc.constantFrom<Priority>("person", "doorbell", "poll", "import"),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const { pacer, pass, now } = world();
        let spent = 0;
        let level = 100;
        for (const { wait, cost, priority } of steps) {
          pass(wait);
          level = Math.min(100, level + wait / 100);
          if (!pacer.admit("main", cost, priority).ok) continue;
          spent += cost;
          level -= cost;
          expect(spent).toBeLessThanOrEqual(100 + (now() - start) / 100 + 1e-6);
          if (priority === "import") expect(level).toBeGreaterThanOrEqual(60 - 1e-6);
        }
      }),
    );
  });
});
