import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { minutes } from "#app/domain/instant.ts";
import { buildTown, type Town } from "../stories/town.ts";
import { launchChromium, untilLive, watch } from "./chromium.ts";

/** Fills docs/screens: every screen in both frames, both languages, on a desk and on a phone. `npm run pictures`. */
const folder = "docs/screens";
const sizes = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];
const languages = ["en", "tr"] as const;
type Language = (typeof languages)[number];

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const town = await buildTown({ seed: 7, orders: 40 });
  const browser = await launchChromium();
  try {
    await town.start();
    const link = (await town.tek("owner-link")).trim();
    const cookies = await signIn(browser, town, link);
    const order = await liveOn(town);
    for (const size of sizes)
      for (const language of languages) {
        await standalone(browser, town, { size, language, cookies, order });
        await strangers(browser, town, { size, language });
        await embedded(browser, town, { size, language, order });
      }
  } finally {
    await browser.close();
    await town.close();
  }
}

type Size = (typeof sizes)[number];
type Cookies = Awaited<ReturnType<typeof signIn>>;

async function signIn(browser: Browser, town: Town, link: string) {
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
  await shopify.idle();
  await town.tek("sync", "now");
  return number;
}

interface Wanted {
  readonly size: Size;
  readonly language: Language;
}

async function open(browser: Browser, { size, language }: Wanted, expected: readonly number[] = []) {
  const context = await browser.newContext({ viewport: size, locale: language === "tr" ? "tr-TR" : "en-GB" });
  const faults = await watch(context, expected);
  const page = await context.newPage();
  const close = async () => {
    await context.close();
    if (faults.seen.length > 0) throw new Error(faults.seen.join("\n"));
  };
  return { context, page, close };
}

async function standalone(
  browser: Browser,
  { at }: Town,
  wanted: Wanted & { readonly cookies: Cookies; readonly order: string },
): Promise<void> {
  const { context, page, close } = await open(browser, wanted, [404]);
  await context.addCookies(wanted.cookies);
  await context.addCookies([{ name: "tek_locale", value: wanted.language, url: at.tek }]);
  await page.goto(`${at.tek}/orders`);
  await untilLive(page);
  await take(page, `orders-standalone-${endOf(wanted)}`);
  await page.locator(".tek-row-link", { hasText: wanted.order }).click();
  await page.locator(".tek-timeline").waitFor();
  await take(page, `order-standalone-${endOf(wanted)}`);
  await page.goto(`${at.tek}/shops`);
  await untilLive(page);
  await take(page, `shops-standalone-${endOf(wanted)}`);
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
  await close();
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

const endOf = ({ size, language }: Wanted) => `${language}-${size.width}`;

/** The part that stands on the screen, once its pictures and fonts are there. */
async function take(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0);
  for (const frame of page.frames())
    await frame.evaluate(async () => {
      await document.fonts.ready;
      const shown = [...document.images].filter(({ y }) => y < window.innerHeight);
      await Promise.all(shown.map((image) => image.decode().catch(() => {})));
    });
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}

await main();
