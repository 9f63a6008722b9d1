import { expect, test } from "vitest";
import { untilLive } from "./chromium.ts";
import { openVisits } from "./visits.ts";

const visits = openVisits({ seed: 96, orders: 6 });

test("walks through a filtered list by keys, and comes back to the row of the order that was left", async () => {
  const page = await visits.visit({ signedIn: true });
  await page.goto(`${visits.town.at.tek}/orders?sort=total&limit=4`);
  await untilLive(page);
  const rows = await page.locator("[data-order]").evaluateAll((all) =>
    all.map((row) => ({
      id: row.getAttribute("data-order") ?? "",
      number: row.querySelector(".tek-row-link strong")?.textContent ?? "",
    })),
  );
  /** The address changes a moment before the page does. */
  const shown = async (at: number) => {
    await page.waitForURL((url) => url.pathname === `/orders/${rows[at]?.id}`);
    await page.getByRole("heading", { name: `Order ${rows[at]?.number}`, exact: true }).waitFor();
  };
  await page.locator(".tek-row-link").first().click();
  await shown(0);
  expect(new URL(page.url()).search).toBe("?sort=total&limit=4");
  await page.getByTitle("This is the first of the list").waitFor();
  for (const at of [1, 2, 3]) {
    await page.keyboard.press("]");
    await shown(at);
  }
  await page.keyboard.press("[");
  await shown(2);
  await page.keyboard.press("Escape");
  await page.waitForURL((url) => url.pathname === "/orders");
  expect(new URL(page.url()).search).toBe("?sort=total&limit=4");
  await page.locator(`[data-order="${rows[2]?.id}"] .tek-row-link:focus`).waitFor();

  // Beyond the page: the way back leads to one that holds the order.
  await page.goto(`${visits.town.at.tek}/orders/${rows[3]?.id}?sort=total&limit=4`);
  await page.getByRole("link", { name: "Next in the list" }).click();
  await page.waitForURL((url) => !url.pathname.endsWith(rows[3]?.id ?? ""));
  const beyond = new URL(page.url()).pathname.replace("/orders/", "");
  await page.getByRole("link", { name: "Back to orders" }).click();
  await page.locator(`[data-order="${beyond}"] .tek-row-link:focus`).waitFor();
});

test("shows the order as it came, and what else its customer ordered in the other shops", async () => {
  const { town } = visits;
  const lines = [{ sku: "VAZO-02", quantity: 1 }];
  const page = await visits.visit({ signedIn: true });
  const [first, second] = town.woo.map(
    (shop) => shop.act({ action: "place", payment: "bacs", person: 3, lines }).order,
  );
  await town.tek("sync", "now");
  await page.goto(`${town.at.tek}/orders?q=${first}`);
  await page
    .locator(".tek-row-link", { hasText: `#${first}` })
    .first()
    .click();
  await page.getByRole("heading", { name: "The customer’s other orders" }).waitFor();
  await page
    .locator(".tek-others")
    .getByRole("link", { name: `#${second}`, exact: true })
    .first()
    .waitFor();
  await page.getByText("Content as the shop sent it").click();
  await page.getByText(`"id": ${first},`).first().waitFor();
  await page.getByText(/^Came as /).waitFor();
});
