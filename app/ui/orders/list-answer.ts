import type { TagOutcome, ViewOutcome } from "#app/load-context.ts";

/** What the list answers to what was asked of it. */
export type ListAnswer = TagOutcome | ViewOutcome | { readonly kind: "chosen" };
