import type { ApprovalOutcome, ConnectOutcome, JoinLinkOutcome, OrdersDeleted, Parted } from "#app/load-context.ts";

/** What the shops' page answers to a form. */
export type ShopsAnswer =
  | ConnectOutcome
  | ApprovalOutcome
  | JoinLinkOutcome
  | Parted
  | { readonly kind: "orders-deleted"; readonly outcome: OrdersDeleted }
  | { readonly kind: "resumed"; readonly resumed: boolean };
