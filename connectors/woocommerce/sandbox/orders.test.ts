import { expect, test } from "vitest";
import recorded from "./fixtures/errors.json" with { type: "json" };
import { openTrialShop } from "./trial-shop.ts";

const ids = (list: { id?: number }[]) => list.map(({ id }) => id);

/** Three orders, one a minute, from 12:00 Istanbul time (09:00 UTC). */
async function threeOrders() {
  const shop = openTrialShop();
  const placed: number[] = [];
  for (let i = 0; i < 3; i++) {
    placed.push(
      shop.sandbox.act({ action: "place", payment: "iyzico", status: "processing", lines: [{ sku: "TABAK-6" }] }).order,
    );
    await shop.world.advance(60_000);
  }
  const [a = 0, b = 0, c = 0] = placed;
  return { shop, a, b, c };
}

test("modified_after leaves out the second that it names", async () => {
  const { shop, b, c } = await threeOrders();
  const found = await shop.many(
    "/orders?modified_after=2026-11-23T09:00:00&dates_are_gmt=true&order=asc&orderby=modified",
  );
  expect(ids(found)).toEqual([b, c]);
  expect(ids(await shop.many("/orders?modified_before=2026-11-23T09:01:00&dates_are_gmt=true"))).not.toContain(b);
});

test("a threshold without a zone is the shop's own time unless dates_are_gmt is set", async () => {
  const { shop, b, c } = await threeOrders();
  expect(ids(await shop.many("/orders?modified_after=2026-11-23T12:00:00&order=asc"))).toEqual([b, c]);
  expect(ids(await shop.many("/orders?modified_after=2026-11-23T12:00:00Z&order=asc"))).toEqual([]);
});

test("a zone together with dates_are_gmt moves the threshold by three hours and misses changes", async () => {
  const { shop, b, c } = await threeOrders();
  expect(ids(await shop.many("/orders?modified_after=2026-11-23T09:00:00Z&order=asc"))).toEqual([b, c]);
  expect(await shop.many("/orders?modified_after=2026-11-23T09:00:00Z&dates_are_gmt=true")).toEqual([]);
  expect(await shop.many("/orders?modified_after=2026-11-23T09:00:00.000Z&dates_are_gmt=true")).toEqual([]);
  expect(await shop.many("/orders?modified_after=2026-11-23T12:00:00%2B03:00&dates_are_gmt=true")).toEqual([]);
});

test("a fraction of a second makes the list read UTC as the shop's time even without the flag", async () => {
  const { shop, a, b, c } = await threeOrders();
  expect(ids(await shop.many("/orders?modified_after=2026-11-23T09:00:00.000Z&order=asc"))).toEqual([a, b, c]);
});

test("any leaves the trash out, even where trash is named with it; trash by name is shown", async () => {
  const { shop, a, b, c } = await threeOrders();
  await shop.call("DELETE", `/orders/${b}`);
  for (const status of ["any", "any,trash", "trash,any"])
    expect(ids(await shop.many(`/orders?status=${status}&order=asc`))).toEqual([a, c]);
  expect(ids(await shop.many("/orders?order=asc"))).toEqual([a, c]);
  expect(ids(await shop.many("/orders?status=trash"))).toEqual([b]);
  expect(ids(await shop.many("/orders?status[]=trash&status[]=processing&order=asc"))).toEqual([a, b, c]);
});

test("the trash answers with the old status, and with 410 the second time; deletion for good leaves nothing", async () => {
  const { shop, a } = await threeOrders();
  const order = await shop.one("DELETE", `/orders/${a}`);
  expect(order.status).toBe("processing");
  expect((await shop.one("GET", `/orders/${a}`)).status).toBe("trash");
  expect((await shop.call("DELETE", `/orders/${a}`)).status).toBe(410);
  expect((await shop.one("DELETE", `/orders/${a}?force=true`)).status).toBe("trash");
  const gone = await shop.call("GET", `/orders/${a}`);
  expect({ status: gone.status, body: gone.body }).toEqual(recorded["404-force-deleted-order"]);
  expect(shop.sandbox.truth().deleted).toEqual([a]);
});

