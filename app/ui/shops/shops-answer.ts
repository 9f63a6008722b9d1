import type { ApprovalOutcome, ConnectOutcome } from "#app/load-context.ts";

/** What the shops' page answers to a form. */
export type ShopsAnswer = ConnectOutcome | ApprovalOutcome | { readonly kind: "resumed"; readonly resumed: boolean };

import type { ConnectOutcome, OrdersDeleted, Parted } from "#app/load-context.ts";

/** What the shops' page answers to a form. */
export type ShopsAnswer =
  | ConnectOutcome
  | Parted
  | { readonly kind: "orders-deleted"; readonly outcome: OrdersDeleted }
  | { readonly kind: "resumed"; readonly resumed: boolean };
