import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { shopify, wooShops } from "#demo/shops.ts";
import { untilLive } from "./chromium.ts";
import { openVisits, rowOf } from "./visits.ts";

const visits = openVisits({ seed: 51, orders: 6 });
const wholesale = wooShops[0].name;

/** Opens an order from the list, as soon as it is there. */
async function openOrder(shop: string, number: string): Promise<Page> {
  const page = await visits.visit({ signedIn: true });
  await page.goto(`${visits.town.at.tek}/orders`);
  await untilLive(page);
  await rowOf(page, shop, number).locator(".tek-row-link").click();
  await page.getByRole("heading", { level: 1, name: `Order ${number}` }).waitFor();
  return page;
}

function placeInShopify(): { readonly order: string; readonly number: string } {
  const { shopify: shop } = visits.town;
  const lines = [
    { sku: "KUPA-01-1", quantity: 2 },
    { sku: "VAZO-02", quantity: 1 },
  ];
  const { order = "" } = shop.act({ action: "place", paid: true, person: 0, lines });
  return { order, number: shop.truth().orders.find(({ id }) => id === order)?.name ?? "" };
}

function placeInWholesale() {
  const [shop] = visits.town.woo;
  if (!shop) throw new Error("The town has no WooCommerce shop");
  const lines = [{ sku: "VAZO-02", quantity: 1 }];
  const { order } = shop.act({ action: "place", payment: "iyzico", status: "processing", person: 0, lines });
  return { shop, order, number: `#${order}` };
}

