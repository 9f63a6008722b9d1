import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import type { Page } from "playwright-core";
import { launchChromium, untilLive } from "../tests/browser/chromium.ts";
import { shopsOf, type TownShop } from "../tests/browser/shops-of-the-town.ts";
import { buildTown, type Town } from "../tests/stories/town.ts";
import { quantile } from "./quantile.ts";

/**
 * How long until a new order stands on an open list in Chromium: from the shop's act, and from the webhook's arrival (stand-ins ring
 * 0.04 to 2 seconds after the act, as the platforms do). Milliseconds.
 */
const { values } = parseArgs({
  options: { json: { type: "boolean", default: false }, orders: { type: "string", default: "20" } },
});
const goalMs = 2000;

interface Measured {
  readonly act: number;
  /** Null: the order was found without its webhook. */
  readonly webhook: number | null;
}

async function main(): Promise<void> {
  const rung = noteWebhooks();
  const town = await buildTown({ seed: 4711, orders: 60 });
  const browser = await launchChromium();
  try {
    await town.start();
    const page = await (await browser.newContext({ locale: "en-GB" })).newPage();
    await page.goto((await town.tek("owner-link")).trim());
    await untilWarm(page, town);
    await page.goto(`${town.at.tek}/orders`);
    await untilLive(page);
    for (const shop of shopsOf(town)) {
      const measured: Measured[] = [];
      for (let i = 0; i < Number(values.orders); i++) {
        measured.push(await measure(page, shop, rung));
        await Promise.all([town.shopify, ...town.woo].map((one) => one.idle()));
      }
      report(shop, measured);
    }
  } finally {
    await browser.close();
    await town.close();
  }
}

/** The shops' page says when all are imported and ring. */
async function untilWarm(page: Page, town: Town): Promise<void> {
  const imported = page.getByText("Import: Finished");
  const ringing = page.locator('[data-doorbells="in-place"]');
  do await page.goto(`${town.at.tek}/shops`);
  while ((await imported.count()) < 3 || (await ringing.count()) < 2);
}

/** The stand-ins live in this process and send by its fetch: the moment at which Tek took the first webhook after a given one. */
function noteWebhooks(): (since: number) => number | null {
  const taken: number[] = [];
  const plain = globalThis.fetch;
  globalThis.fetch = async (...asked) => {
    const answer = await plain(...asked);
    const [request] = asked;
    if (request instanceof Request && request.method === "POST") taken.push(performance.now());
    return answer;
  };
  return (since) => taken.find((at) => at >= since) ?? null;
}

async function measure(page: Page, shop: TownShop, rung: (since: number) => number | null): Promise<Measured> {
  const began = performance.now();
  const { number } = shop.place();
  await page.locator(`[aria-label="Select order ${number}, ${shop.name}"], .tek-arrived`).first().waitFor();
  const seen = performance.now();
  const webhook = rung(began);
  return { act: seen - began, webhook: webhook !== null && webhook <= seen ? seen - webhook : null };
}

function report(shop: TownShop, measured: readonly Measured[]): void {
  const parts = [
    { from: "act", times: measured.map(({ act }) => act) },
    { from: "webhook", times: measured.flatMap(({ webhook }) => webhook ?? []) },
  ];
  for (const { from, times } of parts) {
    if (times.length === 0) continue;
    const [p50, p99, max] = [0.5, 0.99, 1].map((share) => Math.round(quantile(times, share)));
    const ratio = Number(((p99 ?? 0) / goalMs).toFixed(2));
    if (values.json)
      console.log(
        JSON.stringify({
          bench: "live",
          shop: shop.name,
          from,
          n: times.length,
          p50,
          p99,
          max,
          against: `${goalMs} ms`,
          ratio,
        }),
      );
    else
      console.log(
        `${shop.name.padEnd(22)} ${from.padEnd(8)} p50 ${p50} ms   p99 ${p99} ms   max ${max} ms   (n ${times.length}, load ${loadavg()[0]?.toFixed(1)})`,
      );
  }
}

await main();
