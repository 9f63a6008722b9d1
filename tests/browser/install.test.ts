import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { shopify, wooShops } from "#demo/shops.ts";
import { openBareTown } from "./bare-town.ts";
import { untilLive } from "./chromium.ts";
import { openAdmin, rowOf } from "./visits.ts";

const orders = 230;
/** One story: each test goes on where the one before it ended. */
const visits = openBareTown({ seed: 91, orders });
const [wholesale] = wooShops;

/** Presses a button on a page of the stand-in's admin, which then shows itself anew. */
async function press(page: Page, path: string, name: string): Promise<void> {
  await page.goto(`${visits.town.at.shopify}/admin/${path}`);
  const shownAnew = page.waitForEvent("load");
  await page.getByRole("button", { name, exact: true }).click();
  await shownAnew;
}

/** The owner at Tek's own address, where Tek is also reached while it is not installed. */
async function owner(expected: readonly number[] = []): Promise<Page> {
  const page = await visits.person({ expected });
  await page.goto((await visits.town.tek("owner-link")).trim());
  return page;
}

const cardOf = (place: Pick<Page, "locator" | "getByRole">, name: string) =>
  place.locator(".tek-shop-card", { has: place.getByRole("heading", { name, exact: true }) });
const atShops = async (page: Page) => {
  await page.goto(`${visits.town.at.tek}/shops`);
  await untilLive(page);
  return cardOf(page, shopify.name);
};

/** How many orders of the shop the list shows. */
async function listed(page: Page, search = ""): Promise<string> {
  await page.goto(`${visits.town.at.tek}/orders?platform=shopify${search}`);
  await untilLive(page);
  return (await page.locator(".tek-strip").textContent()) ?? "";
}

const placed = () => {
  const { order = "" } = visits.town.shopify.act({ action: "place", paid: false, person: 1 });
  return visits.town.shopify.truth().orders.find(({ id }) => id === order)?.name ?? "";
};

