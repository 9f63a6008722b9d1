import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { untilLive } from "./chromium.ts";
import { openVisits, rowsOf } from "./visits.ts";

const visits = openVisits({ seed: 62, orders: 12 });

/** What has the focus, as a screen reader would call it. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const one = document.activeElement;
    if (!(one instanceof HTMLElement)) return "";
    const labels = one instanceof HTMLInputElement || one instanceof HTMLSelectElement ? [...(one.labels ?? [])] : [];
    return (one.getAttribute("aria-label") ?? labels[0]?.textContent ?? one.textContent ?? "").trim();
  });

/** Presses Tab until the named control has the focus; fails where Tab does not lead to it. */
async function tabTo(page: Page, name: string | RegExp, key = "Tab"): Promise<void> {
  const passed: string[] = [];
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press(key);
    const reached = await focused(page);
    if (typeof name === "string" ? reached === name : name.test(reached)) return;
    passed.push(reached);
  }
  throw new Error(`Tab does not lead to ${name}; it passed ${passed.join(", ")}`);
}

const heading = (page: Page, name: string | RegExp) => page.getByRole("heading", { level: 1, name }).waitFor();
const settled = (page: Page) => page.locator('.tek-table[aria-busy="false"]').waitFor();
const closed = (page: Page) => page.locator(".tek-dropdown").waitFor({ state: "detached" });

describe("a day's work without a mouse", () => {
  test("search, filter, mark a range, tag it, walk from order to order, look at the shops, what was set aside and the keys", async () => {
    const page = await visits.visit({ signedIn: true });
    await page.addInitScript(() => {
      for (const kind of ["pointerdown", "mousedown"])
        window.addEventListener(kind, () => console.error(`a mouse was used: ${kind}`), { capture: true });
    });
    await page.goto(`${visits.town.at.tek}/orders`);
    await untilLive(page);

    await page.keyboard.press("/");
    await page.keyboard.type("KUPA");
    await page.waitForURL(/q=KUPA/);
    await settled(page);
    await tabTo(page, "Payment");
    await page.keyboard.press("Enter");
    await page.locator(".tek-dropdown").waitFor();
    for (let press = 0; (await focused(page)) !== "Paid"; press++) {
      expect(press).toBeLessThan(12);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Space");
    await page.waitForURL(/payment=paid/);
    await page.getByRole("button", { name: "Remove Paid" }).waitFor();
    await settled(page);
    await page.keyboard.press("Escape");
    await closed(page);
    expect(await focused(page)).toBe("Payment (1)");
    const found = await rowsOf(page);
    expect(found.length).toBeGreaterThan(4);

    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    for (let step = 0; step < 3; step++) await page.keyboard.press("j");
    await page.keyboard.press("Shift+X");
    await page.getByText("4 selected").waitFor();
    expect(await page.locator('[data-order][data-selected="true"]').count()).toBe(4);
    await page.keyboard.press("t");
    await page.getByRole("dialog", { name: "Tag 4 orders" }).waitFor();
    await page.keyboard.type("Kırılır");
    await page.keyboard.press("Enter");
    await page.locator('[data-order][data-selected="true"] .tek-own-tag').nth(3).waitFor({ state: "attached" });
    expect(await rowsOf(page)).toEqual(found);

    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    const numberAt = (at: number) => found[at]?.split(" ")[0] ?? "";
    await heading(page, `Order ${numberAt(1)}`);
    await page.getByRole("region", { name: "Our tags" }).getByText("Kırılır").waitFor();
    await page.keyboard.press("]");
    await heading(page, `Order ${numberAt(2)}`);
    await page.keyboard.press("[");
    await heading(page, `Order ${numberAt(1)}`);
    await page.keyboard.press("Escape");
    await page.locator("[data-order] .tek-row-link:focus").waitFor();
    expect(await page.locator("[data-order]:has(.tek-row-link:focus) strong").textContent()).toBe(numberAt(1));

    await page.keyboard.type("gs");
    await heading(page, "Shops");
    await page.keyboard.type("ga");
    await heading(page, "Set aside");
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Keyboard" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog", { name: "Keyboard" }).waitFor({ state: "hidden" });
    await page.keyboard.type("go");
    await heading(page, "Orders");
  });

  test("choose columns, save a view, and go through it, all by Tab, Enter and Space", async () => {
    const page = await visits.visit({ signedIn: true });
    await page.goto(`${visits.town.at.tek}/orders?payment=paid`);
    await untilLive(page);
    await tabTo(page, "Columns");
    await page.keyboard.press("Enter");
    await page.locator(".tek-dropdown").waitFor();
    for (let press = 0; (await focused(page)) !== "Country"; press++) {
      expect(press).toBeLessThan(20);
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Space");
    await page.getByRole("columnheader", { name: "Country" }).waitFor();
    await page.keyboard.press("Escape");
    await closed(page);
    await page.reload();
    await untilLive(page);
    await page.getByRole("columnheader", { name: "Country" }).waitFor();

    await tabTo(page, "Save view");
    await page.keyboard.press("Enter");
    await page.getByLabel("Name").waitFor();
    await page.keyboard.type("Paid ones");
    await page.keyboard.press("Enter");
    const tab = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: /^Paid ones/ });
    await tab.waitFor();
    await page.getByText("View saved", { exact: true }).waitFor();
    await closed(page);
    expect(await focused(page)).toBe("Edit view");
    await page.keyboard.type("go");
    await page.waitForURL((address) => address.search === "");
    await tabTo(page, /^Paid ones/, "Shift+Tab");
    await page.keyboard.press("Enter");
    await page.waitForURL(/payment=paid/);
    await page.locator('.tek-tabs [aria-current="page"]', { hasText: "Paid ones" }).waitFor();
  });
});
