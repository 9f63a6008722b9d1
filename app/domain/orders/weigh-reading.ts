import type { Instant } from "../instant.ts";

/** What we hold of an order, as far as it decides whether a read is newer. */
export interface Held {
  readonly updatedAt: Instant;
  readonly readBeganAt: Instant;
  readonly contentHash: string;
  /** The sweep that first saw the shop show a smaller date than ours; null while none has. */
  readonly behindRound: number | null;
}

export interface Read {
  readonly updatedAt: Instant;
  readonly beganAt: Instant;
  readonly contentHash: string;
  /** The sweep that asked for this read; null for every other cause. */
  readonly round: number | null;
}

export type Verdict =
  /** `again`: dates were equal and contents differed, so one more read must settle it. */
  | { readonly take: true; readonly as: "found" | "newer" | "equal-date" | "set-back"; readonly again: boolean }
  | { readonly take: false; readonly because: "same" | "overtaken" }
  | { readonly take: false; readonly because: "behind"; readonly firstSeen: boolean };

/**
 * Of two snapshots the newer modified date wins, whichever read began first. With equal dates the read that began later wins. A
 * smaller date is ignored, until a second sweep still sees it: then the shop was set back (a restored backup) and is taken.
 */
export function weighReading(held: Held | null, read: Read): Verdict {
  if (!held) return { take: true, as: "found", again: false };
  if (read.updatedAt > held.updatedAt) return { take: true, as: "newer", again: false };
  if (read.updatedAt === held.updatedAt) {
    if (read.contentHash === held.contentHash) return { take: false, because: "same" };
    if (read.beganAt < held.readBeganAt) return { take: false, because: "overtaken" };
    return { take: true, as: "equal-date", again: true };
  }
  const seenBySweepBefore = held.behindRound !== null && read.round !== null && read.round > held.behindRound;
  if (seenBySweepBefore) return { take: true, as: "set-back", again: false };
  return { take: false, because: "behind", firstSeen: held.behindRound === null };
}
