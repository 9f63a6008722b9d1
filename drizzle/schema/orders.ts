import { fulfillmentStates, orderStates, paymentMethods, paymentStates } from "../../app/domain/orders/snapshot.ts";
import type { Kit } from "../kit.ts";
import type { ShopTables } from "./shops.ts";

/** One row an order: what lists show, filter and sort by. Nothing personal stands here. */
export function defineOrders(kit: Kit, { shops }: ShopTables) {
  const { table, text, oneOf, count, minor, flag, instant, row, identity, index, uniqueIndex, foreignKey, primaryKey } =
    kit;
  const orders = table(
    "orders",
    {
      row: row(),
      workspace: text().notNull(),
      id: text().notNull(),
      shop: text().notNull(),
      externalId: text().notNull(),
      number: text().notNull(),
      adminUrl: text(),
      version: text().notNull(),
      placedAt: instant().notNull(),
      updatedAt: instant().notNull(),
      cancelledAt: instant(),
      closedAt: instant(),
      completedAt: instant(),
      status: text().notNull(),
      state: oneOf(orderStates).notNull(),
      source: text(),
      /** ISO 3166-1 of where it goes, else of the bill: a filter, not a person. */
      country: text(),
      shopCurrency: text().notNull(),
      presentmentCurrency: text().notNull(),
      taxesIncluded: flag().notNull(),
      test: flag().notNull(),
      paymentState: oneOf(paymentStates).notNull(),
      paymentMethod: oneOf(paymentMethods).notNull(),
      paymentTitle: text(),
      fulfillmentState: oneOf(fulfillmentStates).notNull(),
      subtotalShop: minor().notNull(),
      subtotalPresentment: minor().notNull(),
      discountShop: minor().notNull(),
      discountPresentment: minor().notNull(),
      shippingShop: minor().notNull(),
      shippingPresentment: minor().notNull(),
      feesShop: minor().notNull(),
      feesPresentment: minor().notNull(),
      taxShop: minor().notNull(),
      taxPresentment: minor().notNull(),
      totalShop: minor().notNull(),
      totalPresentment: minor().notNull(),
      /** What the parts add up to; differing from the stated total it is a named discrepancy, never a correction. */
      derivedTotalShop: minor().notNull(),
      derivedTotalPresentment: minor().notNull(),
      paidShop: minor().notNull(),
      paidPresentment: minor().notNull(),
      refundedShop: minor().notNull(),
      refundedPresentment: minor().notNull(),
      outstandingShop: minor().notNull(),
      outstandingPresentment: minor().notNull(),
      /** shown: the shop shows it. missing: not shown once, being checked. hidden: no longer visible. deleted: known to be deleted. */
      presence: oneOf(["shown", "missing", "hidden", "deleted"]).notNull(),
      missingSince: instant(),
      /** When the read that this state comes from began, and what it held: the two that settle equal dates. */
      readBeganAt: instant().notNull(),
      contentHash: text().notNull(),
      /** A read with a smaller date than ours: what it said, and the first sweep that saw it. */
      behindUpdatedAt: instant(),
      behindRound: count(),
      /** Of the tokens under which search finds the order: replaced only when it changes. */
      searchHash: text().notNull(),
      firstReadAt: instant().notNull(),
      /** The shop last answered with this state or a newer one. */
      lastReadAt: instant().notNull(),
    },
    (t) => [
      identity("orders_key").on(t.workspace, t.id),
      foreignKey({ columns: [t.workspace, t.shop], foreignColumns: [shops.workspace, shops.id] }).onDelete("cascade"),
      uniqueIndex("orders_external").on(t.workspace, t.shop, t.externalId),
      index("orders_placed").on(t.workspace, t.placedAt, t.row),
      index("orders_shop_placed").on(t.workspace, t.shop, t.placedAt, t.row),
      index("orders_updated").on(t.workspace, t.updatedAt, t.row),
      index("orders_state_placed").on(t.workspace, t.state, t.placedAt, t.row),
      index("orders_payment_placed").on(t.workspace, t.paymentState, t.placedAt, t.row),
      index("orders_fulfillment_placed").on(t.workspace, t.fulfillmentState, t.placedAt, t.row),
      index("orders_method_placed").on(t.workspace, t.paymentMethod, t.placedAt, t.row),
      index("orders_source_placed").on(t.workspace, t.source, t.placedAt, t.row),
      index("orders_country_placed").on(t.workspace, t.country, t.placedAt, t.row),
      index("orders_total").on(t.workspace, t.totalShop, t.row),
      index("orders_presence").on(t.workspace, t.shop, t.presence),
      // Which orders that are not final were not read for longest.
      index("orders_stale").on(t.workspace, t.shop, t.state, t.lastReadAt),
      // What the tabs count by: they are answered from the index alone.
      index("orders_cells").on(
        t.workspace,
        t.shop,
        t.state,
        t.paymentState,
        t.paymentMethod,
        t.fulfillmentState,
        t.presence,
        t.source,
      ),
    ],
  );
  const orderTags = table(
    "order_tags",
    {
      workspace: text().notNull(),
      order: text("order_id").notNull(),
      tag: text().notNull(),
      position: count().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.workspace, t.order, t.position] }),
      foreignKey({ columns: [t.workspace, t.order], foreignColumns: [orders.workspace, orders.id] }).onDelete(
        "cascade",
      ),
      index("order_tags_tag").on(t.workspace, t.tag, t.order),
    ],
  );
  /** The tags that people give in Tek; sync never writes them. */
  const ownTags = table(
    "own_tags",
    {
      workspace: text().notNull(),
      order: text("order_id").notNull(),
      /** Folded, so that a tag is one whatever its letters' case, in Turkish too. */
      folded: text().notNull(),
      tag: text().notNull(),
      addedAt: instant().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.workspace, t.order, t.folded] }),
      foreignKey({ columns: [t.workspace, t.order], foreignColumns: [orders.workspace, orders.id] }).onDelete(
        "cascade",
      ),
      index("own_tags_folded").on(t.workspace, t.folded, t.order),
    ],
  );
  const orderSeen = table(
    "order_seen",
    /** Which sweep last saw the order's id: what a finished sweep did not see is not shown any more. */
    { workspace: text().notNull(), order: text("order_id").notNull(), round: count().notNull() },
    (t) => [
      primaryKey({ columns: [t.workspace, t.order] }),
      foreignKey({ columns: [t.workspace, t.order], foreignColumns: [orders.workspace, orders.id] }).onDelete(
        "cascade",
      ),
    ],
  );
  return { orders, orderTags, ownTags, orderSeen };
}

export type OrderTables = ReturnType<typeof defineOrders>;
