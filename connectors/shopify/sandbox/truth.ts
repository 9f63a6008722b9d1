import type { SandboxFaults } from "../../contract/sandbox/faults.ts";
import type { Standing } from "./model.ts";
import { defaultScopes, type ShopifySandboxOptions } from "./options.ts";
import type { StoredLine, StoredOrder } from "./order-model.ts";
import type { Store } from "./state.ts";
import { countsOf, financialStatusOf, fulfillmentStatusOf, type LineCounts, type Totals, totalsOf } from "./totals.ts";

/** Everything the shop knows, against which a copy of it can be compared. Amounts are bags of minor units. */
export interface Truth {
  readonly shop: {
    readonly domain: string;
    readonly name: string;
    readonly currency: string;
    readonly timezone: string;
    readonly installed: boolean;
    readonly standing: Standing;
    /** What the app may see and do. */
    readonly scopes: readonly string[];
  };
  readonly now: number;
  readonly orders: readonly TrueOrder[];
  /** Numeric ids of orders that were deleted. */
  readonly deleted: readonly string[];
  readonly tokens: number;
  /** Those that an app made by mutation; the app's own list is not among them. */
  readonly subscriptions: number;
  readonly waitingWebhooks: number;
  readonly faults: SandboxFaults;
}

export type TrueOrder = Omit<StoredOrder, "lines"> & {
  readonly lines: (StoredLine & { readonly counts: LineCounts })[];
  readonly totals: Totals;
  readonly financialStatus: string;
  readonly fulfillmentStatus: string;
};

export function truthOf(options: ShopifySandboxOptions, store: Store): Truth {
  const { installed, standing, faults } = store.house();
  return {
    shop: {
      domain: options.shop,
      name: options.name,
      currency: options.currency,
      timezone: options.timezone,
      installed,
      standing,
      scopes: options.scopes ?? defaultScopes,
    },
    subscriptions: store.size("subscription"),
    now: options.world.now(),
    orders: [...store.all("order")].map(trueOrder),
    deleted: [...store.all("deleted")].map(({ id }) => id),
    tokens: store.size("token"),
    waitingWebhooks: store.size("delivery"),
    faults,
  };
}

function trueOrder(order: StoredOrder): TrueOrder {
  const totals = totalsOf(order);
  return {
    ...order,
    lines: order.lines.map((line) => ({ ...line, counts: countsOf(order, line) })),
    totals,
    financialStatus: financialStatusOf(order, totals),
    fulfillmentStatus: fulfillmentStatusOf(order),
  };
}
