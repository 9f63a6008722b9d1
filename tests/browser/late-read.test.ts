import type { Route } from "playwright-core";
import { expect, test } from "vitest";
import { untilLive } from "./chromium.ts";
import { shopsOf } from "./shops-of-the-town.ts";
import { openVisits } from "./visits.ts";

const visits = openVisits({ seed: 24, orders: 6 });

test("what was saved is not hidden by a read that began before it and came after it", async () => {
  const page = await visits.visit({ signedIn: true });
  await page.goto(`${visits.town.at.tek}/orders?payment=paid`);
  await untilLive(page);
  // The read that the new order asks for is answered as the server sees it now, and told only when the view was saved.
  const late: (() => Promise<void>)[] = [];
  let reads = 0;
  await page.route(/\/orders\.data\?/, async (route: Route) => {
    if (route.request().method() !== "GET") return await route.fallback();
    reads += 1;
    if (reads > 1) return await route.fallback();
    const answer = await route.fetch();
    const body = await answer.body();
    late.push(() => route.fulfill({ response: answer, body }));
  });
  shopsOf(visits.town)[0]?.place();
  await expect.poll(() => late.length, { timeout: 30_000 }).toBe(1);

  await page.getByRole("button", { name: "Save view", exact: true }).click();
  await page.getByLabel("Name").fill("Paid ones");
  await page.keyboard.press("Enter");
  const tab = page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: /^Paid ones/ });
  await tab.waitFor();
  const before = reads;
  await late[0]?.();
  await expect.poll(() => reads, { timeout: 30_000 }).toBe(before + 1);
  await expect.poll(() => tab.count(), { timeout: 30_000 }).toBe(1);
});
