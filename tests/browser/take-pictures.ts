import { mkdirSync } from "node:fs";
import type { Browser } from "playwright-core";
import { minutes } from "#app/domain/instant.ts";
import { buildTown, type Town } from "../stories/town.ts";
import { launchChromium, untilLive } from "./chromium.ts";
import { type Cookies, endOf, everyWay, folder, open, openSignedIn, take, type Wanted } from "./picture.ts";
import { pictureDiagnoses } from "./picture-diagnoses.ts";
import { pictureFirstDays } from "./picture-first-days.ts";

/**
 * Fills docs/screens: every screen in both frames, both languages, on a desk and on a phone; and a sheet of every refusal to link a shop.
 * `npm run pictures`.
 */
async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const town = await buildTown({ seed: 7, orders: 40 });
  const browser = await launchChromium();
  try {
    await town.start();
    const link = (await town.tek("owner-link")).trim();
    const cookies = await signIn(browser, town, link);
    const order = await liveOn(town);
    for (const wanted of everyWay) {
      await standalone(browser, town, { ...wanted, cookies, order });
      await strangers(browser, town, wanted);
      await embedded(browser, town, { ...wanted, order });
      await pictureDiagnoses(browser, town, wanted, cookies);
    }
    await setAside(browser, town, cookies);
    await pictureFirstDays(browser);
  } finally {
    await browser.close();
    await town.close();
  }
}

async function signIn(browser: Browser, town: Town, link: string): Promise<Cookies> {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await page.goto(link);
  do await page.goto(`${town.at.tek}/shops`);
  while ((await page.getByText("Import: Finished").count()) < 3);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** One order gets a life worth a picture; answers its number once Tek has all of it. */
async function liveOn(town: Town): Promise<string> {
  const { shopify } = town;
  const lines = [
    { sku: "KUPA-01-1", quantity: 3 },
    { sku: "VAZO-02", quantity: 1 },
  ];
  const { order = "" } = shopify.act({ action: "place", paid: true, person: 0, lines, note: "Hediye paketi lütfen" });
  const number = shopify.truth().orders.find(({ id }) => id === order)?.name ?? "";
  const deeds: readonly Parameters<typeof shopify.act>[0][] = [
    { action: "tag", order, add: ["hediye"] },
    {
      action: "fulfill",
      order,
      tracking: { company: "Yurtiçi Kargo", number: "YK900", url: "https://kargo.example/YK900" },
    },
    { action: "refund", order, partial: true, note: "Bir kupa kırık geldi" },
  ];
  for (const deed of deeds) {
    await shopify.idle();
    await town.tek("sync", "now");
    await town.advance(minutes(7));
    shopify.act(deed);
  }
  const customers = new Set(shopify.truth().orders.flatMap((one) => (one.id === order ? [] : (one.customerId ?? []))));
  const [asking, leaving] = [...customers].slice(-2);
  shopify.act({ action: "privacy", asks: "data", customer: asking ?? "" });
  shopify.act({ action: "privacy", asks: "erasure", customer: leaving ?? "" });
  await shopify.idle();
  await town.tek("sync", "now");
  return number;
}

async function standalone(
  browser: Browser,
  { at }: Town,
  wanted: Wanted & { readonly cookies: Cookies; readonly order: string },
): Promise<void> {
  const { page, close } = await openSignedIn(browser, { ...wanted, tek: at.tek }, [404]);
  await page.goto(`${at.tek}/orders`);
  await untilLive(page);
  await take(page, `orders-standalone-${endOf(wanted)}`);
  await page.locator(".tek-row-link", { hasText: wanted.order }).click();
  await page.locator(".tek-timeline").waitFor();
  await take(page, `order-standalone-${endOf(wanted)}`);
  await page.goto(`${at.tek}/shops`);
  await untilLive(page);
  await take(page, `shops-standalone-${endOf(wanted)}`);
  await page.goto(`${at.tek}/quarantine`);
  await untilLive(page);
  await take(page, `quarantine-empty-${endOf(wanted)}`);
  await page.goto(`${at.tek}/shops/requests`);
  await untilLive(page);
  await take(page, `requests-standalone-${endOf(wanted)}`);
  if (wanted.language === "en") {
    await page.goto(`${at.tek}/orders?locale=xx-pseudo`);
    await untilLive(page);
    await take(page, `orders-pseudo-${wanted.size.width}`);
  }
  await page.goto(`${at.tek}/nowhere`);
  await take(page, `404-standalone-${endOf(wanted)}`);
  await close();
}

async function strangers(browser: Browser, { at }: Town, wanted: Wanted): Promise<void> {
  const { page, close } = await open(browser, wanted, [401]);
  await page.goto(`${at.tek}/orders`);
  await take(page, `401-standalone-${endOf(wanted)}`);
  for (const name of ["privacy", "support"]) {
    await page.goto(`${at.tek}/${name}`);
    await take(page, `${name}-${endOf(wanted)}`, true);
  }
  await close();
}

/** Orders that cannot be read come last: the other pictures are of a town that is well. */
async function setAside(browser: Browser, town: Town, cookies: Cookies): Promise<void> {
  const lines = [{ sku: "VAZO-02", quantity: 1 }];
  for (const person of [1, 2]) town.woo[0]?.act({ action: "place", payment: "bacs", person, currency: "gold", lines });
  for (const wanted of everyWay) {
    const { page, close } = await openSignedIn(browser, { ...wanted, cookies, tek: town.at.tek });
    await page.goto(`${town.at.tek}/quarantine`);
    await untilLive(page);
    await page.locator("[data-record]").nth(1).waitFor();
    await page.locator("[data-record] summary").first().click();
    await page.locator(".tek-raw-text").waitFor();
    await take(page, `quarantine-${endOf(wanted)}`);
    await close();
  }
}

async function embedded(browser: Browser, { at }: Town, wanted: Wanted & { readonly order: string }): Promise<void> {
  const { page, close } = await open(browser, wanted, [404]);
  const home = `${at.shopify}/admin/apps/tek`;
  const frame = page.frameLocator("iframe[title=Tek]");
  await page.goto(`${home}?locale=${wanted.language}`);
  await untilLive(frame);
  await take(page, `orders-${endOf(wanted)}`);
  await frame.locator(".tek-row-link", { hasText: wanted.order }).click();
  await frame.locator(".tek-timeline").waitFor();
  await take(page, `order-${endOf(wanted)}`);
  await page.goto(`${home}/shops`);
  await untilLive(frame);
  await take(page, `shops-${endOf(wanted)}`);
  await page.goto(`${home}/nowhere`);
  await frame.locator("h1").waitFor();
  await take(page, `404-${endOf(wanted)}`);
  await close();
}

await main();
