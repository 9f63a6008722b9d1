import { and, eq } from "drizzle-orm";
import type { Database } from "#app/db/scope.ts";
import { type Caller, mintCaller } from "#app/domain/caller.ts";
import { type OrderId, type ShopId, toOrderId, toShopId, toWorkspaceId, type WorkspaceId } from "#app/domain/ids.ts";
import { toInstant } from "#app/domain/instant.ts";
import type {
  FulfillmentState,
  OrderPeople,
  OrderState,
  PaymentMethod,
  PaymentState,
} from "#app/domain/orders/snapshot.ts";
import { foldText } from "#app/domain/text.ts";
import type { Clock } from "#app/ports/ports.ts";
import type { OrderListQuery } from "#app/views/order-list.ts";

export const clock: Clock = { now: () => toInstant(Date.parse("2026-11-23T12:00:00Z")) };

/** A made-up id of ours: the same for the same numbers. */
const idOf = (kind: number, n: number) =>
  `0190${String(kind).padStart(4, "0")}-0000-7000-8000-${String(n).padStart(12, "0")}`;

export const shopId = (n: number): ShopId => toShopId(idOf(2, n));
export const orderId = (n: number): OrderId => toOrderId(idOf(3, n));

/** What lists look at, of one order. */
export interface ListedFacts {
  readonly shop: ShopId;
  readonly number: string;
  readonly placedAt: number;
  readonly updatedAt: number;
  readonly total: number;
  readonly state: OrderState;
  readonly payment: PaymentState;
  readonly method: PaymentMethod;
  readonly fulfillment: FulfillmentState;
  readonly presence: "shown" | "missing" | "hidden" | "deleted";
  readonly customer: string | null;
  readonly source: string | null;
  readonly country: string | null;
  readonly shopCurrency: string;
  /** The shop's own tags, and ours. */
  readonly tags: readonly string[];
  readonly ownTags: readonly string[];
}

export const someOrder: ListedFacts = {
  shop: shopId(1),
  number: "#1",
  placedAt: Date.parse("2026-11-20T10:00:00Z"),
  updatedAt: Date.parse("2026-11-20T11:00:00Z"),
  total: 1000,
  state: "open",
  payment: "paid",
  method: "card",
  fulfillment: "unfulfilled",
  presence: "shown",
  customer: null,
  source: "web",
  country: "TR",
  shopCurrency: "TRY",
  tags: [],
  ownTags: [],
};

export const everyOrder: OrderListQuery = {
  tab: "all",
  search: "",
  shops: [],
  states: [],
  payments: [],
  fulfillments: [],
  methods: [],
  platforms: [],
  channels: [],
  tags: [],
  countries: [],
  currency: null,
  least: null,
  most: null,
  from: null,
  to: null,
  sort: "placed",
  descending: true,
  cursor: null,
  limit: 50,
};

/** A workspace with shops 1 and 2 (of workspace `n`: numbered from 10 × n on, except in the first). */
export async function openShop(
  db: Database,
  n = 1,
  timezone = "Europe/Istanbul",
): Promise<{ workspace: WorkspaceId; caller: Caller; shops: readonly [ShopId, ShopId] }> {
  const workspace = toWorkspaceId(idOf(1, n));
  const first = n === 1 ? 1 : n * 10;
  const shops = [shopId(first), shopId(first + 1)] as const;
  await db.transactGlobal("workspaces", async ({ q, t }) => {
    await q.insert(t.workspaces).values({ id: workspace, name: "W", timezone, createdAt: 0 });
  });
  await db.transact(workspace, async ({ q, t }) => {
    for (const [index, id] of shops.entries()) {
      await q.insert(t.shops).values({
        workspace,
        id,
        platform: index === 0 ? "shopify" : "woocommerce",
        externalId: id,
        name: `Shop ${index + 1}`,
        currency: "TRY",
        adminUrl: "https://shop.example/admin",
        state: "active",
        account: Buffer.alloc(1),
        bellState: "none",
        missingScopes: [],
        connectedAt: 0,
      });
    }
  });
  return { workspace, caller: mintCaller(workspace, { kind: "command-line" }, ["orders.read"]), shops };
}

