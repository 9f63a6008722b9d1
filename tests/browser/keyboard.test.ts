import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { untilLive } from "./chromium.ts";
import { openVisits, rowsOf } from "./visits.ts";

const visits = openVisits({ seed: 61, orders: 6 });

async function openList(): Promise<Page> {
  const page = await visits.visit({ signedIn: true });
  await page.goto(`${visits.town.at.tek}/orders`);
  await untilLive(page);
  return page;
}

/** The place in the list, from 0, of the row that has the focus; -1 when none has. */
const focusedRow = (page: Page) =>
  page.locator("[data-order]").evaluateAll((rows) => rows.findIndex((row) => row.contains(document.activeElement)));

describe("the keyboard alone", () => {
  test("j and k walk the rows, x marks one, Enter opens it, Escape comes back to it", async () => {
    const page = await openList();
    await page.keyboard.press("j");
    expect(await focusedRow(page)).toBe(0);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    expect(await focusedRow(page)).toBe(2);
    await page.keyboard.press("k");
    expect(await focusedRow(page)).toBe(1);
    await page.keyboard.press("x");
    await page.getByText("1 selected").waitFor();
    expect(await page.locator('[data-order][data-selected="true"]').count()).toBe(1);

    const [, second = ""] = await rowsOf(page);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: `Order ${second.split(" ")[0]}` }).waitFor();
    await page.keyboard.press("Escape");
    await page.locator("[data-order] .tek-row-link:focus").waitFor();
    expect(await focusedRow(page)).toBe(1);
  });

  test("/ goes to the search, Escape leaves it and keeps what was typed", async () => {
    const page = await openList();
    await page.keyboard.press("/");
    expect(await page.getByRole("searchbox").evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type("j k #1001");
    await page.keyboard.press("Escape");
    await page.waitForURL((address) => address.searchParams.get("q") === "j k #1001");
    expect(await page.getByRole("searchbox").inputValue()).toBe("j k #1001");
    expect(await page.getByRole("searchbox").evaluate((field) => field === document.activeElement)).toBe(false);
  });

  test("g s and g o go to the shops and the orders, ? lists the keys", async () => {
    const page = await openList();
    await page.keyboard.type("gs");
    await page.getByRole("heading", { level: 1, name: "Shops" }).waitFor();
    await page.keyboard.type("go");
    await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
    await page.keyboard.press("?");
    const keys = page.getByRole("dialog", { name: "Keyboard" });
    await keys.waitFor();
    await page.keyboard.press("Escape");
    await keys.waitFor({ state: "hidden" });
    await page.getByRole("heading", { level: 1, name: "Orders" }).waitFor();
  });

  test("Escape closes an open filter and goes back to its button; no other key reaches past it", async () => {
    const page = await openList();
    for (const name of ["Shop", "Date"]) {
      const button = page.getByRole("button", { name, exact: true });
      await button.click();
      const open = page.locator(".tek-dropdown");
      await open.waitFor();
      await open.locator("input").first().focus();
      await page.keyboard.press("?");
      expect(await page.getByRole("dialog", { name: "Keyboard" }).count()).toBe(0);
      await page.keyboard.press("Escape");
      await open.waitFor({ state: "detached" });
      expect(await button.evaluate((one) => one === document.activeElement)).toBe(true);
    }
  });

  test("a whole story: find, filter, select three, tag them, save a view, open, come back to the same row", async () => {
    const page = await openList();
    await page.keyboard.press("/");
    await page.keyboard.type("KUPA");
    await page.keyboard.press("Enter");
    await page.waitForURL(/q=KUPA/);
    await page.locator('.tek-table[aria-busy="false"]').waitFor();
    await page.keyboard.press("Escape");

    await page.getByRole("button", { name: "Payment", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("checkbox", { name: "Paid", exact: true }).focus();
    await page.keyboard.press("Space");
    await page.waitForURL(/payment=paid/);
    await page.locator('.tek-table[aria-busy="false"]').waitFor();
    await page.keyboard.press("Escape");
    await page.locator(".tek-dropdown").waitFor({ state: "detached" });
    const found = await rowsOf(page);
    expect(found.length).toBeGreaterThan(3);

    await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    for (let row = 0; row < 3; row++) {
      await page.keyboard.press("j");
      await page.keyboard.press("x");
    }
    await page.getByText("3 selected").waitFor();
    await page.keyboard.press("t");
    const dialog = page.getByRole("dialog", { name: "Tag 3 orders" });
    await dialog.waitFor();
    await page.keyboard.type("Kırılır");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await page.locator('[data-order][data-selected="true"] .tek-own-tag').nth(2).waitFor({ state: "attached" });
    expect(await focusedRow(page)).toBe(2);
    expect(await rowsOf(page)).toEqual(found);

    await page.getByRole("button", { name: "Save view", exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Name").waitFor();
    await page.keyboard.type("Paid cups");
    await page.keyboard.press("Enter");
    const tab = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: /^Paid cups/ });
    await tab.waitFor();
    expect(await tab.getAttribute("aria-current")).toBe("page");
    expect(Number(await tab.locator(".tek-count").textContent())).toBe(found.length);
    await page.locator(".tek-dropdown").waitFor({ state: "detached" });

    await page.keyboard.press("j");
    await page.keyboard.press("j");
    const row = await focusedRow(page);
    await page.keyboard.press("Enter");
    await page.locator(".tek-timeline").waitFor();
    await page.keyboard.press("Escape");
    await page.locator("[data-order] .tek-row-link:focus").waitFor();
    expect(await focusedRow(page)).toBe(row);
    expect(await rowsOf(page)).toEqual(found);
  });

  test("Tab reaches the content at once, and every control of the list says what it is", async () => {
    const page = await openList();
    await page.keyboard.press("Tab");
    await page.locator(".tek-skip:focus").waitFor();
    await page.keyboard.press("Enter");
    const nameless = await page.evaluate(() =>
      [...document.querySelectorAll("main a, main button, main input, main select")]
        .filter((control) => control.getClientRects().length > 0)
        .filter((control) => {
          const labels =
            control instanceof HTMLInputElement || control instanceof HTMLSelectElement ? control.labels : null;
          return !(control.textContent?.trim() || control.getAttribute("aria-label") || labels?.length);
        })
        .map((control) => control.outerHTML),
    );
    expect(nameless).toEqual([]);
  });
});
