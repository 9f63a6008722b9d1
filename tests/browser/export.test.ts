import { describe, expect, test } from "vitest";
import { z } from "zod";
import { untilLive } from "./chromium.ts";
import { openVisits, rowsOf } from "./visits.ts";

const visits = openVisits({ seed: 63, orders: 12 });
const record = z.object({
  number: z.string(),
  shop: z.object({ name: z.string() }),
  payment: z.object({ state: z.string() }),
});

/** As the list names its rows: number and shop. */
const namesIn = (ndjson: string) =>
  ndjson
    .trimEnd()
    .split("\n")
    .map((line) => record.parse(JSON.parse(line)))
    .map(({ number, shop }) => `${number} ${shop.name}`);

describe("the export of a list", () => {
  test("holds what the list shows and nothing else, from the screen's address and from the command line alike", async () => {
    const page = await visits.visit({ signedIn: true });
    for (const filter of [
      "payment=paid",
      "q=ışıl",
      "payment=paid&q=KUPA&currency=TRY&least=100",
      "q=nobody-is-called-so",
    ]) {
      await page.goto(`${visits.town.at.tek}/orders?${filter}&limit=250`);
      await untilLive(page);
      const shown = await rowsOf(page);
      const answer = await page.request.get(`${visits.town.at.tek}/orders/export?format=ndjson&${encodeURI(filter)}`);
      expect(answer.headers()["content-type"]).toBe("application/x-ndjson; charset=utf-8");
      const exported = await answer.text();
      expect([filter, exported === "" ? [] : namesIn(exported).toSorted()]).toEqual([filter, shown.toSorted()]);
      const told = await visits.town.tek("orders", "export", "--format", "ndjson", "--filter", filter);
      expect(told).toBe(exported);
    }
  });

  test("is a table that Excel reads as UTF-8, in which no text is a formula", async () => {
    const { shopify } = visits.town;
    const lines = [{ sku: "VAZO-02", quantity: 1 }];
    const { order = "" } = shopify.act({
      action: "place",
      paid: true,
      person: 0,
      lines,
      note: '=HYPERLINK("http://x")',
    });
    shopify.act({ action: "tag", order, add: ["+Şüpheli"] });
    const { name = "" } = shopify.truth().orders.find(({ id }) => id === order) ?? {};
    await shopify.idle();
    await visits.town.tek("sync", "now");
    const page = await visits.visit({ signedIn: true });
    const answer = await page.request.get(
      `${visits.town.at.tek}/orders/export?format=csv&q=${encodeURIComponent(name)}`,
    );
    expect(answer.headers()).toMatchObject({
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="orders.csv"',
    });
    const bytes = await answer.body();
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString("utf8");
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).toContain(",'+Şüpheli,");
    expect(text.split("\r\n")).toHaveLength(3);
  });

  test("is refused to strangers, and in a format that it has not", async () => {
    const stranger = await visits.visit({ expected: [401] });
    const at = `${visits.town.at.tek}/orders/export`;
    expect((await stranger.request.get(`${at}?format=csv`)).status()).toBe(401);
    const page = await visits.visit({ signedIn: true, expected: [400] });
    expect((await page.request.get(`${at}?format=xlsx`)).status()).toBe(400);
  });
});
