import { z } from "zod";
import { type ExternalId, toExternalId } from "../../app/domain/ids.ts";
import type { Signal } from "../contract/port.ts";
import { shopHost } from "./account.ts";

/** What a body says: the signals, and the shop where the body itself names it. */
interface Told {
  readonly shop?: string;
  readonly signals: readonly Signal[];
}

/** Ids are texts here: numbers are read as they were written. */
const numeric = z
  .string()
  .regex(/^\d{1,20}$/)
  .transform(toExternalId);
const gid = z.string().regex(/^gid:\/\/shopify\/[A-Za-z]+\/\d{1,20}$/);
const head = z.object({ id: numeric.optional(), admin_graphql_api_id: gid.optional() });
const headId = head.transform(({ id, admin_graphql_api_id }, context): ExternalId => {
  const last = admin_graphql_api_id?.split("/").at(-1) ?? id;
  if (last !== undefined) return toExternalId(last);
  context.addIssue({ code: "custom" });
  return z.NEVER;
});
const childBody = z.object({ order_id: numeric }).transform(({ order_id }) => order_id);
const editBody = z.object({ order_edit: childBody }).transform(({ order_edit }) => order_edit);
const returnBody = z.object({ order: headId }).transform(({ order }) => order);

const host = z.string().transform((text, context) => {
  const known = shopHost(text);
  if (known !== null) return known;
  context.addIssue({ code: "custom" });
  return z.NEVER;
});
const shopBody = z.object({ myshopify_domain: host }).transform((body) => body.myshopify_domain);
const privacyBody = z.object({
  shop_domain: host,
  orders_requested: z.array(numeric).nullish(),
  orders_to_redact: z.array(numeric).nullish(),
});
const levelBody = z.object({ inventory_item_id: numeric, location_id: numeric });

type Reader = (body: unknown, topic: string) => Told | null;

/** Reads the body by its schema; null where the body does not have what its topic promises. */
function reader<T>(schema: z.ZodType<T>, tell: (told: T, topic: string) => Told | Signal): Reader {
  return (body, topic) => {
    const { data } = schema.safeParse(body);
    if (data === undefined) return null;
    const told = tell(data, topic);
    return "about" in told ? { signals: [told] } : told;
  };
}

const gone = (topic: string) => (topic.endsWith("/delete") ? { gone: true as const } : {});
const order = (id: ExternalId, topic: string): Signal => ({
  about: "order",
  id,
  ...(topic === "orders/delete" ? gone(topic) : {}),
});

/**
 * What each family of topics carries, and where (shopify.dev "Webhooks: list of topics and example payloads", "Privacy law compliance"). What
 * cannot be taken back (an uninstall, the privacy topics) counts only for the shop that the body names: the topic and the shop in the
 * headers are not signed, so a body of an attacker's own shop could come under any of them.
 */
const topics: readonly [RegExp, Reader][] = [
  [/^orders\/edited$/, reader(z.union([editBody, headId]), order)],
  [/^orders\//, reader(headId, order)],
  [/^(fulfillments|refunds|order_transactions)\//, reader(childBody, order)],
  [/^returns\//, reader(z.union([returnBody, childBody]), order)],
  // Their bodies name fulfillment orders only, under a name of its own in each topic.
  [/^fulfillment_orders\//, reader(z.record(z.string(), z.unknown()), () => ({ about: "orders" }))],
  [/^products\//, reader(headId, (id, topic) => ({ about: "product", id, ...gone(topic) }))],
  [/^locations\//, reader(headId, (id, topic) => ({ about: "location", id, ...gone(topic) }))],
  [/^inventory_items\//, reader(headId, (item) => ({ about: "stock", item, location: null }))],
  [
    /^inventory_levels\//,
    reader(levelBody, (level) => ({ about: "stock", item: level.inventory_item_id, location: level.location_id })),
  ],
  [
    /^app\/uninstalled$/,
    reader(shopBody, (shop) => ({ shop, signals: [{ about: "shop", what: "uninstalled" as const }] })),
  ],
  [/^shop\/update$/, reader(shopBody, (shop) => ({ shop, signals: [{ about: "shop", what: "changed" as const }] }))],
  [
    /^app\/scopes_update$/,
    reader(z.record(z.string(), z.unknown()), () => ({ about: "shop", what: "scopes-changed" as const })),
  ],
  [/^customers\/data_request$/, privacy((orders) => ({ about: "privacy", what: "customer-data", orders }))],
  [/^customers\/redact$/, privacy((orders) => ({ about: "privacy", what: "customer-erase", orders }))],
  [/^shop\/redact$/, privacy(() => ({ about: "privacy", what: "shop-erase" }))],
];

function privacy(tell: (orders: readonly ExternalId[]) => Signal): Reader {
  return reader(privacyBody, ({ shop_domain, orders_requested, orders_to_redact }) => ({
    shop: shop_domain,
    signals: [tell(orders_requested ?? orders_to_redact ?? [])],
  }));
}

/** What a topic is about; no signal for one that we have no use for. Null: the body does not have what its topic promises. */
export function signalsOf(topic: string, body: unknown): Told | null {
  if (body === undefined) return null;
  const read = topics.find(([family]) => family.test(topic))?.[1];
  return read ? read(body, topic) : { signals: [] };
}
