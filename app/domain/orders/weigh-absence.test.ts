import { describe, expect, it } from "vitest";
import { minutes, plus, toInstant } from "../instant.ts";
import { type AbsentOrder, weighAbsence } from "./weigh-absence.ts";

const now = toInstant(1_800_000_000_000);
const shown: AbsentOrder = { presence: "shown", missingSince: null };
const silent = { told: false, absence: "gone", apart: minutes(10) } as const;

describe("an order that a shop does not show", () => {
  it("is asked for again ten minutes later before anything is believed", () => {
    expect(weighAbsence(shown, silent, now)).toEqual({ kind: "ask-again", at: plus(now, minutes(10)), since: now });
  });

  it("is not believed gone by a second look that comes too early", () => {
    const missing: AbsentOrder = { presence: "missing", missingSince: now };
    const early = weighAbsence(missing, silent, plus(now, minutes(9)));
    expect(early).toEqual({ kind: "ask-again", at: plus(now, minutes(10)), since: now });
  });

  it("is deleted where the shop shows everything it has", () => {
    const missing: AbsentOrder = { presence: "missing", missingSince: now };
    expect(weighAbsence(missing, silent, plus(now, minutes(10)))).toEqual({ kind: "deleted" });
  });

  it("is only no longer visible where silence may have other reasons", () => {
    const missing: AbsentOrder = { presence: "missing", missingSince: now };
    const quiet = { ...silent, absence: "unknown" } as const;
    expect(weighAbsence(missing, quiet, plus(now, minutes(10)))).toEqual({ kind: "hidden" });
  });

  it("is deleted at once when a verified doorbell said so, and only once", () => {
    const told = { ...silent, absence: "unknown", told: true } as const;
    expect(weighAbsence(shown, told, now)).toEqual({ kind: "deleted" });
    expect(weighAbsence({ presence: "hidden", missingSince: now }, told, now)).toEqual({ kind: "deleted" });
    expect(weighAbsence({ presence: "deleted", missingSince: now }, told, now)).toEqual({ kind: "nothing" });
  });
});
