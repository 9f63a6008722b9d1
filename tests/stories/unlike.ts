import type { Database } from "#app/db/scope.ts";
import { listShops } from "#app/db/shops.ts";
import { mintCaller, rights } from "#app/domain/caller.ts";
import { exportOrders } from "#app/views/export-orders.ts";
import { variantOf } from "#connectors/shopify/sandbox/catalogue.ts";
import { differences, type Facts } from "../oracle/facts.ts";
import { type Catalogue, factsOfShopify, shopifyTruth } from "../oracle/shopify-truth.ts";
import { type Exported, exported, factsOfTek } from "../oracle/tek-facts.ts";
import { factsOfWoo, wooTruth } from "../oracle/woocommerce-truth.ts";
import { ofWorkspace } from "./bad-day.ts";
import type { Town } from "./town.ts";

/** Where Tek and the shops differ. */
export interface Unlike {
  /** Every difference, a sentence each. */
  readonly wrong: readonly string[];
  /** Orders that Shopify deleted and that Tek rightly calls "no longer visible", since no delete bell ever came. */
  readonly unheard: readonly string[];
}

/** Compares everything that Tek holds with the truth of the three shops, field by field. */
export async function unlike(db: Database, town: Town): Promise<Unlike> {
  const { workspace, shops } = await ofWorkspace(db, async (reading) => ({
    workspace: reading.workspace,
    shops: await listShops(reading),
  }));
  const orders: Exported[] = [];
  const caller = mintCaller(workspace, { kind: "command-line" }, rights);
  for await (const order of exportOrders({ db }, caller, null)) orders.push(exported.parse(order));
  const truths = [
    factsOfShopify(shopifyTruth.parse(town.shopify.truth()), sold(town)),
    ...town.woo.map((shop) => factsOfWoo(wooTruth.parse(shop.truth()))),
  ];
  const names = ["Işıl Seramik", "Işıl Seramik Toptan", "Işıl Keramik Berlin"];
  const compared = await Promise.all(
    names.map(async (name, i) => {
      const ours = orders.filter((order) => order.shop.name === name);
      const rung = shops.find((shop) => shop.name === name && shop.platform === "shopify");
      return compare(name, truths[i] ?? new Map(), ours, rung ? await deletedBells(db, rung.id) : null);
    }),
  );
  return { wrong: compared.flatMap(({ wrong }) => wrong), unheard: compared.flatMap(({ unheard }) => unheard) };
}

/** Ids of orders whose deletion Shopify rang, as the raw bodies say: read past Tek's own understanding of them. */
async function deletedBells(db: Database, shop: string): Promise<ReadonlySet<string>> {
  const rows = await ofWorkspace(db, ({ q, t }) =>
    q.select({ topic: t.deliveries.topic, shop: t.deliveries.shop, body: t.deliveries.body }).from(t.deliveries),
  );
  const bodies = rows.filter((row) => row.shop === shop && row.topic === "orders/delete");
  return new Set(bodies.map(({ body }) => /"id":\s*(\d+)/.exec(body.toString("utf8"))?.[1] ?? ""));
}

function sold(town: Town): Catalogue {
  return (sku) => {
    const variant = variantOf(sku);
    if (!variant) return null;
    const picture = `${town.at.shopify}/cdn/${encodeURIComponent(variant.product.good.sku)}.svg`;
    const chosen = variant.options.filter((o) => o.value !== "Default Title");
    const options = chosen.map((o) => `${o.name}: ${o.value}`);
    return { product: variant.product.id, variant: variant.id, picture, options };
  };
}

/** `rung`: for a shop whose deletions only a bell tells, which ones it told; null where absence is evidence enough. */
function compare(
  name: string,
  truth: ReadonlyMap<string, Facts>,
  ours: readonly Exported[],
  rung: ReadonlySet<string> | null,
): Unlike {
  const wrong: string[] = [];
  const unheard: string[] = [];
  const held = new Set<string>();
  for (const order of ours) {
    const facts = truth.get(order.id);
    const label = `${name} ${order.id}`;
    if (held.has(order.id)) wrong.push(`${label}: stands twice`);
    held.add(order.id);
    if (facts && order.presence !== "shown") wrong.push(`${label}: the shop shows it, Tek says ${order.presence}`);
    else if (facts) wrong.push(...differences(label, facts, factsOfTek(order)));
    else if (order.presence === "hidden" && rung && !rung.has(digits(order.id)))
      unheard.push(`${label}: no longer visible, its delete bell was lost`);
    else if (order.presence !== "deleted")
      wrong.push(`${label}: the shop does not have it, Tek says ${order.presence}`);
  }
  for (const id of truth.keys()) if (!held.has(id)) wrong.push(`${name} ${id}: Tek does not have it`);
  return { wrong, unheard };
}

const digits = (id: string) => /\d+$/.exec(id)?.[0] ?? id;