/** Puts orders `first`, `first + 1` … into the tables that lists read, as they are given. */
export async function putOrders(
  db: Database,
  workspace: WorkspaceId,
  orders: readonly ListedFacts[],
  first = 1,
): Promise<void> {
  await db.transact(workspace, async ({ q, t }) => {
    for (const [index, facts] of orders.entries()) {
      const id = orderId(first + index);
      await q.insert(t.orders).values({ ...emptyOrder, ...columnsOf(facts), workspace, id, externalId: id });
      for (const [position, tag] of facts.tags.entries())
        await q.insert(t.orderTags).values({ workspace, order: id, tag, position });
      for (const tag of facts.ownTags)
        await q.insert(t.ownTags).values({ workspace, order: id, tag, folded: foldText(tag), addedAt: 0 });
      if (facts.customer === null) continue;
      const folded = foldText(facts.customer);
      await q.insert(t.orderCustomers).values({ workspace, order: id, name: facts.customer, folded });
    }
  });
}

export async function changeOrder(
  db: Database,
  workspace: WorkspaceId,
  id: OrderId,
  facts: ListedFacts,
): Promise<void> {
  await db.transact(workspace, async ({ q, t }) => {
    await q
      .update(t.orders)
      .set(columnsOf(facts))
      .where(and(eq(t.orders.workspace, workspace), eq(t.orders.id, id)));
  });
}

export async function putPerson(
  db: Database,
  workspace: WorkspaceId,
  order: OrderId,
  role: keyof OrderPeople,
  value: OrderPeople[keyof OrderPeople],
  person: { readonly id?: string; readonly current?: boolean; readonly erasedAt?: number } = {},
): Promise<void> {
  const { id = `${order}-${role}`, current = true, erasedAt = null } = person;
  await db.transact(workspace, async ({ q, t }) => {
    await q.insert(t.orderPeople).values({ workspace, id, order, role, current, value, erasedAt, since: 0 });
  });
}

export async function putLine(
  db: Database,
  workspace: WorkspaceId,
  order: OrderId,
  line: {
    readonly position: number;
    readonly title: string;
    readonly quantity: number;
    readonly currentQuantity: number;
  },
): Promise<void> {
  const prices = { unitPriceShop: 0, unitPricePresentment: 0, discountShop: 0, discountPresentment: 0 };
  const rest = { ...prices, totalShop: 0, totalPresentment: 0, options: [], taxes: [], requiresShipping: true };
  await db.transact(workspace, async ({ q, t }) => {
    await q.insert(t.orderLines).values({ ...rest, ...line, workspace, order, externalId: `${line.position}` });
  });
}

const columnsOf = ({
  total,
  payment,
  method,
  fulfillment,
  customer: _,
  tags: __,
  ownTags: ___,
  ...facts
}: ListedFacts) => ({
  ...facts,
  paymentState: payment,
  paymentMethod: method,
  fulfillmentState: fulfillment,
  totalShop: total,
  totalPresentment: total,
  derivedTotalShop: total,
  derivedTotalPresentment: total,
});

const emptyOrder = {
  version: "1",
  status: "open",
  presentmentCurrency: "TRY",
  taxesIncluded: true,
  test: false,
  subtotalShop: 0,
  subtotalPresentment: 0,
  discountShop: 0,
  discountPresentment: 0,
  shippingShop: 0,
  shippingPresentment: 0,
  feesShop: 0,
  feesPresentment: 0,
  taxShop: 0,
  taxPresentment: 0,
  paidShop: 0,
  paidPresentment: 0,
  refundedShop: 0,
  refundedPresentment: 0,
  outstandingShop: 0,
  outstandingPresentment: 0,
  readBeganAt: 0,
  contentHash: "",
  searchHash: "",
  firstReadAt: 0,
  lastReadAt: 0,
};
