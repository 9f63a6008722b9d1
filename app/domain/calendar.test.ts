import fc from "fast-check";
import { expect, test } from "vitest";
import { dayBounds, dayStart, isCalendarDay } from "./calendar.ts";
import { hours } from "./instant.ts";

const iso = (day: string, zone: string) => new Date(dayStart(day, zone)).toISOString();

test("a day begins at the zone's own midnight", () => {
  expect(iso("2026-11-23", "Europe/Istanbul")).toBe("2026-11-22T21:00:00.000Z");
  expect(iso("2026-11-23", "America/Los_Angeles")).toBe("2026-11-23T08:00:00.000Z");
  expect(iso("2026-11-23", "Pacific/Kiritimati")).toBe("2026-11-22T10:00:00.000Z");
  expect(iso("2026-11-23", "Asia/Kathmandu")).toBe("2026-11-22T18:15:00.000Z");
});

test("days on which the clock changes are 23 and 25 hours long", () => {
  const spring = dayBounds("2026-03-29", "2026-03-29", "Europe/Berlin");
  const autumn = dayBounds("2026-10-25", "2026-10-25", "Europe/Berlin");
  expect(Number(spring.before) - Number(spring.from)).toBe(hours(23));
  expect(Number(autumn.before) - Number(autumn.from)).toBe(hours(25));
});

test("a day whose midnight does not exist begins at one o'clock", () => {
  expect(iso("2018-11-04", "America/Sao_Paulo")).toBe("2018-11-04T03:00:00.000Z");
  expect(iso("2024-04-26", "Africa/Cairo")).toBe("2024-04-25T22:00:00.000Z");
});

test("a day that a zone skipped is empty", () => {
  const skipped = dayBounds("2011-12-30", "2011-12-30", "Pacific/Apia");
  expect(skipped.from).toBe(skipped.before);
});

test("open ends stay open, and a last day is included whole", () => {
  expect(dayBounds(null, null, "Europe/Istanbul")).toEqual({ from: null, before: null });
  expect(dayBounds(null, "2026-11-23", "Europe/Istanbul").before).toBe(dayStart("2026-11-24", "Europe/Istanbul"));
  expect(dayBounds("2026-12-31", "2026-12-31", "UTC").before).toBe(Date.parse("2027-01-01T00:00:00Z"));
});

test("what is no day or no zone is named as such", () => {
  expect(["2026-02-30", "9999-12-31", "2026-2-3", "", "gestern", "2026-11-23T10:00"].filter(isCalendarDay)).toEqual([]);
  expect(() => dayBounds("2026-02-30", null, "UTC")).toThrow(RangeError);
  expect(() => dayStart("2026-02-03", "Europe/Nowhere")).toThrow(RangeError);
});

test("every moment lies in exactly the day that the zone's own calendar shows", () => {
  const zones = fc.constantFrom(...Intl.supportedValuesOf("timeZone"));
  const moments = fc.integer({ min: Date.parse("2012-01-01"), max: Date.parse("2037-12-30") });
  fc.assert(
    fc.property(zones, moments, (zone, at) => {
      const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(at);
      const { from, before } = dayBounds(shown, shown, zone);
      expect(at).toBeGreaterThanOrEqual(Number(from));
      expect(at).toBeLessThan(Number(before));
    }),
    { numRuns: 2000 },
  );
});