describe("Tek in a Shopify shop", () => {
  test("is installed by a click, and uninstalled in the middle of its import: it says so, and asks nothing more", async () => {
    const { town } = visits;
    const admin = await visits.person();
    await press(admin, "apps/tek", "Install");
    const tek = await openAdmin(admin, town, "/shops");
    await tek.getByText(new RegExp(`^Import: [1-9]\\d* of ${orders} orders imported$`)).waitFor();
    await town.tek(
      ...["shops", "connect", "woocommerce", "--url", town.at.woo[0] ?? "", "--allow-http", "--no-wait"],
      ...["--key", wholesale.key, "--secret", wholesale.secret],
    );
    await press(admin, "settings", "Uninstall Tek");
    const page = await owner();
    const card = await atShops(page);
    await card.getByText("Tek was uninstalled there on").waitFor();
    const imported = Number.parseInt(await listed(page), 10);
    expect(imported).toBeLessThan(orders);
    const { shopify: asked } = town.asked();
    placed();
    expect(town.shopify.truth()).toMatchObject({ tokens: 0, subscriptions: 0, waitingWebhooks: 1 });
    // The workers are at work: they ask the other shop, and this one not once.
    for (let minute = 0; minute < 3; minute++) {
      const { woo } = town.asked();
      await town.advance(61_000);
      while (town.asked().woo === woo) await town.heard();
    }
    expect(town.asked().shopify).toBe(asked);
  });

  test("is installed again: the import goes on, what was placed meanwhile comes, and nothing twice", async () => {
    const admin = await visits.person();
    await press(admin, "apps/tek", "Install");
    const tek = await openAdmin(admin, visits.town, "/shops");
    const card = cardOf(tek, shopify.name);
    await card.getByText(/^Import: /).waitFor();
    // A minute later Shopify lets Tek spend again.
    await visits.town.advance(60_000);
    await card.getByText("Import: Finished").waitFor();
    await card.getByText("Up to date").waitFor();
    const number = placed();
    const page = await owner();
    while (!(await listed(page)).includes(`${orders + 2} orders`));
    expect(await rowOf(page, shopify.name, number).count()).toBe(1);
  });

  test("a customer asks what is held of them, and the owner gives it out", async () => {
    const { town } = visits;
    const admin = await visits.person();
    await admin.goto(`${town.at.shopify}/admin/customers`);
    const row = admin.locator("[data-customer]").first();
    const [name, email] = await row.locator("td").allTextContents();
    await row.getByRole("button", { name: "Request their data" }).click();
    await town.shopify.idle();
    const page = await owner();
    do await page.goto(`${town.at.tek}/shops`);
    while ((await page.getByText("A customer asked what is held of them. Answer by").count()) === 0);
    await page.getByRole("link", { name: "Privacy requests" }).click();
    const request = page.locator('[data-request="customer-data"]');
    await request.getByText("Waits for you").waitFor();
    const saved = page.waitForEvent("download");
    await request.getByRole("button", { name: "Download what Tek holds" }).click();
    const pieces: Buffer[] = [];
    for await (const piece of await (await saved).createReadStream()) pieces.push(piece);
    const told = JSON.parse(Buffer.concat(pieces).toString("utf8"));
    expect(told.orders.length).toBeGreaterThan(0);
    for (const { person } of told.orders) expect(JSON.stringify(person)).toContain(email);
    expect(JSON.stringify(told)).toContain(name);
    await request.getByRole("button", { name: "Mark as answered" }).click();
    await request.getByText("Done", { exact: true }).first().waitFor();
    await atShops(page);
    expect(await page.getByText("A customer asked what is held").count()).toBe(0);
  });

  test("a customer asks to be forgotten: their orders say so, and nothing names them any more", async () => {
    const { town } = visits;
    const admin = await visits.person();
    await admin.goto(`${town.at.shopify}/admin/customers`);
    const row = admin.locator("[data-customer]").first();
    const id = (await row.getAttribute("data-customer")) ?? "";
    const [name = "", email = "", count] = await row.locator("td").allTextContents();
    const page = await owner();
    expect(await listed(page, `&q=${email}`)).toContain(`${count} order`);
    await row.getByRole("button", { name: "Erase their data" }).click();
    while (!(await listed(page, `&q=${email}`)).includes("No order"));
    const one = town.shopify.truth().orders.find(({ customerId }) => customerId === id);
    await page.goto(`${town.at.tek}/orders?q=${encodeURIComponent(one?.name ?? "")}`);
    const listing = rowOf(page, shopify.name, one?.name ?? "");
    await listing.getByText("Erased", { exact: true }).waitFor();
    await listing.locator(".tek-row-link").click();
    await page.locator("[data-erased]").getByText("Erased at the customer’s request").waitFor();
    const seen = await page.content();
    expect([seen.includes(name), seen.includes(email)]).toEqual([false, false]);
  });

  test("48 hours after it was uninstalled nothing of the shop is left", async () => {
    const { town } = visits;
    const page = await owner([404]);
    await listed(page);
    const order = await page.locator(".tek-row-link").first().getAttribute("href");
    const admin = await visits.person();
    await press(admin, "settings", "Uninstall Tek");
    await (await atShops(page)).getByText("Tek was uninstalled there on").waitFor();
    await press(admin, "settings", "Clock + 48 hours");
    do await page.goto(`${town.at.tek}/shops`);
    while ((await cardOf(page, shopify.name).count()) > 0);
    expect(await cardOf(page, wholesale.name).count()).toBe(1);
    expect((await page.goto(`${town.at.tek}${order}`))?.status()).toBe(404);
    await page.goto(`${town.at.tek}/orders`);
    await untilLive(page);
    expect(await page.getByRole("checkbox", { name: /^Select order/ }).count()).toBeGreaterThan(0);
    expect(await page.getByRole("checkbox", { name: new RegExp(`, ${shopify.name}$`) }).count()).toBe(0);
    await page.goto(`${town.at.tek}/shops/requests`);
    await page.getByText("A shop that was erased, Shopify").first().waitFor();
  });
});
