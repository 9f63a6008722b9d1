import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { untilLive } from "./chromium.ts";
import { openAdmin, openVisits } from "./visits.ts";

const visits = openVisits({ seed: 31, orders: 6 });
const heading = (frame: FrameLocator, name: string) => frame.getByRole("heading", { level: 1, name });

describe("Tek inside the shop's admin", () => {
  test("opens with the orders of all shops", async () => {
    const page = await visits.visit();
    await page.goto(`${visits.town.at.shopify}/admin`);
    const frame = page.frameLocator("iframe[title=Tek]");
    await untilLive(frame);
    // One with refunds comes by a read of its own, behind the import's pages.
    await frame.locator("[data-order]").nth(17).waitFor();
    expect(await frame.locator("[data-order]").count()).toBe(18);
    expect(await page.locator("#title").textContent()).toBe("Orders");
    // The title bar shows it; in the frame it is only for who listens.
    expect((await heading(frame, "Orders").boundingBox())?.width).toBe(1);
    expect(await frame.getByRole("navigation", { name: "Main" }).count()).toBe(0);
  });

  test("the admin's own navigation leads to the shops and back, and its address follows", async () => {
    const page = await visits.visit();
    const frame = await openAdmin(page, visits.town);
    await untilLive(frame);
    await page.locator("#app-nav").getByRole("link", { name: "Shops" }).click();
    await heading(frame, "Shops").waitFor();
    await page.waitForURL("**/admin/apps/tek/shops");
    await page.locator("aside").getByRole("link", { name: "Tek" }).click();
    await heading(frame, "Orders").waitFor();
    await page.waitForURL("**/admin/apps/tek/orders");
  });

  test("an order opens in the frame, and a reload of the admin stays on it", async () => {
    const page = await visits.visit();
    const frame = await openAdmin(page, visits.town);
    await untilLive(frame);
    const row = frame.locator("[data-order]").first();
    const number = (await row.locator("strong").textContent()) ?? "";
    await row.locator(".tek-row-link").click();
    await heading(frame, `Order ${number}`).waitFor();
    await page.waitForURL("**/admin/apps/tek/orders/*");
    await page.reload();
    await heading(page.frameLocator("iframe[title=Tek]"), `Order ${number}`).waitFor();
  });

  test("speaks the admin's language, on the page where one is", async () => {
    const page = await visits.visit();
    const frame = await openAdmin(page, visits.town, "/shops");
    await heading(frame, "Shops").waitFor();
    await page.getByRole("link", { name: "Türkçe" }).click();
    await heading(frame, "Mağazalar").waitFor();
    await page.locator("#app-nav").getByRole("link", { name: "Mağazalar" }).waitFor();
    await page.locator("aside").getByRole("link", { name: "Tek" }).click();
    await heading(frame, "Siparişler").waitFor();
    await page.getByRole("link", { name: "English" }).click();
    await heading(frame, "Orders").waitFor();
  });

  test("the token of the first address is gone from every address that can be seen", async () => {
    const page = await visits.visit();
    await untilLive(await openAdmin(page, visits.town));
    expect(page.url()).not.toContain("id_token");
    const framed = page.frames().find((one) => one.url().startsWith(visits.town.at.tek));
    expect(framed?.url()).not.toMatch(/id_token|hmac/);
  });

  test("a token that has run out is renewed without a word", async () => {
    const page = await visits.visit();
    const frame = await openAdmin(page, visits.town);
    await untilLive(frame);
    await letTokensRunOut();
    await page.locator("#app-nav").getByRole("link", { name: "Shops" }).click();
    await heading(frame, "Shops").waitFor();
    await untilLive(frame);
  });

  test("a token that ran out on its way is refused once, and asked for again", async () => {
    const page = await visits.visit({ expected: [401] });
    const frame = await openAdmin(page, visits.town);
    await untilLive(frame);
    const old = visits.town.shopify.sessionToken();
    await letTokensRunOut();
    await answerOnce(page, old);
    const refused = page.waitForResponse((answer) => answer.status() === 401);
    await page.locator("#app-nav").getByRole("link", { name: "Shops" }).click();
    expect((await refused).headers()["x-shopify-retry-invalid-session-request"]).toBe("1");
    await heading(frame, "Shops").waitFor();
  });

  test("a document with a token that has run out fetches a fresh one and shows the page", async () => {
    const page = await visits.visit();
    const frame = await openAdmin(page, visits.town);
    await untilLive(frame);
    await letTokensRunOut();
    const bounced = page.waitForRequest((request) => request.url().includes("bounced=1"));
    // The attribute still holds the first address, with the first token.
    await page.locator("iframe").evaluate((element) => {
      if (element instanceof HTMLIFrameElement) element.src = String(element.src);
    });
    await bounced;
    await untilLive(frame);
    await heading(frame, "Orders").waitFor();
  });

  test("nobody but the shop's admin may frame it", async () => {
    const page = await visits.visit();
    const document = page.waitForResponse((answer) => answer.url().startsWith(`${visits.town.at.tek}/orders`));
    await openAdmin(page, visits.town);
    expect((await document).headers()["content-security-policy"]).toContain(
      `frame-ancestors https://demo.myshopify.com https://admin.shopify.com ${visits.town.at.shopify};`,
    );
  });
});

/** Two minutes pass for everybody; done when the server has noticed and takes the tokens of now. */
async function letTokensRunOut(): Promise<void> {
  const { town } = visits;
  await town.advance(120_000);
  const accepted = async () => {
    const headers = { authorization: `Bearer ${town.shopify.sessionToken()}` };
    return (await fetch(`${town.at.tek}/shops.data`, { headers })).ok;
  };
  while (!(await accepted()));
}

/**
 * The admin gives this token the next time that it is asked for one. It is told in the page itself: a driver that begins and ends to
 * intercept requests now and then cuts off one that is under way.
 */
async function answerOnce(page: Page, token: string): Promise<void> {
  await page.evaluate((given) => {
    const plain = window.fetch;
    window.fetch = async () => {
      window.fetch = plain;
      return new Response(given);
    };
  }, token);
}
