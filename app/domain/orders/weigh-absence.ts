import { type Instant, plus } from "../instant.ts";

export type Presence = "shown" | "missing" | "hidden" | "deleted";

export interface AbsentOrder {
  readonly presence: Presence;
  readonly missingSince: Instant | null;
}

/** What a shop's silence about an id is worth. */
export interface AbsenceEvidence {
  /** A verified doorbell said that the order was deleted. */
  readonly told: boolean;
  /** "gone": not shown twice, some time apart, means deleted. "unknown": only a doorbell means deleted. */
  readonly absence: "gone" | "unknown";
  /** Milliseconds between the two looks. */
  readonly apart: number;
}

export type AbsenceVerdict =
  | { readonly kind: "nothing" }
  | { readonly kind: "ask-again"; readonly at: Instant; readonly since: Instant }
  | { readonly kind: "deleted" }
  | { readonly kind: "hidden" };

/** Absence is evidence only inside what a shop can show: one look that finds nothing proves nothing. */
export function weighAbsence(held: AbsentOrder, evidence: AbsenceEvidence, now: Instant): AbsenceVerdict {
  if (held.presence === "deleted") return { kind: "nothing" };
  if (evidence.told) return { kind: "deleted" };
  if (held.presence === "hidden") return { kind: "nothing" };
  const since = held.missingSince ?? now;
  const secondLook = plus(since, evidence.apart);
  if (held.presence === "shown" || now < secondLook) return { kind: "ask-again", at: secondLook, since };
  return { kind: evidence.absence === "gone" ? "deleted" : "hidden" };
}
