import type { Writing } from "#app/db/scope.ts";
import { holdConnected } from "#app/db/shops.ts";
import type { ShopId } from "#app/domain/ids.ts";

/** The shop was disconnected while it was being read: what was read is not taken in any more. */
export class ShopLeft extends Error {
  override readonly name = "ShopLeft";

  constructor() {
    super("The shop was disconnected in its turn");
  }
}

/** Until the transaction ends nobody disconnects the shop. Throws `ShopLeft` when somebody did before. */
export async function mustBeConnected(writing: Writing, shop: ShopId): Promise<void> {
  if (!(await holdConnected(writing, shop))) throw new ShopLeft();
}
