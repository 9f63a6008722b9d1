import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memoryJournal } from "#connectors/contract/sandbox/journal.ts";
import { type Served, serve } from "#connectors/contract/sandbox/serve.ts";
import { createWooSandbox, type WooSandbox } from "#connectors/woocommerce/sandbox/sandbox.ts";
import { seeded } from "#demo/random.ts";
import { untilLive } from "./chromium.ts";
import { shopsOf } from "./shops-of-the-town.ts";
import { openVisits } from "./visits.ts";

const visits = openVisits({ seed: 71, orders: 6 });
const keys = { key: `ck_${"a".repeat(40)}`, secret: `cs_${"b".repeat(40)}` };
const renewed = { key: `ck_${"c".repeat(40)}`, secret: `cs_${"d".repeat(40)}` };
const name = "Çini Evi";

/** A fourth shop that Tek does not know yet. `revoke` takes its keys away, as its owner would. */
interface NewShop {
  readonly origin: string;
  readonly shop: WooSandbox;
  revoke(): void;
  restore(): void;
}
let fourth: NewShop;
let served: Served;

beforeAll(async () => {
  let answering: WooSandbox | null = null;
  served = await serve(async (request) => (await answering?.handle(request)) ?? new Response(null, { status: 503 }));
  const open = (accepted: typeof keys) =>
    createWooSandbox({
      ...accepted,
      name,
      currency: "TRY",
      timezone: "Europe/Istanbul",
      origin: served.origin,
      journal: memoryJournal(),
      world: {
        now: () => visits.town.now(),
        chance: seeded(72),
        after(ms, run) {
          const timer = setTimeout(run, ms);
          return () => clearTimeout(timer);
        },
        send: (request) => fetch(request),
      },
    });
  const shop = open(keys);
  shop.lay({ orders: 260, days: 60 });
  const locked = open(renewed);
  answering = shop;
  fourth = {
    origin: served.origin,
    shop,
    revoke: () => {
      answering = locked;
    },
    restore: () => {
      answering = shop;
    },
  };
});
afterAll(async () => {
  fourth?.shop.close();
  await served?.close();
});

async function openShops() {
  const page = await visits.visit({ signedIn: true });
  await page.goto(`${visits.town.at.tek}/shops`);
  await untilLive(page);
  await page.getByRole("button", { name: "Enter keys by hand instead" }).click();
  const type = async (url: string, key: string, secret: string) => {
    await page.getByLabel("Address of the shop").fill(url);
    await page.getByLabel("Consumer key").fill(key);
    await page.getByLabel("Consumer secret").fill(secret);
    await page.getByRole("button", { name: "Connect", exact: true }).click();
  };
  const errorAt = async (label: string) => {
    const field = page.getByLabel(label);
    await page.locator(`[aria-invalid="true"]`).first().waitFor();
    const described = (await field.getAttribute("aria-describedby")) ?? "";
    return page.locator(`[id="${described.split(" ")[0]}"]`).textContent();
  };
  return { page, type, errorAt };
}

