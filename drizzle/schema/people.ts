import type { OrderPeople } from "../../app/domain/orders/snapshot.ts";
import type { Kit } from "../kit.ts";
import type { OrderTables } from "./orders.ts";

/** The erasable tables: personal values, and bodies that hold them. Everything else refers to a row here by its id. */
export function definePeople(kit: Kit, { orders }: OrderTables) {
  const { table, text, oneOf, count, flag, instant, json, bytes, primaryKey, foreignKey, index } = kit;
  const orderPeople = table(
    "order_people",
    {
      workspace: text().notNull(),
      id: text().notNull(),
      order: text("order_id").notNull(),
      role: oneOf(["customer", "shipping", "billing", "remarks"]).notNull(),
      /** The newest of its role; older ones are what the timeline refers to. */
      current: flag().notNull(),
      /** Null once erased, and where the platform says that there is none. */
      value: json<OrderPeople[keyof OrderPeople]>(),
      erasedAt: instant(),
      since: instant().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.workspace, t.id] }),
      foreignKey({ columns: [t.workspace, t.order], foreignColumns: [orders.workspace, orders.id] }).onDelete(
        "cascade",
      ),
      index("order_people_order").on(t.workspace, t.order, t.role),
    ],
  );
  /** Sorting and grouping by customer without reading JSON. */
  const orderCustomers = table(
    "order_customers",
    {
      workspace: text().notNull(),
      order: text("order_id").notNull(),
      name: text().notNull(),
      /** Folded, for sorting and equality in Turkish too. */
      folded: text().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.workspace, t.order] }),
      foreignKey({ columns: [t.workspace, t.order], foreignColumns: [orders.workspace, orders.id] }).onDelete(
        "cascade",
      ),
      index("order_customers_folded").on(t.workspace, t.folded, t.order),
    ],
  );
  const orderRaw = table(
    "order_raw",
    {
      workspace: text().notNull(),
      order: text("order_id").notNull(),
      /** Platform and version of the body: "shopify/2026-10". */
      format: text().notNull(),
      encoding: oneOf(["zstd"]).notNull(),
      body: bytes().notNull(),
      unknown: json<readonly { path: string; value: string }[]>().notNull(),
      readAt: instant().notNull(),
      /** Uncompressed size in bytes. */
      size: count().notNull(),
    },
    (t) => [
      primaryKey({ columns: [t.workspace, t.order] }),
      foreignKey({ columns: [t.workspace, t.order], foreignColumns: [orders.workspace, orders.id] }).onDelete(
        "cascade",
      ),
    ],
  );
  return { orderPeople, orderCustomers, orderRaw };
}
