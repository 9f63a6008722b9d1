import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { wooShops } from "#demo/shops.ts";
import { openBareTown } from "./bare-town.ts";
import { barriersIn, sideways } from "./barriers.ts";
import { untilLive } from "./chromium.ts";

const bare = openBareTown({ seed: 41, orders: 12 });

const step = (place: Page | FrameLocator, number: number) => place.locator(`[data-step="${number}"]`);
const stepIs = (place: Page | FrameLocator, number: number, state: string) =>
  place.locator(`[data-step="${number}"][data-state="${state}"]`).waitFor();

async function connectWoo(i: number): Promise<void> {
  const shop = wooShops[i];
  const keys = ["--key", shop?.key ?? "", "--secret", shop?.secret ?? "", "--allow-http", "--no-wait"];
  await bare.town.tek("shops", "connect", "woocommerce", "--url", bare.town.at.woo[i] ?? "", ...keys);
}

describe("the first-run guide", () => {
  test("greets the owner of a new workspace, and follows what happens until all is done", async () => {
    const { town } = bare;
    const page = await bare.owner();
    await untilLive(page);
    expect(new URL(page.url()).pathname).toBe("/guide");
    for (const number of [1, 2, 3, 4]) await stepIs(page, number, "to-do");
    await step(page, 1).getByText("Tek knows no shop of yours yet.").waitFor();
    expect(await barriersIn(page)).toEqual([]);

    town.woo[0]?.setFaults({ latencyMs: 600 });
    await connectWoo(0);
    await stepIs(page, 1, "done");
    await step(page, 1).getByText("Europe/Istanbul").waitFor();
    await stepIs(page, 2, "under-way");
    await step(page, 2).getByText("Tek fetches all orders, back to the first one.").waitFor();
    town.woo[0]?.setFaults({ latencyMs: 0 });
    await stepIs(page, 2, "done");
    await step(page, 2)
      .getByText(/Import: Finished.*12 orders/)
      .waitFor();
    await stepIs(page, 4, "done");
    expect(await barriersIn(page)).toEqual([]);
    await stepIs(page, 3, "to-do");
    await connectWoo(1);
    await stepIs(page, 3, "done");
    await step(page, 3).getByText(wooShops[1].name).waitFor();
    await step(page, 2)
      .getByText(/Import: Finished/)
      .nth(1)
      .waitFor();
  });

  test("is no longer what one sees first once all is done, and is found again from the shops' page", async () => {
    const page = await bare.owner();
    await page.locator("[data-order]").first().waitFor();
    expect(new URL(page.url()).pathname).toBe("/orders");
    await page.goto(`${bare.town.at.tek}/shops`);
    await untilLive(page);
    expect(await page.getByText("First steps:").count()).toBe(0);
    await page.getByRole("link", { name: "First steps" }).click();
    await stepIs(page, 4, "done");
  });

  test("greets whoever installs Tek in the shop's admin, says how far back orders reach, and is closed for good", async () => {
    const { town } = bare;
    const page = await bare.person();
    await page.goto(`${town.at.shopify}/admin`);
    await page.getByRole("button", { name: "Install" }).click();
    const tek = page.frameLocator("iframe[title=Tek]");
    await untilLive(tek);
    await stepIs(tek, 1, "done");
    await step(tek, 1).getByText("Işıl Seramik").waitFor();
    await step(tek, 2).getByText("Tek fetches the orders of the last 60 days.").waitFor();
    await step(tek, 2).getByText("requests “read_all_orders”").waitFor();
    await stepIs(tek, 2, "done");
    await stepIs(tek, 3, "to-do");
    const frame = page.frames().find((one) => one.url().startsWith(town.at.tek));
    if (!frame) throw new Error("Tek is not in the admin");
    expect(await barriersIn(frame)).toEqual([]);
    expect(await sideways(frame)).toBe(0);

    await page.goto(`${town.at.shopify}/admin/apps/tek/shops`);
    await tek.getByText("First steps: 3 of 4 done").waitFor();
    await tek.getByRole("link", { name: "Go on" }).click();
    await tek.getByRole("button", { name: "Close this guide" }).click();
    await tek.locator("[data-order]").first().waitFor();
    await page.goto(`${town.at.shopify}/admin`);
    await tek.locator("[data-order]").first().waitFor();
    await page.goto(`${town.at.shopify}/admin/apps/tek/shops`);
    await untilLive(tek);
    expect(await tek.getByText("First steps:").count()).toBe(0);
    await tek.getByRole("link", { name: "First steps" }).click();
    await stepIs(tek, 4, "done");
    expect(await tek.getByRole("button", { name: "Close this guide" }).count()).toBe(0);
  });

  test("on a phone, in Turkish: no barrier, nothing beyond the edge", async () => {
    const { town } = bare;
    const page = await bare.owner({ width: 390, language: "tr-TR" });
    await page.goto(`${town.at.tek}/guide`);
    await untilLive(page);
    expect(await barriersIn(page)).toEqual([]);
    expect(await sideways(page)).toBe(0);
  });
});
