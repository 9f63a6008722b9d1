import { sql } from "drizzle-orm";
import type { Database } from "#app/db/scope.ts";
import { toOrderId } from "#app/domain/ids.ts";
import type { Clock } from "#app/ports/ports.ts";
import { customerOrders } from "#app/views/customer-orders.server.ts";
import { listChoices } from "#app/views/list-choices.server.ts";
import { defaultQuery } from "#app/views/order-address.ts";
import { writeCursor } from "#app/views/order-cursor.ts";
import { orderList } from "#app/views/order-list.server.ts";
import { type OrderListQuery, orderSorts, orderTabs } from "#app/views/order-list.ts";
import { orderNeighbours } from "#app/views/order-neighbours.server.ts";
import { orderPage } from "#app/views/order-page.server.ts";
import type { Filled } from "../tests/views/fill-with-orders.ts";
import { manyCustomer, numberOf, productOf, skuOf, spellings, trackingOf } from "../tests/views/many-orders.ts";

/** What somebody does at a screen; answers how many orders it found, so that nobody measures an empty answer. */
export interface Question {
  readonly name: string;
  ask(): Promise<number>;
}

interface World extends Filled {
  readonly db: Database;
  readonly clock: Clock;
  readonly many: number;
}

/** All that the list and an order's page ask of the database. The order in the middle stands for "deep". */
export async function listQuestions(world: World): Promise<readonly Question[]> {
  const { db, clock, caller, many } = world;
  const middle = Math.floor(many / 2);
  const list = async (query: Partial<OrderListQuery>) => {
    const { rows, matching } = await orderList({ db, clock }, caller, { ...defaultQuery, ...query });
    return Math.max(rows.length, matching.count);
  };
  const question = (name: string, query: Partial<OrderListQuery>): Question => ({ name, ask: () => list(query) });
  const { name, email, phone } = manyCustomer(middle, many);
  const words = {
    number: numberOf(middle),
    name: name ?? "",
    "frequent name": "öztürk",
    email: email ?? "",
    phone: phone ?? "",
    SKU: skuOf(middle),
    product: productOf(middle),
    tracking: trackingOf(middle),
    city: "İSTANBUL",
    "nothing found": "qqqq",
  };
  const window = { from: "2026-09-01", to: "2026-10-31" } as const;
  const { order, cursor } = await deepIn(world, numberOf(middle));
  return [
    ...orderTabs.map((tab) => question(`tab ${tab}`, { tab })),
    ...orderSorts.slice(1).map((sort) => question(`sorted by ${sort}`, { sort, descending: sort !== "customer" })),
    question("deep page", { cursor }),
    ...spellings.map((search) => question(`search ${search}`, { search })),
    ...Object.entries(words).map(([kind, search]) => question(`search by ${kind}`, { search })),
    question("search and tab", { search: "ışıl", tab: "unpaid" }),
    question("search and days", { search: "ışıl", ...window }),
    question("search sorted by total", { search: "ışıl", sort: "total" }),
    question("amount, few", { currency: "TRY", least: "15000" }),
    question("amount, many", { currency: "TRY", least: "100", most: "2000" }),
    question("tag of the shop, few", { tags: ["KIRILIR"] }),
    question("tag of the shop, many", { tags: ["Gift"] }),
    question("own tag", { tags: ["acil"] }),
    question("channel", { channels: ["pos"] }),
    question("way to pay", { methods: ["cash-on-delivery"] }),
    question("platform", { platforms: ["woocommerce"] }),
    question("country in days", { countries: ["AT"], ...window }),
    question("country since ever", { countries: ["GR"], from: "2000-01-01" }),
    question("all at once", { from: "2026-11-01", tab: "open", search: "ışıl", tags: ["gift"], channels: ["web"] }),
    { name: "choices of the filters", ask: async () => (await listChoices({ db }, caller)).shopTags.length },
    { name: "order page", ask: async () => ((await orderPage({ db, clock }, caller, order, null)) ? 1 : 0) },
    { name: "neighbours", ask: async () => await neighbours({ ...defaultQuery, cursor }) },
    { name: "neighbours in a search", ask: async () => await neighbours({ ...defaultQuery, search: "ışıl" }) },
    { name: "customer's other orders", ask: async () => (await customerOrders({ db }, caller, order))?.count ?? 0 },
  ];

  async function neighbours(query: OrderListQuery): Promise<number> {
    const found = await orderNeighbours({ db }, caller, order, query);
    return found?.next ? 1 : 0;
  }
}

/** The order with that number, and the cursor of the page that begins behind it. */
async function deepIn({ db, workspace }: World, number: string) {
  const [found] = await db.read(workspace, ({ q, t }) =>
    q
      .select({ id: t.orders.id, key: t.orders.placedAt, tie: t.orders.row })
      .from(t.orders)
      .where(sql`${t.orders.number} = ${number}`),
  );
  if (!found) throw new Error(`No order ${number}`);
  const { id, key, tie } = found;
  return { order: toOrderId(id), cursor: writeCursor(workspace, defaultQuery, { key, tie, nameless: false }) };
}