describe("the page of an order", () => {
  test("tells what an edit in the shop changed, from what to what, by itself", async () => {
    const { shop, order, number } = placeInWholesale();
    const page = await openOrder(wholesale, number);
    shop.act({ action: "edit", order, quantity: 3 });
    const change = page.locator(".tek-timeline > li", { hasText: "Quantity" }).filter({ hasText: "El yapımı vazo" });
    await change.waitFor();
    const quantity = change.locator(".tek-event, .tek-changes li", { hasText: "Quantity" });
    expect(await quantity.locator("del").textContent()).toBe("1");
    expect(await quantity.locator(".tek-became").textContent()).toBe("3");
    expect(await page.locator(".tek-lines tbody tr").first().locator("td").first().textContent()).toMatch(/^3/);
    await change.getByText("The shop told us (webhook)").waitFor();
  });

  test("reads again when it is asked to, and says so", async () => {
    const { shop, order, number } = placeInWholesale();
    const page = await openOrder(wholesale, number);
    shop.setFaults({ webhookDropped: 1 });
    shop.act({ action: "edit", order, quantity: 2 });
    await shop.idle();
    await page.getByRole("button", { name: "Read again now" }).click();
    await page.getByText("Tek is reading the order again.").waitFor();
    const change = page.locator(".tek-timeline li", { hasText: "Found when reading again" });
    await change.first().waitFor();
    expect(await change.locator("del", { hasText: /^1$/ }).count()).toBe(1);
    await page.getByRole("button", { name: "Read again now" }).waitFor();
    shop.setFaults({ webhookDropped: 0 });
  });

  test("reads an order again that has not changed, and comes to an end", async () => {
    const { shop, number } = placeInWholesale();
    const page = await openOrder(wholesale, number);
    await visits.town.advance(90_000);
    const asked = page.waitForResponse((answer) => answer.request().method() === "POST");
    // The answer to the click is there before the shop's.
    shop.setFaults({ latencyMs: 1000 });
    await page.getByRole("button", { name: "Read again now" }).click();
    await asked;
    await page.getByRole("button", { name: "Reading…" }).waitFor();
    await page.getByRole("button", { name: "Read again now" }).waitFor();
    await page.getByText(/^Last read (now|\d+ seconds? ago)$/).waitFor();
    shop.setFaults({ latencyMs: 0 });
  });

  test("leads to the order in its own shop's admin", async () => {
    const { order, number } = placeInWholesale();
    const page = await openOrder(wholesale, number);
    const opened = page.context().waitForEvent("page");
    await page.getByRole("link", { name: "Open in WooCommerce" }).click();
    const admin = await opened;
    await admin.waitForLoadState();
    expect(admin.url()).toBe(`${visits.town.at.woo[0]}/wp-admin/admin.php?page=wc-orders&action=edit&id=${order}`);
    await admin.getByText(String(order)).first().waitFor();

    const placed = placeInShopify();
    const other = await openOrder(shopify.name, placed.number);
    expect(await other.getByRole("link", { name: "Open in Shopify" }).getAttribute("href")).toBe(
      `https://admin.shopify.com/store/demo/orders/${placed.order}`,
    );
  });

  test("shows a parcel with its tracking, its delivery and a refund, each as it comes", async () => {
    const { order, number } = placeInShopify();
    const page = await openOrder(shopify.name, number);
    await page.getByText("Nothing has been sent yet.").waitFor();
    const tracking = { company: "Yurtiçi Kargo", number: "YK900", url: "https://kargo.example/YK900" };
    visits.town.shopify.act({ action: "fulfill", order, tracking });
    const parcel = page.locator(".tek-entry", { hasText: "Parcel 1" });
    await parcel.getByText("Yurtiçi Kargo").waitFor();
    expect(await parcel.getByRole("link", { name: "Track YK900" }).getAttribute("href")).toBe(tracking.url);
    visits.town.shopify.act({ action: "deliver", order });
    await parcel
      .getByText(/^Delivered /)
      .first()
      .waitFor();

    const line = visits.town.shopify.truth().orders.find(({ id }) => id === order)?.lines[0]?.id ?? "";
    visits.town.shopify.act({ action: "refund", order, lines: [{ line, quantity: 1 }], note: "Kırık geldi" });
    const refund = page.locator(".tek-entry", { hasText: "refunded" });
    await refund.getByText("Reason: Kırık geldi").waitFor();
    await page.locator(".tek-head").getByText("Partly refunded").waitFor();
  });

  test("takes tags of ours beside the shop's, by the keyboard alone, and gives them away again", async () => {
    const { order, number } = placeInShopify();
    visits.town.shopify.act({ action: "tag", order, add: ["hediye"] });
    const page = await openOrder(shopify.name, number);
    const shops = page.getByRole("region", { name: "Tags in the shop" });
    await shops.getByText("hediye").waitFor();
    const ours = page.getByRole("region", { name: "Our tags" });
    await ours.getByText("No tags of ours yet.").waitFor();

    await page.keyboard.press("t");
    const field = ours.getByLabel("Add a tag");
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.type("Kırılır");
    await page.keyboard.press("Enter");
    await ours.getByText("Kırılır").waitFor();
    // The same word in another case is the same tag.
    await page.keyboard.type("KIRILIR");
    await page.keyboard.press("Enter");
    await page.getByText("Nothing changed").waitFor();
    expect(await ours.getByRole("listitem").count()).toBe(1);
    await page.locator(".tek-timeline > li", { hasText: "Kırılır" }).first().waitFor();
    expect(await shops.getByText("Kırılır").count()).toBe(0);

    await page.keyboard.press("Shift+Tab");
    await page.keyboard.press("Enter");
    await ours.getByText("No tags of ours yet.").waitFor();
    expect(await field.evaluate((one) => one === document.activeElement)).toBe(true);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
  });

  test("an order that the shop deleted stays, and says that it is gone", async () => {
    const { order, number } = placeInShopify();
    const page = await openOrder(shopify.name, number);
    visits.town.shopify.act({ action: "delete", order });
    await page
      .locator(".tek-banners")
      .getByText(/deleted/i)
      .first()
      .waitFor();
    await page.getByText("El yapımı vazo").first().waitFor();
  });
});
