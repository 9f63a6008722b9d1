import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { memoryJournal } from "#connectors/contract/sandbox/journal.ts";
import { serve } from "#connectors/contract/sandbox/serve.ts";
import type { Sandbox, World } from "#connectors/contract/sandbox/world.ts";
import { createShopifySandbox } from "#connectors/shopify/sandbox/sandbox.ts";
import { createWooSandbox } from "#connectors/woocommerce/sandbox/sandbox.ts";
import { createTrialWorld } from "#connectors/woocommerce/sandbox/trial-world.ts";
import { shopify, wooShops } from "#demo/shops.ts";
import { launchChromium } from "./chromium.ts";

/** Fills docs/screens with the stand-ins' own pages, for docs/sandboxes.md. A part of `npm run pictures`. */
const folder = "docs/screens";
const lived = 40;

/** A shop at an address of its own, and pictures of its pages: a name to a path. */
async function photograph(
  browser: Browser,
  open: (told: { world: World; origin: string }) => Sandbox & { act(input: { action: "random" }): unknown },
  pages: Readonly<Record<string, string>>,
): Promise<void> {
  const place: { shop: Sandbox | null } = { shop: null };
  const served = await serve(async (request) => place.shop?.handle(request) ?? new Response(null, { status: 503 }));
  const shop = open({ world: createTrialWorld({ seed: 7 }), origin: served.origin });
  place.shop = shop;
  try {
    for (let i = 0; i < lived; i++) shop.act({ action: "random" });
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(served.origin + path);
      await page.screenshot({ path: join(folder, `stand-in-${name}-1280.png`) });
    }
  } finally {
    shop.close();
    await served.close();
  }
}

mkdirSync(folder, { recursive: true });
const browser = await launchChromium();
try {
  const [woo] = wooShops;
  if (!woo) throw new Error("The demo has no WooCommerce shop");
  await photograph(
    browser,
    (told) =>
      createShopifySandbox({
        ...shopify,
        ...told,
        appUrl: told.origin,
        journal: memoryJournal(),
        seed: { orders: 30, days: 40 },
      }),
    { "shopify-orders": "/admin/orders", "shopify-stock": "/admin/stock", "shopify-mails": "/admin/mails" },
  );
  await photograph(
    browser,
    (told) => {
      const shop = createWooSandbox({ ...woo, ...told, journal: memoryJournal() });
      shop.lay({ orders: 30, days: 40 });
      return shop;
    },
    { woocommerce: "/" },
  );
} finally {
  await browser.close();
}