describe("the shops' page", () => {
  test("each shop has a card with its health", async () => {
    const { page } = await openShops();
    expect(await page.locator(".tek-shop-card").count()).toBe(3);
    expect(await page.getByText("Up to date").count()).toBe(3);
  });

  test("a key that was narrowed is said with where keys are given, not with the admin of another platform", async () => {
    const { page } = await openShops();
    const [shop] = visits.town.woo;
    const key = Number(shop?.truth().keys[0]?.key_id);
    shop?.permitKey(key, "read");
    await visits.town.advance(3_600_000);
    const said = page.getByText("The shop’s key does not allow: write.");
    do await page.goto(`${visits.town.at.tek}/shops`);
    while ((await said.count()) === 0);
    expect(await page.getByText("Open Tek in the shop’s admin and approve").count()).toBe(0);
    shop?.permitKey(key, "read_write");
    await visits.town.advance(3_600_000);
    do await page.goto(`${visits.town.at.tek}/shops`);
    while ((await said.count()) > 0);
  });

  test("what is wrong with the keys or the address is said at its field, and what was typed stays", async () => {
    const { page, type, errorAt } = await openShops();
    await type("", "", "");
    expect(await errorAt("Address of the shop")).toBe("Fill this in.");
    await type(fourth.origin, keys.key, keys.secret);
    await page.getByText("This address is not encrypted").waitFor();
    expect(await errorAt("Address of the shop")).toContain("allow plain http");
    expect(await page.getByLabel("Consumer key").inputValue()).toBe(keys.key);
    await page.getByLabel("Allow http without encryption").check();
    await page.getByText("travel in the clear. Only for").waitFor();
    await type(fourth.origin, keys.secret, keys.key);
    await page.getByText("stand in each other’s field").waitFor();
    await type(fourth.origin, `ck_${"0".repeat(40)}`, keys.secret);
    await page.getByText("The shop refuses the keys: it does not know them").waitFor();
    expect(await page.locator(".tek-shop-card").count()).toBe(3);
  });

  test("what is wrong is still said after the page took in news, until something is changed", async () => {
    const { page, type } = await openShops();
    await type(fourth.origin, keys.key, keys.secret);
    const said = page.getByText("This address is not encrypted");
    await said.waitFor();
    const [shop] = shopsOf(visits.town);
    const card = page.locator(".tek-shop-card", { has: page.getByRole("heading", { name: shop?.name, exact: true }) });
    const orders = (count: number) => card.locator(".tek-shop-facts > div", { hasText: `Orders${count}` });
    await orders(6).waitFor();
    shop?.place();
    await orders(7).waitFor();
    expect(await said.count()).toBe(1);
    await page.getByLabel("Consumer key").press("End");
    expect(await said.count()).toBe(1);
    await page.getByLabel("Consumer key").pressSequentially("1");
    await said.waitFor({ state: "hidden" });
  });

  test("a shop that is connected shows its import as it goes on, and then its orders", async () => {
    const { page, type } = await openShops();
    fourth.shop.setFaults({ latencyMs: 700 });
    await page.getByLabel("Allow http without encryption").check();
    await type(fourth.origin, keys.key, keys.secret);
    const card = page.locator(".tek-shop-card", { has: page.getByRole("heading", { name }) });
    await card.getByText(/^Import: [1-9]\d* of 260 orders imported$/).waitFor();
    expect(await card.getByRole("progressbar").count()).toBe(1);
    fourth.shop.setFaults({ latencyMs: 0 });
    await card.getByText(/^Import: Finished.*260 orders$/).waitFor();
    expect(await page.getByLabel("Consumer secret").inputValue()).toBe("");
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Orders" }).click();
    await page.locator(".tek-strip", { hasText: "279 orders" }).waitFor();
  });

  test("a shop whose key was taken back is paused, with what to do, and goes on when it works again", async () => {
    const { page } = await openShops();
    const card = page.locator(".tek-shop-card", { has: page.getByRole("heading", { name }) });
    await card.getByText("Up to date").waitFor();
    fourth.revoke();
    await visits.town.advance(120_000);
    await card.getByText(/^Paused since .*Nothing is lost/).waitFor();
    await card.getByText("The shop refuses the keys: it does not know them").waitFor();
    fourth.restore();
    await card.getByRole("button", { name: "Try again now" }).click();
    await card.getByText("Up to date").waitFor();
    expect(await card.getByRole("button", { name: "Try again now" }).count()).toBe(0);
  });

  test("a paused shop gets fresh keys on its own card, with its address filled in", async () => {
    const { page } = await openShops();
    const card = page.locator(".tek-shop-card", { has: page.getByRole("heading", { name }) });
    await card.getByText("Up to date").waitFor();
    fourth.revoke();
    await visits.town.advance(120_000);
    await card.getByRole("button", { name: "Link again" }).click();
    await card.getByRole("button", { name: "Link with WooCommerce" }).waitFor();
    expect(await card.getByLabel("Address of the shop").inputValue()).toBe(fourth.origin);
    await card.getByRole("button", { name: "Close" }).click();
    await card.getByRole("button", { name: "Enter new keys" }).click();
    expect(await card.getByLabel("Address of the shop").inputValue()).toBe(fourth.origin);
    fourth.restore();
    await card.getByLabel("Consumer key").fill(keys.key);
    await card.getByLabel("Consumer secret").fill(keys.secret);
    await card.getByRole("button", { name: "Connect", exact: true }).click();
    await card.getByText("Up to date").waitFor();
    expect(await page.locator(".tek-shop-card").count()).toBe(4);
  });

  test("a shop that does not answer says so in the open page, with what may be wrong, until it answers", async () => {
    const { page } = await openShops();
    const [, { name: there } = { name: "" }] = shopsOf(visits.town);
    const card = page.locator(".tek-shop-card", { has: page.getByRole("heading", { name: there, exact: true }) });
    await card.getByText("Up to date").waitFor();
    visits.town.woo[0]?.setFaults({ timeoutBefore: 1 });
    await visits.town.advance(70_000);
    await card.getByText(/^Reads have failed since /).waitFor();
    await card.getByText(/^Nobody answers at /).waitFor();
    await card.getByText(/^Nothing is lost/).waitFor();
    expect(await card.getByText("Up to date").count()).toBe(0);
    expect(await card.locator(".tek-shop-facts > div", { hasText: "Next read" }).textContent()).toBe(
      "Next readTrying again",
    );
    visits.town.woo[0]?.setFaults({ timeoutBefore: 0 });
    await visits.town.advance(300_000);
    await card.getByText("Up to date").waitFor();
  });

  test("a shop is disconnected after it was said what is kept and what goes, and its orders are deleted by its name", async () => {
    const { page } = await openShops();
    const card = page.locator(".tek-shop-card", { has: page.getByRole("heading", { name, exact: true, level: 2 }) });
    const hooks = () => fourth.shop.truth().webhooks.length;
    await card.locator('[data-doorbells="in-place"]').first().waitFor();
    expect(hooks()).toBeGreaterThan(0);
    await card.getByRole("button", { name: "Disconnect…" }).click();
    const dialog = page.getByRole("dialog", { name: `Disconnect ${name}?` });
    await dialog.getByText("Its 260 orders, as they were last read. Nothing is updated any more.").waitFor();
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "hidden" });
    await card.getByRole("button", { name: "Disconnect…" }).click();
    await dialog.getByRole("button", { name: `Disconnect ${name}` }).click();
    await card.getByText("Its orders stay here as they were last read.").waitFor();
    // Said once the webhooks were taken down, too.
    await page.getByText("Disconnected.", { exact: true }).waitFor();
    expect(hooks()).toBe(0);
    await card.getByRole("button", { name: "Delete its orders…" }).click();
    const second = page.getByRole("dialog", { name: `Delete the orders of ${name}?` });
    await second.getByLabel("Type the shop’s name to confirm").fill("Cini Evi");
    await second.getByRole("button", { name: "Delete 260 orders" }).click();
    await second.getByText("This is not the shop’s name.").waitFor();
    await second.getByLabel("Type the shop’s name to confirm").fill(name);
    await second.getByRole("button", { name: "Delete 260 orders" }).click();
    await card.getByText("No orders yet.").waitFor();
    expect(await page.locator(".tek-shop-card").count()).toBe(4);
  });

  test("a shop that was disconnected and emptied is linked again, and imported anew", async () => {
    const { page, type } = await openShops();
    await page.getByLabel("Allow http without encryption").check();
    await type(fourth.origin, keys.key, keys.secret);
    const card = page.locator(".tek-shop-card", { has: page.getByRole("heading", { name, exact: true, level: 2 }) });
    await card.getByText(/^Import: Finished.*260 orders$/).waitFor();
    expect(await page.locator(".tek-shop-card").count()).toBe(4);
  });
});
