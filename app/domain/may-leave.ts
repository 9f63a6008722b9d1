/** What is known of a shop in the workspace that has it. */
interface Held {
  readonly state: "active" | "paused" | "disconnected";
  readonly orders: number;
  readonly otherShops: number;
}

/**
 * Whether a shop may go over to another workspace that its own person chose: only where nothing is left behind and nobody is surprised.
 * It was disconnected and its orders were deleted; or it stands alone in a workspace that holds no order yet.
 */
export function mayLeave({ state, orders, otherShops }: Held): boolean {
  return orders === 0 && (state === "disconnected" || otherShops === 0);
}
