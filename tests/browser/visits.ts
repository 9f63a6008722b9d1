import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import { buildTown, type Town } from "../stories/town.ts";
import { type Faults, launchChromium, watch } from "./chromium.ts";

export interface VisitOptions {
  readonly width?: number;
  readonly height?: number;
  /** The browser's language. */
  readonly language?: string;
  /** Statuses of 400 and above that the visit is about; any other fails the test. */
  readonly expected?: readonly number[];
  /** Signed in by an owner link; a stranger otherwise. */
  readonly signedIn?: boolean;
}

/** A town and a browser for one test file. Every visit is a person with a profile of their own. */
export interface Visits {
  readonly town: Town;
  visit(options?: VisitOptions): Promise<Page>;
}

/**
 * Opens the town and the browser before a file's tests and closes them after. After each test the visits end, and any fault that a
 * page had fails it. The orders of the shops are in Tek when the first test begins.
 */
export function openVisits(town: { readonly seed: number; readonly orders: number }): Visits {
  const open: { browser?: Browser; town?: Town; cookies?: SignIn } = {};
  const visits: { readonly context: BrowserContext; readonly faults: Faults }[] = [];
  const the = <Thing>(thing: Thing | undefined): Thing => {
    if (thing === undefined) throw new Error("Visits begin with the file's tests");
    return thing;
  };

  beforeAll(async () => {
    open.town = await buildTown(town);
    await open.town.start();
    open.browser = await launchChromium();
    open.cookies = await signedIn(open.browser, open.town);
  });
  afterEach(async () => {
    const ended = visits.splice(0);
    for (const { context } of ended) await context.close();
    expect(ended.flatMap(({ faults }) => faults.seen)).toEqual([]);
  });
  afterAll(async () => {
    await open.browser?.close();
    await open.town?.close();
  });

  return {
    get town() {
      return the(open.town);
    },
    async visit({ width = 1280, height = 900, language = "en-GB", expected, signedIn = false } = {}) {
      const context = await the(open.browser).newContext({ viewport: { width, height }, locale: language });
      if (signedIn) await context.addCookies(the(open.cookies));
      // Who signed in chose English, whatever the browser; a choice of one's own goes before.
      if (language === "tr-TR")
        await context.addCookies([{ name: "tek_locale", value: "tr", url: the(open.town).at.tek }]);
      visits.push({ context, faults: await watch(context, expected) });
      return context.newPage();
    },
  };
}

type SignIn = Exclude<Exclude<BrowserContextOptions["storageState"], string | undefined>, undefined>["cookies"];

/** Signs in, and reads the shops' page until all are imported and those of WooCommerce ring; Shopify's bells are the app's own. */
async function signedIn(browser: Browser, town: Town): Promise<SignIn> {
  const context = await browser.newContext({ locale: "en-GB" });
  const page = await context.newPage();
  await page.goto((await town.tek("owner-link")).trim());
  const imported = page.getByText("Import: Finished");
  const ringing = page.locator('.tek-shop-facts [data-doorbells="in-place"]');
  do await page.goto(`${town.at.tek}/shops`);
  while ((await imported.count()) <= town.woo.length || (await ringing.count()) < town.woo.length);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

/** Tek inside the shop's admin: the admin's page, and the frame in it. */
export async function openAdmin(page: Page, town: Town, path = "") {
  await page.goto(`${town.at.shopify}/admin/apps/tek${path}`);
  return page.frameLocator("iframe[title=Tek]");
}

/** The row of an order: its number exists once a shop, so the shop's name goes with it. */
export function rowOf(place: Pick<Page, "locator">, shop: string, number: string): Locator {
  return place.locator("[data-order]", { has: place.locator(`[aria-label="Select order ${number}, ${shop}"]`) });
}

/** What the list shows, top down: "#1001 Işıl Seramik". */
export const rowsOf = (place: Pick<Page, "locator">): Promise<readonly string[]> =>
  place.locator("[data-order]").evaluateAll((rows) =>
    rows.map((row) => {
      const said = row.querySelector("[type=checkbox]")?.getAttribute("aria-label") ?? "";
      return said.replace(/^Select order (.*), (.*)$/, "$1 $2");
    }),
  );