test("pages carry totals and links, and a page beyond the last says that there is nothing", async () => {
  const { shop, c } = await threeOrders();
  const first = await shop.call("GET", "/orders?per_page=2");
  expect(first.headers.get("x-wp-total")).toBe("3");
  expect(first.headers.get("x-wp-totalpages")).toBe("2");
  expect(first.headers.get("link")).toMatch(/\/wp-json\/wc\/v3\/orders\?per_page=2&.*page=2>; rel="next"$/);
  const second = await shop.call("GET", "/orders?per_page=2&page=2");
  expect(second.headers.get("link")).toMatch(/page=1&?.*>; rel="prev"$/);
  const beyond = await shop.call("GET", "/orders?per_page=2&page=9");
  expect([beyond.status, beyond.body, beyond.headers.get("x-wp-total")]).toEqual([200, [], "0"]);
  expect(ids(await shop.many("/orders?per_page=1&offset=0"))).toEqual([c]);
});

test("_fields keeps only what it names, _links included", async () => {
  const { shop, a } = await threeOrders();
  const order = await shop.one("GET", `/orders/${a}?_fields=id,billing.email,date_modified_gmt`);
  expect(order).toEqual({ id: a, billing: { email: expect.any(String) }, date_modified_gmt: "2026-11-23T09:00:00" });
});

test("an empty PUT moves the modified date; a note and a deleted refund do not", async () => {
  const { shop, a } = await threeOrders();
  const modified = async () => (await shop.one("GET", `/orders/${a}`)).date_modified_gmt;
  await shop.call("POST", `/orders/${a}/notes`, { note: "Kargoya verildi: YK123" });
  expect(await modified()).toBe("2026-11-23T09:00:00");
  await shop.call("PUT", `/orders/${a}`, {});
  expect(await modified()).toBe("2026-11-23T09:03:00");
  const refund = await shop.one("POST", `/orders/${a}/refunds`, { amount: "1.00", api_refund: false });
  await shop.world.advance(5000);
  await shop.call("DELETE", `/orders/${a}/refunds/${refund.id}?force=true`);
  expect(await modified()).toBe("2026-11-23T09:03:00");
});

test("what the API refuses it refuses in the recorded words", async () => {
  const { shop, a } = await threeOrders();
  const refused = async (name: keyof typeof recorded, method: string, path: string, body?: unknown) => {
    const answer = await shop.call(method, path, body);
    expect({ status: answer.status, body: answer.body }).toEqual(recorded[name]);
  };
  await refused("400-invalid-param-date", "GET", "/orders?modified_after=notadate");
  await refused("400-invalid-param-per-page", "GET", "/orders?per_page=101");
  await refused("400-invalid-param-status", "GET", "/orders?status=bogus");
  await refused("400-invalid-status-on-update", "PUT", `/orders/${a}`, { status: "bogus" });
  await refused("400-invalid-json", "PUT", `/orders/${a}`, "{bad");
  await refused("400-line-without-product", "POST", "/orders", {
    line_items: [{ name: "Custom made item", quantity: 1, total: "99.00" }],
  });
  await refused("404-missing-order", "GET", "/orders/999999");
  await refused("404-no-route", "GET", "/nope");
  await refused("413-batch-over-100", "POST", "/orders/batch", {
    update: Array.from({ length: 101 }, () => ({ id: a })),
  });
});

test("a batch skips the checks: an unknown status becomes pending, and an unknown id is an error inside a 200", async () => {
  const { shop, a } = await threeOrders();
  const answer = await shop.one("POST", "/orders/batch", {
    update: [
      { id: a, status: "bogus" },
      { id: 999999, status: "completed" },
    ],
  });
  expect(answer.update[0].status).toBe("pending");
  expect(answer.update[1]).toEqual({
    id: 999999,
    error: { code: "woocommerce_rest_shop_order_invalid_id", message: "ID is invalid.", data: { status: 400 } },
  });
});
