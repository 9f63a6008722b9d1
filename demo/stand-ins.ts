import { join } from "node:path";
import { parseArgs } from "node:util";
import { fileJournal } from "#connectors/contract/sandbox/journal.ts";
import { serve } from "#connectors/contract/sandbox/serve.ts";
import { createShopifySandbox } from "#connectors/shopify/sandbox/sandbox.ts";
import { createWooSandbox } from "#connectors/woocommerce/sandbox/sandbox.ts";
import { keepLiving } from "./life.ts";
import { addresses, portsFrom, shopifyWithTek, wooShops } from "./shops.ts";
import { createWorld } from "./world.ts";

/** The process that holds all stand-in shops of the demo: their state is on disk, their clock is the world's. */
const { values } = parseArgs({
  options: {
    folder: { type: "string" },
    port: { type: "string" },
    orders: { type: "string" },
    quiet: { type: "boolean", default: false },
  },
});
const folder = values.folder ?? ".demo";
const ports = portsFrom(Number(values.port));
const wanted = Number(values.orders);
/** From here on Shopify's smallest plan would let nobody read the history in one sitting: the stand-in's plan has no limit then. */
const many = 5000;
const at = addresses(ports);
const clockFile = process.env.DEMO_CLOCK_FILE ?? join(folder, "clock");

const shop = createShopifySandbox({
  ...shopifyWithTek,
  world: createWorld({ clockFile, seed: 1 }),
  journal: fileJournal(join(folder, "shopify.ndjson")),
  appUrl: at.tek,
  origin: at.shopify,
  plan: wanted > many ? "unlimited" : "standard",
});
if (shop.truth().orders.length === 0) shop.lay({ orders: Math.ceil(wanted / 2), days: 50 });
await serve((request) => shop.handle(request), { port: ports.shopify });

const woo = await Promise.all(
  wooShops.map(async (told, i) => {
    const sandbox = createWooSandbox({
      ...told,
      world: createWorld({ clockFile, seed: 2 + i }),
      journal: fileJournal(join(folder, `woocommerce-${i + 1}.ndjson`)),
      origin: at.woo[i] ?? "",
    });
    if (sandbox.truth().orders.length === 0) sandbox.lay({ orders: Math.ceil(wanted / 4), days: 120 });
    await serve((request) => sandbox.handle(request), { port: ports.woo[i] ?? 0 });
    return sandbox;
  }),
);

if (!values.quiet) keepLiving([shop, ...woo]);
process.send?.({ ready: true });
