import { expect, it } from "vitest";
import { listWorkspaces } from "#app/db/access.ts";
import { feedKinds, readFeed } from "#app/db/feeds.ts";
import { nextDueOf } from "#app/db/queue.ts";
import type { Database } from "#app/db/scope.ts";
import { listShops } from "#app/db/shops.ts";
import { mintCaller, rights } from "#app/domain/caller.ts";
import { hours, type Instant, minutes } from "#app/domain/instant.ts";
import { exportOrders } from "#app/views/export-orders.ts";
import { variantOf } from "#connectors/shopify/sandbox/catalogue.ts";
import { describeOnBothEngines } from "../engines/describe-on-both-engines.ts";
import { differences, type Facts } from "../oracle/facts.ts";
import { type Catalogue, factsOfShopify, shopifyTruth } from "../oracle/shopify-truth.ts";
import { type Exported, exported, factsOfTek } from "../oracle/tek-facts.ts";
import { factsOfWoo, wooTruth } from "../oracle/woocommerce-truth.ts";
import { buildTown, type Town } from "./town.ts";

const actions = Number(process.env.STORY_ACTIONS ?? 300);

describeOnBothEngines("a bad day", (_open, engine) => {
  it(`${actions} actions in each shop, bells dropped and doubled, one kill -9: then the list equals the shops' truth`, {
    timeout: 480_000,
  }, async () => {
    const { url } = await engine.place("empty");
    const town = await buildTown({ seed: 20261123, orders: 30, ...(url ? { databaseUrl: url, workers: 2 } : {}) });
    try {
      await town.start();
      const db = await engine.open({ url, file: town.file });
      await badDay(town, db);
      expect(await unlike(db, town)).toEqual([]);
    } finally {
      await town.close();
    }
  });
});

async function badDay(town: Town, db: Database): Promise<void> {
  const shops = [town.shopify, ...town.woo];
  for (const shop of shops) shop.setFaults({ webhookDropped: 0.3, webhookDoubled: 0.3 });
  for (let i = 0; i < actions; i++) {
    for (const shop of shops) random(shop);
    if (i % 10 === 0) await town.advance(700);
    if (i === Math.floor(actions / 2)) {
      await town.kill();
      for (const shop of shops) random(shop);
      await town.start();
    }
  }
  for (const shop of shops) shop.setFaults({ webhookDropped: 0, webhookDoubled: 0 });
  await Promise.all(shops.map((shop) => shop.idle()));
  // Past a poll, past the nightly sweep, and past the second look at what is not shown any more.
  for (const quiet of [minutes(3), hours(25), minutes(11), minutes(3)]) {
    await town.advance(quiet);
    await settled(db, town.now);
  }
}

/** One random legal act; a shop may refuse what chance thought of. */
function random(shop: { act(input: { action: "random" }): unknown }): void {
  try {
    shop.act({ action: "random" });
  } catch (error) {
    if (!(error instanceof Error) || !/refused/i.test(error.name)) throw error;
  }
}

/** Until every shop was pulled and swept after the clock moved, and nothing waits that is due. */
async function settled(db: Database, now: () => Instant): Promise<void> {
  const after = now();
  const [workspace] = await db.readGlobal("workspaces", listWorkspaces);
  if (!workspace) throw new Error("The town has no workspace");
  const atRest = () =>
    db.read(workspace.id, async (reading) => {
      for (const shop of await listShops(reading)) {
        if (shop.state !== "active" || (shop.lastReadAt ?? 0) < after) return false;
        for (const kind of feedKinds) {
          const feed = await readFeed(reading, shop.id, kind);
          if (feed.state !== "done" && feed.dueAt <= now()) return false;
        }
        const due = await nextDueOf(reading, shop.id, ["look", "inbox"]);
        if (due !== null && due <= now()) return false;
      }
      return true;
    });
  while (!(await atRest())) await new Promise((later) => setTimeout(later, 100));
}

async function unlike(db: Database, town: Town): Promise<string[]> {
  const [workspace] = await db.readGlobal("workspaces", listWorkspaces);
  if (!workspace) throw new Error("The town has no workspace");
  const caller = mintCaller(workspace.id, { kind: "command-line" }, rights);
  const orders: Exported[] = [];
  for await (const order of exportOrders({ db }, caller, null)) orders.push(exported.parse(order));
  const expected = [
    factsOfShopify(shopifyTruth.parse(town.shopify.truth()), sold(town)),
    ...town.woo.map((shop) => factsOfWoo(wooTruth.parse(shop.truth()))),
  ];
  const names = ["Işıl Seramik", "Işıl Seramik Toptan", "Işıl Keramik Berlin"];
  return expected.flatMap((truth, i) =>
    compare(
      names[i] ?? "",
      truth,
      orders.filter((o) => o.shop.name === names[i]),
    ),
  );
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

function compare(name: string, truth: Map<string, Facts>, ours: readonly Exported[]): string[] {
  const shown = new Map(ours.filter((o) => o.presence === "shown").map((o) => [o.id, o]));
  const lost = [...truth.keys()].filter((id) => !shown.has(id)).map((id) => `${name} ${id}: Tek does not show it`);
  const wrong = [...shown].flatMap(([id, order]) => {
    const facts = truth.get(id);
    return facts
      ? differences(`${name} ${id}`, facts, factsOfTek(order))
      : [`${name} ${id}: the shop does not have it`];
  });
  const doubled = ours.length - new Set(ours.map((o) => o.id)).size;
  return [...lost, ...wrong, ...(doubled ? [`${name}: ${doubled} orders stand twice`] : [])];
}
