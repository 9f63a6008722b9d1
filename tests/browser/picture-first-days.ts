import type { Browser } from "playwright-core";
import { faultWords } from "#app/ui/i18n/fault-words.ts";
import { wordsFor } from "#app/ui/i18n/words.ts";
import { shopify, wooShops } from "#demo/shops.ts";
import { buildTown, type Town } from "../stories/town.ts";
import { untilLive } from "./chromium.ts";
import { endOf, everyWay, open, take } from "./picture.ts";
import { answer, refusalOf, type Shot, takeSheet, wordedCodes } from "./sheet.ts";

const workspace = "Çarşı";

/** What a merchant sees in the first minutes: the guide in both frames, and the question whether a Shopify shop joins. */
export async function pictureFirstDays(browser: Browser): Promise<void> {
  const town = await buildTown({ seed: 8, orders: 40, unlinked: true });
  try {
    await town.start();
    await takeStandaloneGuide(browser, town);
    const link = await makeLink(browser, town);
    town.shopify.act({ action: "install" });
    await takeRefusals(browser, town);
    await takeQuestion(browser, link);
    await takeEmbeddedGuide(browser, town, link);
  } finally {
    await town.close();
  }
}

const ownerLink = async (town: Town) => (await town.tek("owner-link", "--workspace", workspace)).trim();

async function takeStandaloneGuide(browser: Browser, town: Town): Promise<void> {
  for (const wanted of everyWay) {
    const { context, page, close } = await open(browser, wanted);
    await context.addCookies([{ name: "tek_locale", value: wanted.language, url: town.at.tek }]);
    await page.goto(await ownerLink(town));
    await untilLive(page);
    await take(page, `guide-standalone-${endOf(wanted)}`, true);
    await close();
  }
}

async function makeLink(browser: Browser, town: Town): Promise<string> {
  const [{ key, secret }] = wooShops;
  const keys = ["--key", key, "--secret", secret, "--allow-http", "--workspace", workspace];
  await town.tek("shops", "connect", "woocommerce", "--url", town.at.woo[0] ?? "", ...keys);
  const page = await browser.newPage();
  await page.goto(await ownerLink(town));
  await page.goto(`${town.at.tek}/shops`);
  await untilLive(page);
  await page.getByLabel("Shopify address").fill(shopify.shop);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = (await page.locator(".tek-join-link code").textContent()) ?? "";
  await page.context().close();
  return link;
}

/** What the page says to a shop that is asked for, and to whoever cannot join. */
async function takeRefusals(browser: Browser, { at }: Town): Promise<void> {
  const codes = wordedCodes.filter((code) => code.startsWith("shop.join-"));
  for (const wanted of everyWay) {
    const { page, close } = await open(browser, wanted);
    const card = page.frameLocator("iframe[title=Tek]").locator(".tek-join .Polaris-ShadowBevel");
    let refusal = refusalOf("shop.join-used", null);
    await page.route("**/join*.data*", (route) =>
      route.request().method() === "POST" ? answer(route, refusal) : route.fallback(),
    );
    const shots: Shot[] = [];
    for (const code of codes) {
      refusal = refusalOf(code, null);
      await page.goto(`${at.shopify}/admin/apps/tek?locale=${wanted.language}`);
      await card.locator("h2").waitFor();
      if (shots.length === 0) shots.push({ code: "awaited", png: await card.screenshot() });
      await card.locator("button").click();
      await card.getByText(faultWords(wordsFor(wanted.language), code, refusal.params)).waitFor();
      shots.push({ code, png: await card.screenshot({ animations: "disabled" }) });
    }
    await takeSheet(page, shots, "join-refusals", wanted);
    await close();
  }
}

async function takeQuestion(browser: Browser, link: string): Promise<void> {
  for (const wanted of everyWay) {
    const { page, close } = await open(browser, wanted);
    await page.goto(`${link}?locale=${wanted.language}`);
    await page.frameLocator("iframe[title=Tek]").locator(".tek-join h3").waitFor();
    await take(page, `join-${endOf(wanted)}`);
    await close();
  }
}

/** The shop's person says no, and goes alone. */
async function takeEmbeddedGuide(browser: Browser, { at }: Town, link: string): Promise<void> {
  for (const [i, wanted] of everyWay.entries()) {
    const { page, close } = await open(browser, wanted);
    const tek = page.frameLocator("iframe[title=Tek]");
    if (i === 0) {
      await page.goto(link);
      await tek.getByRole("button", { name: "No, do not join" }).click();
      await tek.getByRole("button", { name: "Use Tek for this shop alone" }).click();
      await tek.getByText("The shop is linked.").waitFor();
    }
    await page.goto(`${at.shopify}/admin?locale=${wanted.language}`);
    await untilLive(tek);
    await tek.locator('[data-step="2"][data-state="done"]').waitFor();
    await take(page, `guide-${endOf(wanted)}`);
    await close();
  }
}
