import WooCommerce from "@woocommerce/woocommerce-rest-api";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { wooShops } from "#demo/shops.ts";
import { untilLive } from "./chromium.ts";
import { openAdmin, openVisits, rowOf } from "./visits.ts";

const visits = openVisits({ seed: 95, orders: 4 });
const [wholesale] = wooShops;

/** A plugin of the shop gave an order a currency that is none; nobody can read it. Answers its id in the shop. */
function placeUnreadable(): number {
  const lines = [{ sku: "VAZO-02", quantity: 1 }];
  const placed = visits.town.woo[0]?.act({ action: "place", payment: "bacs", person: 1, currency: "gold", lines });
  return placed?.order ?? 0;
}

/** The shop's people put it right, through the shop's own interface. */
async function mend(order: number): Promise<void> {
  const { key: consumerKey, secret: consumerSecret } = wholesale;
  const url = visits.town.at.woo[0] ?? "";
  const shop = new WooCommerce({ url, consumerKey, consumerSecret, version: "wc/v3" });
  await shop.put(`orders/${order}`, { currency: "TRY" });
}

const recordOf = (page: Pick<Page, "locator">, order: number) => page.locator(`[data-record="${order}"]`);
const silence = (webhookDropped: number) => visits.town.woo[0]?.setFaults({ webhookDropped });

async function openQuarantine(): Promise<Page> {
  const page = await visits.visit({ signedIn: true });
  await page.goto(`${visits.town.at.tek}/quarantine`);
  await untilLive(page);
  return page;
}

describe("what could not be read", () => {
  test("is set aside, said in the navigation, shown with its content, retried once it was mended, and is in the list", async () => {
    const page = await openQuarantine();
    await page.getByRole("heading", { name: "Nothing is set aside" }).waitFor();
    const order = placeUnreadable();
    await recordOf(page, order).waitFor();
    await page.getByRole("link", { name: "Set aside 1" }).waitFor();
    const record = recordOf(page, order);
    await record.getByText("The shop’s currency is not one that Tek knows.").waitFor();
    await record.getByText("What to do: look in the content below").waitFor();
    await record.getByText("Content as the shop sent it").click();
    await record.getByText('"currency": "gold"').waitFor();

    const downloading = page.waitForEvent("download");
    await record.getByRole("button", { name: "Download" }).click();
    expect((await downloading).suggestedFilename()).toBe(`woocommerce-${order}.json`);

    // Still unreadable: it stays, and the page says that it was tried.
    const tries = () => record.locator("dd").nth(2).textContent().then(Number);
    const before = await tries();
    await record.getByRole("button", { name: `Try again: record ${order}` }).click();
    await expect.poll(tries, { timeout: 20_000 }).toBeGreaterThan(before);

    silence(1);
    await mend(order);
    await record.getByRole("button", { name: `Try again: record ${order}` }).click();
    await record.waitFor({ state: "detached" });
    await page.getByRole("heading", { name: "Nothing is set aside" }).waitFor();
    await page.getByRole("link", { name: "Set aside", exact: true }).waitFor();
    await page.getByRole("link", { name: "Orders", exact: true }).click();
    await rowOf(page, wholesale.name, `#${order}`).waitFor();
    silence(0);
  });

  test("is tried again all at once, by its cause", async () => {
    const page = await openQuarantine();
    const orders = [placeUnreadable(), placeUnreadable()];
    for (const order of orders) await recordOf(page, order).waitFor();
    silence(1);
    for (const order of orders) await mend(order);
    await page.getByRole("navigation", { name: "By shop and cause" }).getByRole("link", { name: "currency" }).click();
    await page.getByRole("button", { name: "Try all 2 records again" }).click();
    await page.getByText("Tek is reading 2 records again.").waitFor();
    await page.getByRole("heading", { name: "Nothing is set aside" }).waitFor();
    silence(0);
  });

  test("is counted in the admin's own navigation, and its content is fetched with the admin's token", async () => {
    const page = await visits.visit();
    const frame = await openAdmin(page, visits.town, "/quarantine");
    await frame.getByRole("heading", { name: "Nothing is set aside" }).waitFor();
    const order = placeUnreadable();
    await page.getByRole("link", { name: "Set aside (1)" }).waitFor();
    await recordOf(frame, order).getByText("Content as the shop sent it").click();
    await recordOf(frame, order).getByText('"currency": "gold"').waitFor();
    await mend(order);
    await recordOf(frame, order).waitFor({ state: "detached" });
    await page.getByRole("link", { name: "Set aside", exact: true }).waitFor();
  });

  test("is kept in nobody's cache, and a stranger learns nothing of it", async () => {
    const page = await visits.visit({ expected: [401] });
    const { tek } = visits.town.at;
    for (const path of ["/quarantine", "/quarantine/body?shop=01900000-0000-7000-8000-000000000001&id=1"]) {
      const answer = await page.request.get(tek + path);
      expect([path, answer.status(), answer.headers()["cache-control"]]).toEqual([path, 401, "private, no-store"]);
    }
    const signedIn = await visits.visit({ signedIn: true });
    const answer = await signedIn.request.get(
      `${tek}/quarantine/body.data?shop=01900000-0000-7000-8000-000000000001&id=1`,
    );
    expect([answer.status(), answer.headers()["cache-control"]]).toEqual([200, "private, no-store"]);
  });
});
