import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { barriersIn, sideways } from "./barriers.ts";
import { untilLive } from "./chromium.ts";
import { openAdmin, openVisits } from "./visits.ts";

const visits = openVisits({ seed: 81, orders: 8 });

const pages = [
  { name: "the orders", path: "/orders", status: 200, signedIn: true },
  { name: "an empty view", path: "/orders?q=nobody-is-called-so", status: 200, signedIn: true },
  { name: "an order", path: "order", status: 200, signedIn: true },
  { name: "the shops and the form", path: "/shops", status: 200, signedIn: true },
  { name: "what people asked", path: "/shops/requests", status: 200, signedIn: true },
  { name: "the records set aside", path: "/quarantine", status: 200, signedIn: true },
  { name: "a stranger's 401", path: "/orders", status: 401, signedIn: false },
  { name: "a 404", path: "/nowhere", status: 404, signedIn: true },
];

async function addressOf(page: Page, path: string): Promise<string> {
  const { tek } = visits.town.at;
  if (path !== "order") return tek + path;
  await page.goto(`${tek}/orders`);
  return tek + ((await page.locator(".tek-row-link").first().getAttribute("href")) ?? "");
}

for (const width of [1280, 390])
  for (const language of ["en-GB", "tr-TR"])
    describe(`at ${width} px in ${language}`, () => {
      for (const { name, path, status, signedIn } of pages)
        test(`${name}: no barrier, nothing beyond the edge`, async () => {
          const page = await visits.visit({ width, language, signedIn, expected: status < 400 ? [] : [status] });
          const answer = await page.goto(await addressOf(page, path));
          expect(answer?.status()).toBe(status);
          if (status === 200) await untilLive(page);
          expect(await page.locator("html").getAttribute("lang")).toBe(language.slice(0, 2));
          expect(await barriersIn(page)).toEqual([]);
          expect(await sideways(page)).toBe(0);
        });

      test("what was set aside, with its content open: no barrier, nothing beyond the edge", async () => {
        const lines = [{ sku: "VAZO-02", quantity: 1 }];
        const placed = visits.town.woo[0]?.act({
          action: "place",
          payment: "bacs",
          person: 1,
          currency: "gold",
          lines,
        });
        const page = await visits.visit({ width, language, signedIn: true });
        await page.goto(`${visits.town.at.tek}/quarantine`);
        const record = page.locator(`[data-record="${placed?.order}"]`);
        await record.locator("summary").click();
        await record.getByText('"currency": "gold"').waitFor();
        expect(await barriersIn(page)).toEqual([]);
        expect(await sideways(page)).toBe(0);
      });

      test("every menu of the list, open: no barrier, nothing beyond the edge", async () => {
        const page = await visits.visit({ width, language, signedIn: true });
        await page.goto(`${visits.town.at.tek}/orders?payment=paid`);
        await untilLive(page);
        const found: string[] = [];
        const look = async (what: string) => {
          found.push(...(await barriersIn(page)).map((barrier) => `${what}: ${barrier}`));
          if ((await sideways(page)) > 0) found.push(`${what}: beyond the edge`);
        };
        const menus = page.locator("main button[aria-haspopup], main button[aria-expanded]");
        const count = await menus.count();
        expect(count).toBeGreaterThan(8);
        for (let menu = 0; menu < count; menu++) {
          const button = menus.nth(menu);
          await button.click();
          await page.locator(".tek-dropdown").waitFor();
          await look((await button.textContent()) ?? "");
          await page.keyboard.press("Escape");
          await page.locator(".tek-dropdown").waitFor({ state: "detached" });
        }
        await page.locator("[data-order] input[type=checkbox]").first().check();
        await page.locator("[data-order] input[type=checkbox]").nth(1).check();
        await look("what can be done with two orders");
        await page.keyboard.press("t");
        await page.locator("dialog[open]").waitFor();
        await look("the question for a tag");
        expect(found).toEqual([]);
      });

      test("an order with tags of ours: no barrier, nothing beyond the edge", async () => {
        const page = await visits.visit({ width, language, signedIn: true });
        await page.goto(await addressOf(page, "order"));
        await untilLive(page);
        await page.keyboard.press("t");
        await page.keyboard.type(`Kırılır, ${width} ${language}`);
        await page.keyboard.press("Enter");
        await page.locator(".tek-own-tags li", { hasText: `${width} ${language}` }).waitFor();
        expect(await barriersIn(page)).toEqual([]);
        expect(await sideways(page)).toBe(0);
      });

      test("the orders in the shop's admin: no barrier, nothing beyond the edge", async () => {
        const page = await visits.visit({ width, language });
        await page.goto(`${visits.town.at.shopify}/admin/apps/tek?locale=${language.slice(0, 2)}`);
        await untilLive(await openAdmin(page, visits.town));
        const frame = page.frames().find((one) => one.url().startsWith(visits.town.at.tek));
        if (!frame) throw new Error("Tek is not in the admin");
        expect(await barriersIn(frame)).toEqual([]);
        expect(await sideways(frame)).toBe(0);
      });
    });

test("the fields of the form say what is wrong to those who cannot see it, too", async () => {
  const page = await visits.visit({ signedIn: true });
  await page.goto(`${visits.town.at.tek}/shops`);
  await untilLive(page);
  await page.getByRole("button", { name: "Enter keys by hand instead" }).click();
  await page.getByRole("button", { name: "Connect", exact: true }).click();
  await page.getByText("Fill this in.").first().waitFor();
  expect(await barriersIn(page)).toEqual([]);
});

test("the list of keys has no barrier", async () => {
  const page = await visits.visit({ signedIn: true });
  await page.goto(`${visits.town.at.tek}/orders`);
  await untilLive(page);
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  expect(await barriersIn(page)).toEqual([]);
});
