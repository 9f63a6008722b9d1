import type { ConnectOutcome } from "#app/load-context.ts";

/** What the shops' page answers to a form. */
export type ShopsAnswer = ConnectOutcome | { readonly kind: "resumed"; readonly resumed: boolean };
