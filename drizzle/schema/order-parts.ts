import type { Attribute, Evidence, Fulfillment, Tax } from "../../app/domain/orders/snapshot.ts";
import type { Column, Kit } from "../kit.ts";
import type { OrderTables } from "./orders.ts";

/** What an order is made of. The rows of an order are replaced together, whenever a newer snapshot differs. */
export function defineOrderParts(kit: Kit, { orders }: OrderTables) {
  const { table, text, oneOf, count, minor, flag, instant, json, primaryKey, foreignKey, index } = kit;
  const part = () => ({
    workspace: text().notNull(),
    order: text("order_id").notNull(),
    /** The order in which the platform lists it. */
    position: count().notNull(),
    externalId: text().notNull(),
  });
  const constraints = (t: { workspace: Column; order: Column; position: Column }) => [
    primaryKey({ columns: [t.workspace, t.order, t.position] }),
    foreignKey({ columns: [t.workspace, t.order], foreignColumns: [orders.workspace, orders.id] }).onDelete("cascade"),
  ];
  const orderLines = table(
    "order_lines",
    {
      ...part(),
      productId: text(),
      variantId: text(),
      sku: text(),
      title: text().notNull(),
      variantTitle: text(),
      options: json<readonly Attribute[]>().notNull(),
      picture: text(),
      quantity: count().notNull(),
      currentQuantity: count().notNull(),
      unitPriceShop: minor().notNull(),
      unitPricePresentment: minor().notNull(),
      discountShop: minor().notNull(),
      discountPresentment: minor().notNull(),
      totalShop: minor().notNull(),
      totalPresentment: minor().notNull(),
      taxes: json<readonly Tax[]>().notNull(),
      requiresShipping: flag().notNull(),
    },
    (t) => [...constraints(t), index("order_lines_sku").on(t.workspace, t.sku)],
  );
  /** Shipping, fees, coupons and taxes of the whole order. */
  const orderCharges = table(
    "order_charges",
    {
      ...part(),
      kind: oneOf(["shipping", "fee", "coupon", "tax"]).notNull(),
      title: text().notNull(),
      code: text(),
      /** Percent, for a tax. */
      rate: text(),
      /** Null where the platform does not say what a coupon took off. */
      totalShop: minor(),
      totalPresentment: minor(),
      taxes: json<readonly Tax[]>().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.workspace, t.order, t.kind, t.position] }),
      foreignKey({ columns: [t.workspace, t.order], foreignColumns: [orders.workspace, orders.id] }).onDelete(
        "cascade",
      ),
    ],
  );
  const payments = table(
    "payments",
    {
      ...part(),
      kind: oneOf(["sale", "authorization", "capture", "void", "refund", "other"]).notNull(),
      status: oneOf(["success", "pending", "failure"]).notNull(),
      gateway: text(),
      amountShop: minor().notNull(),
      amountPresentment: minor().notNull(),
      at: instant(),
    },
    constraints,
  );
  const fulfillments = table(
    "fulfillments",
    {
      ...part(),
      status: text().notNull(),
      state: oneOf(["open", "sent", "delivered", "cancelled", "failed"]).notNull(),
      lines: json<Fulfillment["lines"]>().notNull(),
      tracking: json<Fulfillment["tracking"]>().notNull(),
      sentAt: instant(),
      sentBy: text().$type<Evidence["by"]>(),
      deliveredAt: instant(),
      deliveredBy: text().$type<Evidence["by"]>(),
    },
    constraints,
  );
  const refunds = table(
    "refunds",
    { ...part(), at: instant(), reason: text(), amountShop: minor().notNull(), amountPresentment: minor().notNull() },
    constraints,
  );
  const refundLines = table(
    "refund_lines",
    {
      workspace: text().notNull(),
      order: text("order_id").notNull(),
      /** Position of the refund, and of the line in it. */
      refund: count().notNull(),
      position: count().notNull(),
      line: text().notNull(),
      quantity: count().notNull(),
      amountShop: minor().notNull(),
      amountPresentment: minor().notNull(),
      restocked: oneOf(["yes", "no", "unknown"]).notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.workspace, t.order, t.refund, t.position] }),
      foreignKey({ columns: [t.workspace, t.order], foreignColumns: [orders.workspace, orders.id] }).onDelete(
        "cascade",
      ),
    ],
  );
  return { orderLines, orderCharges, payments, fulfillments, refunds, refundLines };
}
