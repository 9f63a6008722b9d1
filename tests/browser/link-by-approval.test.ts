import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryJournal } from "#connectors/contract/sandbox/journal.ts";
import { type Served, serve } from "#connectors/contract/sandbox/serve.ts";
import { createWooSandbox, type WooSandbox } from "#connectors/woocommerce/sandbox/sandbox.ts";
import { seeded } from "#demo/random.ts";
import { untilLive } from "./chromium.ts";
import { openAdmin, openVisits } from "./visits.ts";

const visits = openVisits({ seed: 81, orders: 3 });

/** A shop that Tek does not know yet. */
interface NewShop {
  readonly name: string;
  readonly origin: string;
  readonly shop: WooSandbox;
}
const served: Served[] = [];
const shops: NewShop[] = [];

beforeAll(async () => {
  for (const [i, name] of ["Çini Evi", "Halı Dükkânı"].entries()) {
    const place = { handle: async (_: Request) => new Response(null, { status: 503 }) };
    const at = await serve((request) => place.handle(request));
    served.push(at);
    const shop = createWooSandbox({
      name,
      currency: "TRY",
      timezone: "Europe/Istanbul",
      key: `ck_${String(i).repeat(40)}`,
      secret: `cs_${String(i).repeat(40)}`,
      origin: at.origin,
      journal: memoryJournal(),
      world: {
        now: () => visits.town.now(),
        chance: seeded(82 + i),
        after(ms, run) {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        send: (request) => fetch(request, { redirect: "manual" }),
      },
    });
    shop.lay({ orders: 12, days: 20 });
    place.handle = (request) => shop.handle(request);
    shops.push({ name, origin: at.origin, shop });
  }
});
afterAll(async () => {
  for (const { shop } of shops) shop.close();
  for (const one of served) await one.close();
});

const shopAt = (i: number): NewShop => {
  const shop = shops[i];
  if (!shop) throw new Error("No such shop");
  return shop;
};

type Place = Pick<Awaited<ReturnType<typeof visits.visit>>, "getByLabel" | "getByRole">;

async function begin(place: Place, { origin }: NewShop): Promise<void> {
  await place.getByLabel("Address of the shop").fill(origin);
  await place.getByLabel("Allow http without encryption").check();
  await place.getByRole("button", { name: "Link with WooCommerce" }).click();
}

async function atShops() {
  const page = await visits.visit({ signedIn: true, expected: [401] });
  await page.goto(`${visits.town.at.tek}/shops`);
  await untilLive(page);
  const consent = page.getByRole("heading", { name: "Tek would like to connect to your store" });
  const card = ({ name }: NewShop) => page.locator(".tek-shop-card", { has: page.getByRole("heading", { name }) });
  return { page, consent, card };
}

describe("a WooCommerce shop is linked on its own page", () => {
  test("denied: nothing is linked, and both pages say so", async () => {
    const { page, consent, card } = await atShops();
    const shop = shopAt(0);
    await begin(page, shop);
    await consent.waitFor();
    await page.getByRole("link", { name: "Deny" }).click();
    await page.getByRole("heading", { name: "The shop is not linked" }).waitFor();
    await page.getByText("Tek was denied on the shop’s page. Nothing was stored").waitFor();
    await page.getByRole("link", { name: "Go to shops" }).click();
    await page.getByText(`${shop.origin} was not linked`).waitFor();
    expect(await card(shop).count()).toBe(0);
    expect(shop.shop.truth().keys).toHaveLength(1);
  });

  test("approved: it is linked and imported; approved once more, the newer key is used", async () => {
    const { page, consent, card } = await atShops();
    const shop = shopAt(0);
    await begin(page, shop);
    await consent.waitFor();
    const consentAt = page.url();
    await page.getByRole("link", { name: "Approve" }).click();
    await page.getByRole("heading", { name: "The shop is linked" }).waitFor();
    await page.getByRole("link", { name: "Go to shops" }).click();
    await card(shop).getByText("12", { exact: false }).first().waitFor();
    await page.goto(consentAt);
    await page.getByRole("link", { name: "Approve" }).click();
    await page.getByRole("heading", { name: "The shop is linked" }).waitFor();
    const keys = shop.shop.truth().keys;
    expect(keys.map(({ description, revoked }) => [description, revoked])).toEqual([
      ["Made by hand", false],
      ["Tek - API", false],
      ["Tek - API", false],
    ]);
    // The older of the two is taken back, and Tek goes on with the newer one.
    shop.shop.revokeKey(Number(keys[1]?.key_id));
    const { order } = shop.shop.act({ action: "place" });
    await page.goto(`${visits.town.at.tek}/orders`);
    await page.locator(`[aria-label="Select order #${order}, ${shop.name}"]`).waitFor();
  });

  test("approved too late: the shop says that it could not hand the key over, and Tek why", async () => {
    const { page, consent } = await atShops();
    const shop = shopAt(1);
    await begin(page, shop);
    await consent.waitFor();
    const token = new URL(page.url()).searchParams.get("user_id") ?? "";
    await visits.town.advance(61 * 60_000);
    await page.getByRole("link", { name: "Approve" }).click();
    await page.getByText("unable to send the consumer data").waitFor();
    expect(shop.shop.truth().keys.map(({ revoked }) => revoked)).toEqual([false, true]);
    await page.goto(`${visits.town.at.tek}/link/woocommerce/return?success=1&user_id=${token}`);
    await page.getByText("The hour for approving is over. Nothing was stored.").waitFor();
  });

  test("inside the shop admin: approved in a tab of its own, and the admin hears of it", async () => {
    const page = await visits.visit({ expected: [401] });
    const shop = shopAt(1);
    const tek = await openAdmin(page, visits.town, "/shops");
    await untilLive(tek);
    const opened = page.context().waitForEvent("page");
    await begin(tek, shop);
    const tab = await opened;
    await tab.getByRole("link", { name: "Approve" }).click();
    await tab.getByRole("heading", { name: "The shop is linked" }).waitFor();
    await tab.getByText("You can close this tab.").waitFor();
    await tek.locator(".tek-shop-card", { has: tek.getByRole("heading", { name: shop.name }) }).waitFor();
    await tek.getByText(`Approve Tek on ${shop.origin}`).waitFor({ state: "hidden" });
  });
});
