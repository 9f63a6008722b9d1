import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { wooShops } from "#demo/shops.ts";
import { openBareTown } from "./bare-town.ts";
import { barriersIn, sideways } from "./barriers.ts";
import { untilLive } from "./chromium.ts";

const bare = openBareTown({ seed: 42, orders: 6 });
const shop = "demo.myshopify.com";

/** The owner at the shops' page; makes a link as a person does and answers it. */
async function makeLink(page: Page): Promise<string> {
  await page.goto(`${bare.town.at.tek}/shops`);
  await untilLive(page);
  await page.getByLabel("Shopify address").fill(shop);
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = page.getByRole("region", { name: `Link for ${shop}` }).locator("code");
  return (await link.textContent()) ?? "";
}

/** A person of the shop opens an address of its admin, which has them install Tek first where that was not done. */
async function inAdmin(address: string, options: Parameters<typeof bare.person>[0] = {}) {
  const page = await bare.person(options);
  await page.goto(address);
  const install = page.getByRole("button", { name: "Install", exact: true });
  if ((await install.count()) > 0) await install.click();
  const tek = page.frameLocator("iframe[title=Tek]");
  const frame = () => {
    const found = page.frames().find((one) => one.url().startsWith(bare.town.at.tek));
    if (!found) throw new Error("Tek is not in the admin");
    return found;
  };
  return { page, tek, frame };
}

describe("a Shopify shop joins a workspace that was born standalone", () => {
  test("what is wrong with the address is said at its field", async () => {
    const owner = await bare.owner();
    await owner.goto(`${bare.town.at.tek}/shops`);
    await untilLive(owner);
    await owner.getByLabel("Shopify address").fill("shop.example.com");
    await owner.getByRole("button", { name: "Make a link" }).click();
    await owner.getByText("This is no address of a Shopify shop.").waitFor();
  });

  test("while it is asked for, opening Tek in its admin links nothing and names nobody", async () => {
    const owner = await bare.owner();
    await makeLink(owner);
    expect(await barriersIn(owner)).toEqual([]);
    const { tek, frame } = await inAdmin(`${bare.town.at.shopify}/admin`);
    await tek.getByRole("heading", { name: `A workspace of Tek asks for ${shop}` }).waitFor();
    expect(await tek.getByText("Çarşı").count()).toBe(0);
    expect(await barriersIn(frame())).toEqual([]);
    await owner.reload();
    await owner.getByText(`Waiting until a person of ${shop} confirms.`).waitFor();
    expect(await owner.locator(".tek-shop-card").count()).toBe(0);
  });

  for (const width of [1280, 390])
    for (const language of ["en-GB", "tr-TR"])
      test(`the question at ${width} px in ${language}: no barrier, nothing beyond the edge`, async () => {
        const link = await makeLink(await bare.owner());
        const { tek, frame } = await inAdmin(`${link}?locale=${language.slice(0, 2)}`, { width });
        await tek.getByRole("heading", { level: 2 }).filter({ hasText: "Çarşı" }).waitFor();
        expect(await barriersIn(frame())).toEqual([]);
        expect(await sideways(frame())).toBe(0);
      });

  test("a person of the shop says no: nothing is shared, the link is void, and the owner reads it", async () => {
    const owner = await bare.owner();
    const link = await makeLink(owner);
    const { page, tek } = await inAdmin(link);
    await tek.getByRole("button", { name: "No, do not join" }).click();
    await tek.getByText("Nothing was shared, and the link is void.").waitFor();
    await page.goto(link);
    await tek.getByText("This link was used before; each works once.").waitFor();
    await owner.reload();
    await owner.getByText(`${shop} did not join`).waitFor();
    expect(await owner.locator(".tek-shop-card").count()).toBe(0);
  });

  test("a link that ran out says so, and one that was opened outside the admin where it belongs", async () => {
    const owner = await bare.owner();
    const link = await makeLink(owner);
    const { hostname, port, pathname } = new URL(link);
    expect(`http://${hostname}:${port}`).toBe(bare.town.at.shopify);
    await owner.goto(bare.town.at.tek + pathname.replace("/admin/apps/tek", ""));
    await owner.getByText("This link is for the shop’s admin").waitFor();
    await bare.town.advance(61 * 60_000);
    const { tek } = await inAdmin(link);
    await tek.getByText("This link ran out: it works for one hour.").waitFor();
  });

  test("a person of the shop confirms: it stands beside the workspace's other shop, in both frames", async () => {
    const [woo] = wooShops;
    const keys = ["--key", woo.key, "--secret", woo.secret, "--allow-http", "--no-wait"];
    await bare.town.tek("shops", "connect", "woocommerce", "--url", bare.town.at.woo[0] ?? "", ...keys);
    const owner = await bare.owner();
    const { page, tek } = await inAdmin(await makeLink(owner));
    await tek.getByText(`sees and manages all shops of “Çarşı” with their orders: ${woo.name}.`).waitFor();
    expect(await owner.locator(".tek-shop-card").count()).toBe(1);
    await tek.getByRole("button", { name: "Join “Çarşı”" }).click();
    await tek.getByText("The shop has joined “Çarşı”").waitFor();
    await owner
      .locator(".tek-shop-card", { has: owner.getByRole("heading", { name: "Işıl Seramik", exact: true }) })
      .waitFor();
    await tek.getByRole("link", { name: "Go to shops" }).click();
    await page.waitForURL("**/admin/apps/tek/shops");
    await untilLive(tek);
    await tek.locator(".tek-shop-card").nth(1).waitFor();
    await owner.goto(`${bare.town.at.tek}/orders`);
    await owner.locator("[data-order]").nth(11).waitFor();
  });

  test("a stranger's link for a shop with orders moves nothing", async () => {
    const { at, tek: run } = bare.town;
    const [, second] = wooShops;
    const keys = ["--key", second.key, "--secret", second.secret, "--allow-http", "--no-wait"];
    await run("shops", "connect", "woocommerce", "--url", at.woo[1] ?? "", ...keys, "--workspace", "Stranger");
    const stranger = await bare.person();
    await stranger.goto((await run("owner-link", "--workspace", "Stranger")).trim());
    const link = await makeLink(stranger);
    const { tek } = await inAdmin(link);
    await tek
      .getByText(/This shop is in a workspace of Tek already, with \d+ orders of its own and 1 other shop beside it/)
      .waitFor();
    expect(await tek.getByText("Stranger").count()).toBe(0);
    await stranger.goto(`${at.tek}/shops`);
    expect(await stranger.getByRole("heading", { name: "Işıl Seramik", exact: true }).count()).toBe(0);
  });
});
