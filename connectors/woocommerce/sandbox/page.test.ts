import { expect, test } from "vitest";
import { openTrialShop } from "./trial-shop.ts";

async function open(shop: ReturnType<typeof openTrialShop>, path: string) {
  const response = await shop.sandbox.handle(new Request(shop.options.origin + path));
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

test("the front page lists the newest orders with what can be done to each", async () => {
  const shop = openTrialShop();
  const { order } = shop.sandbox.act({ action: "place", person: 0, payment: "bacs" });
  const { text, type } = await open(shop, "/");
  expect(type).toContain("text/html");
  expect(text).toContain(`#${order} Işıl Yıldız`);
  expect(text).toContain(`data-body="{&quot;action&quot;:&quot;pay&quot;,&quot;order&quot;:${order}}"`);
  expect(text).toContain("Advance 1 day");
});

test("what goes wrong by one press stands above the orders", async () => {
  const shop = openTrialShop();
  shop.sandbox.act({ action: "place" });
  const { text } = await open(shop, "/");
  const [above = "", below = ""] = text.split("<table>");
  for (const label of ["Break the network", "Revoke all keys", "An unreadable order"])
    expect([above.includes(`>${label}<`), below.includes(`>${label}<`)]).toEqual([true, false]);
});

test("an unreadable order is placed and mended by a press, and only what is broken can be mended", async () => {
  const shop = openTrialShop();
  const press = async (label: string) => {
    const { text } = await open(shop, "/");
    const [, path, body] = new RegExp(`data-post="([^"]+)" data-body="([^"]+)">${label}<`).exec(text) ?? [];
    if (!path || !body) return null;
    const request = { method: "POST", body: body.replaceAll("&quot;", '"') };
    return (await shop.sandbox.handle(new Request(shop.options.origin + path, request))).json();
  };
  const { order: good } = shop.sandbox.act({ action: "place", currency: "EUR" });
  expect(await press("Mend unreadable orders")).toBeNull();
  const { order } = await press("An unreadable order");
  const currencyOf = async (id: number) => (await shop.one("GET", `/orders/${id}`)).currency;
  expect(await currencyOf(order)).toBe("gold");
  const before = (await shop.one("GET", `/orders/${order}`)).date_modified;
  await shop.world.advance(60_000);
  expect(await press("Mend unreadable orders")).toMatchObject({ done: true, order });
  expect([await currencyOf(order), await currencyOf(good)]).toEqual(["TRY", "EUR"]);
  expect((await shop.one("GET", `/orders/${order}`)).date_modified).not.toBe(before);
  expect(await press("Mend unreadable orders")).toBeNull();
  expect(() => shop.sandbox.act({ action: "mend" })).toThrow("no order is unreadable");
});

test("an order's page opens at both of WordPress' addresses, and is a 404 when the order is gone", async () => {
  const shop = openTrialShop();
  const { order } = shop.sandbox.act({ action: "place" });
  const paths = [
    `/wp-admin/post.php?post=${order}&action=edit`,
    `/wp-admin/admin.php?page=wc-orders&action=edit&id=${order}`,
  ];
  for (const path of paths)
    expect(await open(shop, path)).toMatchObject({ status: 200, text: expect.stringContaining(`Order #${order}`) });
  shop.sandbox.act({ action: "delete", order });
  for (const path of paths) expect((await open(shop, path)).status).toBe(404);
});

test("what people wrote stays text", async () => {
  const shop = openTrialShop();
  const { id } = await shop.one("POST", "/products", {
    name: "<img src=x onerror=alert(1)> & Söhne",
    regular_price: "1",
  });
  const { order } = shop.sandbox.act({ action: "place", note: "<script>alert(1)</script>", lines: [{ product: id }] });
  for (const path of ["/", `/wp-admin/post.php?post=${order}`]) {
    const { text } = await open(shop, path);
    expect(text).not.toContain("<script>alert");
    expect(text).not.toContain("<img src=x");
    expect(text).toContain("&amp; Söhne");
  }
});

test("the pictures of the goods are served where the API says they are", async () => {
  const shop = openTrialShop();
  for (const product of await shop.many("/products?per_page=100")) {
    if (product.images.length === 0) continue;
    const picture = await open(shop, new URL(product.images[0].src).pathname);
    expect([picture.status, picture.type]).toEqual([200, "image/svg+xml"]);
  }
  expect((await open(shop, "/wp-content/uploads/none.svg")).status).toBe(404);
});
