import { and, count, eq, ne } from "drizzle-orm";
import type { ShopId } from "#app/domain/ids.ts";
import type { Reading } from "./scope.ts";

/** What a workspace holds of a shop, and beside it. */
export type ShopHoldings = Readonly<
  Record<
    | "orders"
    /** Other shops of the workspace, connected or not. */
    | "otherShops",
    number
  >
>;

export async function readHoldings({ q, t, workspace }: Reading, shop: ShopId): Promise<ShopHoldings> {
  const [orders] = await q
    .select({ n: count() })
    .from(t.orders)
    .where(and(eq(t.orders.workspace, workspace), eq(t.orders.shop, shop)));
  const [others] = await q
    .select({ n: count() })
    .from(t.shops)
    .where(and(eq(t.shops.workspace, workspace), ne(t.shops.id, shop)));
  return { orders: orders?.n ?? 0, otherShops: others?.n ?? 0 };
}
