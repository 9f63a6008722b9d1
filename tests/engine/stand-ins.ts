import type { ShopId } from "#app/domain/ids.ts";
import { connectShop, connectWith, joiningIo } from "#app/linking/connect-shop.ts";
import type { ConnectOutcome } from "#app/load-context.ts";
import { memoryJournal } from "#connectors/contract/sandbox/journal.ts";
import type { Sandbox } from "#connectors/contract/sandbox/world.ts";
import { createRegistry } from "#connectors/registry.ts";
import type { ShopifyApp } from "#connectors/shopify/index.ts";
import { createShopifySandbox, type ShopifySandbox } from "#connectors/shopify/sandbox/sandbox.ts";
import { loadAdminSchema } from "#connectors/shopify/schema/load.ts";
import { neededScopes } from "#connectors/shopify/whoami.ts";
import { openTrialShop, type TrialShop, trialKeys } from "#connectors/woocommerce/sandbox/trial-shop.ts";
import { createTrialWorld, type TrialWorld } from "#connectors/woocommerce/sandbox/trial-world.ts";
import type { Bench } from "./bench.ts";

const shopifyApp: ShopifyApp = { apiKey: "app-key", apiSecret: "app-secret", appUrl: "https://tek.example" };
/** Read once: a shop of its own a test must not cost the schema each time. */
const schema = loadAdminSchema();

/** The platforms that ship, as a real installation registers them. */
export const realPlatforms = [...createRegistry({ shopify: shopifyApp }).values()];

/** A stand-in that is linked to the bench. What it rings is acknowledged and goes nowhere: what is found was found by looking. */
export interface StandIn {
  readonly id: ShopId;
  /** Requests of Tek that reached it, oldest first: "GET orders", "query OrdersPage". */
  readonly asked: string[];
  /** Brings its clock to the bench's, before something is done in the shop. */
  sync(): Promise<void>;
}

/** An https shop; `lay` fills it before Tek comes. */
export async function linkWoo(
  bench: Bench,
  lay: (shop: TrialShop) => void = () => {},
): Promise<StandIn & { readonly shop: TrialShop }> {
  const world = createTrialWorld({ start: bench.clock.now() });
  const shop = openTrialShop({ world });
  lay(shop);
  const { origin } = shop.options;
  const attended = attend(bench, world, new URL(origin).host, shop.sandbox, nameOfRest);
  const outcome = await connectShop(bench.engine, bench.owner, "woocommerce", { url: origin, ...trialKeys });
  return { ...attended, id: connected(outcome), shop };
}

/** A shop that installed the app, with tokens that expire; `lay` fills it before Tek comes. */
export async function linkShopify(
  bench: Bench,
  lay: (shop: ShopifySandbox) => void = () => {},
): Promise<StandIn & { readonly shop: ShopifySandbox }> {
  const { engine, owner, clock } = bench;
  const world = createTrialWorld({ start: clock.now() });
  const host = "demo.myshopify.com";
  const told = {
    shop: host,
    name: "Demo",
    currency: "TRY",
    timezone: "Europe/Istanbul",
    origin: `https://${host}`,
    scopes: neededScopes,
  };
  const shop = createShopifySandbox({ ...told, ...shopifyApp, world, schema, journal: memoryJournal() });
  lay(shop);
  const attended = attend(bench, world, host, shop, nameOfGraph);
  const platform = engine.registry.get("shopify");
  if (!platform?.embedding) throw new Error("The bench does not know Shopify");
  const { account } = await platform.embedding.exchange(shop.sessionToken(), joiningIo(engine, platform, []));
  return { ...attended, id: connected(await connectWith(engine, owner, platform, account)), shop };
}

function connected(outcome: ConnectOutcome): ShopId {
  if (outcome.kind !== "connected") throw new Error(`Not connected: ${outcome.code}`);
  return outcome.shop;
}

function attend(
  bench: Bench,
  world: TrialWorld,
  host: string,
  shop: Sandbox,
  nameOf: (request: Request) => Promise<string>,
): Pick<StandIn, "asked" | "sync"> {
  const asked: string[] = [];
  const sync = () => world.advance(bench.clock.now() - world.now());
  bench.shops.set(host, {
    async answer(request) {
      await sync();
      asked.push(await nameOf(request));
      return await shop.handle(request);
    },
  });
  return { asked, sync };
}

async function nameOfRest({ method, url }: Request): Promise<string> {
  const path = new URL(url).pathname.replace(/^\/wp-json\/?(wc\/v3\/)?/, "").replace(/\d+/g, "<id>");
  return `${method} ${path || "index"}`;
}

async function nameOfGraph(request: Request): Promise<string> {
  const document = /\b(query|mutation) (\w+)/.exec(await request.clone().text());
  return document ? `${document[1]} ${document[2]}` : "token";
}
