import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { untilLive } from "./chromium.ts";
import { shopsOf } from "./shops-of-the-town.ts";
import { openVisits, rowOf, rowsOf } from "./visits.ts";

const visits = openVisits({ seed: 21, orders: 8 });

async function openList(): Promise<Page> {
  const page = await visits.visit({ signedIn: true });
  await page.goto(`${visits.town.at.tek}/orders`);
  await untilLive(page);
  return page;
}

/** Leaves a mark in the page that a reload would wipe away. */
async function markPage(page: Page): Promise<() => Promise<void>> {
  await page.evaluate(() => document.documentElement.setAttribute("data-seen", "yes"));
  return async () => expect(await page.locator("html").getAttribute("data-seen")).toBe("yes");
}

describe("the list while things happen", () => {
  test("a new order of each shop appears on top by itself", async () => {
    const page = await openList();
    const neverReloaded = await markPage(page);
    for (const shop of shopsOf(visits.town)) {
      const { number } = shop.place();
      await rowOf(page, shop.name, number).waitFor();
      expect((await rowsOf(page))[0]).toBe(`${number} ${shop.name}`);
    }
    await neverReloaded();
  });

  test("a payment changes its row where it stands", async () => {
    const shops = shopsOf(visits.town);
    const placed = shops.map((shop) => ({ shop, order: shop.place() }));
    const page = await openList();
    const neverReloaded = await markPage(page);
    for (const { shop, order } of placed) await rowOf(page, shop.name, order.number).waitFor();
    const before = await rowsOf(page);
    for (const { shop, order } of placed) {
      const payment = rowOf(page, shop.name, order.number).locator(".tek-cell-payment");
      expect(await payment.textContent()).toMatch(/^Unpaid/);
      shop.pay(order.id);
      await payment.getByText("Paid", { exact: true }).waitFor();
    }
    expect(await rowsOf(page)).toEqual(before);
    await neverReloaded();
  });

  test("while a row is selected nothing moves: what is new is counted, and comes when it is asked for", async () => {
    const page = await openList();
    const [, second] = await page.locator("[data-order] [type=checkbox]").all();
    await second?.check();
    await page.mouse.move(0, 0);
    await heldBack(page);
    await page.getByText("1 selected").waitFor();
  });

  test("while a row is pointed at nothing moves", async () => {
    const page = await openList();
    await page.locator("[data-order]").nth(3).hover();
    await heldBack(page);
  });

  test("while a row has the focus nothing moves", async () => {
    const page = await openList();
    await page.keyboard.press("j");
    await heldBack(page);
  });

  /** Two orders come in two shops while somebody is busy with the list. */
  async function heldBack(page: Page): Promise<void> {
    const before = await rowsOf(page);
    const place = await page.locator("[data-order]").nth(3).boundingBox();
    const [one, two] = shopsOf(visits.town);
    const came = [one, two].map((shop) => `${shop?.place().number} ${shop?.name}`);
    await page.getByText("2 new orders").waitFor();
    expect(await rowsOf(page)).toEqual(before);
    expect(place).not.toBeNull();
    expect(await page.locator("[data-order]").nth(3).boundingBox()).toEqual(place);
    await page.getByRole("button", { name: "Show" }).click();
    await page.getByText("2 new orders").waitFor({ state: "hidden" });
    expect((await rowsOf(page)).slice(0, 2).sort()).toEqual(came.sort());
  }

  test("two tabs share one stream, and the second takes it over when the first is closed", async () => {
    const first = await visits.visit({ signedIn: true });
    const streams: string[] = [];
    first.context().on("request", (request) => {
      if (new URL(request.url()).pathname === "/live") streams.push(request.url());
    });
    const second = await first.context().newPage();
    for (const tab of [first, second]) {
      await tab.goto(`${visits.town.at.tek}/orders`);
      await untilLive(tab);
    }
    const [shop] = shopsOf(visits.town);
    const { number } = shop?.place() ?? { number: "" };
    for (const tab of [first, second]) await rowOf(tab, shop?.name ?? "", number).waitFor();
    expect(streams).toHaveLength(1);

    const taken = second.waitForRequest((request) => new URL(request.url()).pathname === "/live");
    await first.close();
    await taken;
    const { number: next } = shop?.place() ?? { number: "" };
    await rowOf(second, shop?.name ?? "", next).waitFor();
    expect(streams).toHaveLength(2);
  });
});
