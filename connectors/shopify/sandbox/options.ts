import type { Journal, World } from "../../contract/sandbox/world.ts";
import type { AdminSchema } from "../schema/load.ts";

export interface ShopifySandboxOptions {
  readonly world: World;
  readonly journal: Journal;
  /** `demo.myshopify.com` */
  readonly shop: string;
  /** What the shop is called on screen. */
  readonly name: string;
  readonly currency: string;
  /** IANA name. */
  readonly timezone: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** Where the app runs: framed by the admin page, and where its webhooks go (`${appUrl}/webhooks/shopify`). */
  readonly appUrl: string;
  /** Public address of this stand-in, such as `http://127.0.0.1:4400`. */
  readonly origin: string;
  /** Size of the query cost bucket. */
  readonly plan?: Plan;
  /** What the app asks for and is granted at install; `defaultScopes` unless given. */
  readonly scopes?: readonly string[];
  /** Orders to lay into an empty shop: that many, spread over that many days before now. */
  readonly seed?: { readonly orders: number; readonly days: number };
  /** Prices hold the tax already; true for TRY, EUR and GBP unless said otherwise. */
  readonly taxesIncluded?: boolean;
  /** A token that never expires, as a merchant's own custom app has (`shpat_…`). */
  readonly customToken?: string;
  /** false: the app was not approved for protected customer data, whose fields then come back empty. */
  readonly protectedData?: boolean;
  /** false: a shop that was never opened before begins without the app; a merchant installs it. */
  readonly installed?: boolean;
  /** The loaded Admin schema, for whoever opens many shops in one process; loaded here when absent. */
  readonly schema?: AdminSchema;
}

export type Plan = "standard" | "advanced" | "plus" | "unlimited";

/** For an app that reads and writes, as most order managers do. */
export const defaultScopes: readonly string[] = [
  "read_orders",
  "write_orders",
  "read_customers",
  "read_products",
  "read_inventory",
  "write_inventory",
  "read_locations",
  "read_merchant_managed_fulfillment_orders",
  "write_merchant_managed_fulfillment_orders",
  "read_third_party_fulfillment_orders",
  "write_third_party_fulfillment_orders",
  "read_fulfillments",
  "write_fulfillments",
  "read_returns",
];

/** What an app may be granted beyond that, by a merchant who was asked. */
export const wholeHistory = "read_all_orders";

/** The shop's numeric id, which no rename changes. */
export const shopId = "70000000001";

/** An instant as Shopify prints it: UTC, whole seconds. */
export function dateText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** `gid://shopify/Order/123` */
export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** Levels are named by their location and, behind it, by their item. */
export function levelGid(itemId: string, locationId: string): string {
  return `${gid("InventoryLevel", locationId)}?inventory_item_id=${itemId}`;
}

/** The type and numeric id inside a gid, or undefined for other text. */
export function fromGid(text: string): { type: string; id: string } | undefined {
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/(\d+)/.exec(text);
  return match?.[1] && match[2] ? { type: match[1], id: match[2] } : undefined;
}
