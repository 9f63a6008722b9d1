import { readFileSync } from "node:fs";
import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { shopify, wooShops } from "#demo/shops.ts";
import { untilLive } from "./chromium.ts";
import { openAdmin, openVisits, rowOf, rowsOf } from "./visits.ts";

const visits = openVisits({ seed: 41, orders: 12 });
const berlin = wooShops[1].name;
const wholesale = wooShops[0].name;

async function openList(search = ""): Promise<Page> {
  const page = await visits.visit({ signedIn: true });
  await page.goto(`${visits.town.at.tek}/orders${search}`);
  await untilLive(page);
  return page;
}

/** Waits until the rows are those of the query that the controls show. */
const untilSettled = (page: Page) => page.locator('.tek-table[aria-busy="false"]').waitFor();

/** Chooses in a filter that opens below its button, and closes it. */
async function choose(page: Page, filter: string, option: string): Promise<void> {
  await page.getByRole("button", { name: filter, exact: true }).click();
  await page.getByRole("checkbox", { name: option, exact: true }).click();
  await page.getByRole("button", { name: `Remove ${option}` }).waitFor();
  await untilSettled(page);
  await page.keyboard.press("Escape");
}

describe("the order list", () => {
  test("shows the orders of three shops in both frames; numbers that exist twice differ by their shop", async () => {
    const page = await openList();
    const framed = await visits.visit();
    const frame = await openAdmin(framed, visits.town);
    await untilLive(frame);
    const place: readonly (Page | FrameLocator)[] = [page, frame];
    for (const one of place) {
      expect(await one.locator("[data-order]").count()).toBe(36);
      const twice = (await rowsOf(page)).find((row) => row.endsWith(` ${berlin}`))?.split(" ")[0] ?? "";
      for (const shop of [berlin, wholesale]) {
        const row = rowOf(one, shop, twice);
        await row.getByText(shop).first().waitFor();
        expect(await row.locator("strong").textContent()).toBe(twice);
      }
      expect(await one.locator("[data-order]", { hasText: twice }).count()).toBeGreaterThan(1);
    }
  });

  test("its bar and its table's head stay in sight, in both frames", async () => {
    const page = await openList();
    const framed = await visits.visit();
    const frame = await openAdmin(framed, visits.town);
    await untilLive(frame);
    // What sticks to a body as high as the window goes with the first of these screens.
    for (const one of [page, framed]) await one.setViewportSize({ width: 1280, height: 500 });
    const headOf = (place: Page | FrameLocator) =>
      place
        .locator(".tek-table thead th")
        .nth(1)
        .evaluate((head) => head.getBoundingClientRect().top);
    for (const place of [page, frame]) {
      await place
        .locator("[data-order]")
        .last()
        .evaluate((row) => row.scrollIntoView({ block: "end" }));
      expect(await place.locator("html").evaluate(() => window.scrollY)).toBeGreaterThan(600);
    }
    expect((await page.locator(".tek-bar").boundingBox())?.y).toBe(0);
    expect(await headOf(page)).toBe(52);
    expect(await headOf(frame)).toBe(0);
  });

  test("each tab shows as many orders as its count says", async () => {
    const page = await openList();
    const tabs = page.getByRole("navigation", { name: "Views" }).getByRole("link");
    for (const tab of await tabs.all()) {
      const count = Number(await tab.locator(".tek-count").textContent());
      await tab.click();
      await page.locator('.tek-tabs [aria-current="page"]', { hasText: (await tab.textContent()) ?? "" }).waitFor();
      await page
        .locator(".tek-strip", { hasText: count === 0 ? "No order" : new RegExp(`^${count} orders?$`) })
        .waitFor();
      expect(await page.locator("[data-order]").count()).toBe(count);
    }
  });

  test("filters by shop, payment and date narrow it, and stand in the address", async () => {
    const page = await openList();
    await choose(page, "Shop", berlin);
    expect(new Set((await rowsOf(page)).map((row) => row.split(" ").slice(1).join(" ")))).toEqual(new Set([berlin]));
    await choose(page, "Payment", "Paid");
    await page.waitForURL(/payment=paid/);
    const payments = await page.locator("[data-order] .tek-cell-payment .tek-badge").allTextContents();
    expect(new Set(payments)).toEqual(new Set(["Paid"]));

    const day = new Date(visits.town.now()).toISOString().slice(0, 10);
    await page.getByRole("button", { name: "Date", exact: true }).click();
    await page.getByLabel("From", { exact: true }).fill("2020-01-01");
    await page.getByLabel("To", { exact: true }).fill(day);
    await page.waitForURL(
      (address) => address.search.includes("from=2020-01-01") && address.search.includes(`to=${day}`),
    );
    expect(await page.locator("[data-order]").count()).toBe(payments.length);
    await page.getByLabel("To", { exact: true }).fill("2020-01-02");
    await page.getByRole("heading", { name: "No order matches" }).waitFor();
    await page.getByRole("main").getByRole("link", { name: "Clear filters" }).click();
    await page.waitForURL((address) => address.search === "");
    await rowOf(page, shopify.name, "#1001").waitFor();
  });

  test("a Turkish name is found however its i is typed", async () => {
    const page = await openList();
    const found: (readonly string[])[] = [];
    for (const typed of ["Işıl Yıldız", "IŞIL YILDIZ", "isil yildiz", "ışıl"]) {
      await page.getByRole("searchbox").fill("nobody is called so");
      await page.getByRole("heading", { name: "No order matches" }).waitFor();
      await page.getByRole("searchbox").fill(typed);
      await page.locator("[data-order]").first().waitFor();
      found.push(await rowsOf(page));
    }
    expect(found[0]?.length).toBeGreaterThan(0);
    for (const rows of found) expect(rows).toEqual(found[0]);
    for (const customer of await page.locator("[data-order] .tek-cell-customer").allTextContents())
      expect(customer).toContain("Işıl Yıldız");
  });

  test("sorts, and its address shows another browser the very same view", async () => {
    const page = await openList();
    await page.getByLabel("Sort").selectOption({ label: "Customer A–Z" });
    await page.waitForURL(/sort=customer/);
    await choose(page, "Shop", berlin);
    const customers = await page.locator("[data-order] .tek-customer span:first-child").allTextContents();
    expect(customers).toEqual([...customers].sort(new Intl.Collator("tr").compare));
    const other = await openList(new URL(page.url()).search);
    expect(await rowsOf(other)).toEqual(await rowsOf(page));
    expect(await other.getByLabel("Sort").inputValue()).toBe(await page.getByLabel("Sort").inputValue());
    await other.getByRole("button", { name: `Remove ${berlin}` }).waitFor();
  });

  test("the back button leads through what was chosen", async () => {
    const page = await openList();
    await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: /^Open/ }).click();
    await page.locator('.tek-tabs [aria-current="page"]', { hasText: "Open" }).waitFor();
    await untilSettled(page);
    const open = await rowsOf(page);
    await choose(page, "Shop", berlin);
    await page.goBack();
    await page.waitForURL((address) => address.search === "?tab=open");
    await page.getByRole("button", { name: `Remove ${berlin}` }).waitFor({ state: "hidden" });
    await untilSettled(page);
    expect(await rowsOf(page)).toEqual(open);
    await page.goBack();
    await page.waitForURL((address) => address.search === "");
    await rowOf(page, shopify.name, "#1001").waitFor();
  });

  test("a range is marked with Shift, the page by its head; what is filtered can be exported and has the tag", async () => {
    const page = await openList();
    await choose(page, "Shop", berlin);
    const rows = page.locator("[data-order]");
    const count = await rows.count();
    await rows.nth(1).getByRole("checkbox").click();
    await rows
      .nth(4)
      .getByRole("checkbox")
      .click({ modifiers: ["Shift"] });
    await page.getByText("4 selected").waitFor();
    await page.getByRole("button", { name: "Add tag", exact: true }).click();
    await page.getByRole("dialog").getByLabel("Tag").fill("=acil");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    await page.locator('[data-selected="true"] .tek-own-tag').nth(3).waitFor({ state: "attached" });
    await page.getByRole("checkbox", { name: "Select all on this page" }).click();
    await page.getByText(`${count} selected`).waitFor();

    await page.getByRole("button", { name: "Export", exact: true }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("button", { name: "Table (CSV)", exact: true }).click();
    const csv = readFileSync(await (await saved).path(), "utf8");
    const numbers = csv.split("\r\n").filter((line) => line.startsWith(berlin) && line.includes(",'=acil"));
    expect(numbers.length).toBeGreaterThanOrEqual(4);
    expect(
      csv
        .split("\r\n")
        .slice(1)
        .filter((line) => line && !line.startsWith(berlin)),
    ).toEqual([]);
  });

  test("columns are chosen and stay chosen; what an address says wrongly is told", async () => {
    const page = await openList("?state=frozen");
    await page.getByText("Not understood in the address and left out: state=frozen").waitFor();
    await page.getByRole("button", { name: "Columns", exact: true }).click();
    await page.getByRole("checkbox", { name: "Channel" }).click();
    await page.locator("th.tek-cell-channel").waitFor();
    await page.reload();
    await page.locator("th.tek-cell-channel").waitFor();
    await page.getByRole("button", { name: "Columns", exact: true }).click();
    await page.getByRole("button", { name: "Back to the usual ones", exact: true }).click();
    await page.locator("th.tek-cell-channel").waitFor({ state: "detached" });
  });

  test("pages lead on and back", async () => {
    const page = await openList("?limit=10");
    const first = await rowsOf(page);
    expect(first).toHaveLength(10);
    await page.getByRole("link", { name: "Next page" }).click();
    await page.getByRole("link", { name: "Previous page" }).waitFor();
    const second = await rowsOf(page);
    expect(second.filter((row) => first.includes(row))).toEqual([]);
    await page.getByRole("link", { name: "Previous page" }).click();
    await page.getByRole("link", { name: "Previous page" }).waitFor({ state: "hidden" });
    expect(await rowsOf(page)).toEqual(first);
  });
});
