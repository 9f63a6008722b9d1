import { describe, expect, test } from "vitest";
import { untilLive } from "./chromium.ts";
import { openVisits } from "./visits.ts";

const visits = openVisits({ seed: 11, orders: 6 });

describe("Tek at its own address", () => {
  test("an owner link signs a browser in and shows the orders; a second time it is refused with what to do", async () => {
    const link = (await visits.town.tek("owner-link")).trim();
    const owner = await visits.visit();
    await owner.goto(link);
    await untilLive(owner);
    expect(new URL(owner.url()).pathname).toBe("/orders");
    await owner.locator("[data-order]").nth(17).waitFor();
    expect(await owner.locator("[data-order]").count()).toBe(18);

    const stranger = await visits.visit({ expected: [401] });
    const answer = await stranger.goto(link);
    expect(answer?.status()).toBe(401);
    await stranger.getByRole("heading", { name: "This link cannot be used" }).waitFor();
    await stranger.getByText("npm run tek -- owner-link").waitFor();
    await stranger.goto(`${visits.town.at.tek}/orders`);
    await stranger.getByRole("heading", { name: "Sign in first" }).waitFor();
  });

  test("a browser without a sign-in gets a 401 page in the frame, whatever the address", async () => {
    const page = await visits.visit({ expected: [401] });
    for (const path of ["/", "/orders", "/shops", "/nowhere", "/owner-link"]) {
      expect((await page.goto(visits.town.at.tek + path))?.status()).toBe(401);
      await page.getByRole("heading", { name: "Sign in first" }).waitFor();
      expect(await page.getByRole("banner").getByText("Tek").count()).toBe(1);
      expect(await page.getByRole("link", { name: "Orders" }).count()).toBe(0);
    }
  });

  test("an address that leads nowhere, and an order that is none, are said in the frame with a way on", async () => {
    const page = await visits.visit({ signedIn: true, expected: [404] });
    expect((await page.goto(`${visits.town.at.tek}/nowhere`))?.status()).toBe(404);
    await page.getByRole("heading", { name: "Nothing here" }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Go to orders" }).click();
    await untilLive(page);
    const missing = `${visits.town.at.tek}/orders/00000000-0000-7000-8000-000000000000`;
    expect((await page.goto(missing))?.status()).toBe(404);
    await page.getByRole("heading", { name: "No such order" }).waitFor();
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Shops" }).click();
    await page.getByRole("heading", { level: 1, name: "Shops" }).waitFor();
  });

  test("the language is the browser's until a person chooses another, and stays chosen", async () => {
    const page = await visits.visit({ signedIn: true, language: "de-DE" });
    await page.goto(`${visits.town.at.tek}/orders?tab=open`);
    await untilLive(page);
    await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
    await page.getByRole("button", { name: "Türkçe" }).click();
    await page.getByRole("heading", { level: 1, name: "Siparişler" }).waitFor();
    expect(new URL(page.url()).search).toBe("?tab=open");
    await page.reload();
    await page.getByRole("heading", { level: 1, name: "Siparişler" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("tr");
  });

  test("nobody may frame it", async () => {
    const page = await visits.visit({ signedIn: true });
    const answer = await page.goto(`${visits.town.at.tek}/orders`);
    expect(answer?.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
  });
});
