import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { OrderSnapshot } from "../../app/domain/orders/snapshot.ts";
import { readOrder } from "./map-order.ts";
import { readJson } from "./read-json.ts";
import { altered, reading, recorded, site } from "./recordings.ts";
import { Unmappable } from "./unmappable.ts";

const order = (name: string): OrderSnapshot => reading(name).snapshot;
const minor = (amount: { shop: { minor: number } }) => amount.shop.minor;

const linesOf = (name: string) =>
  z.object({ line_items: z.array(z.looseObject({})) }).parse(recorded(`orders/${name}.json`).value).line_items;

describe("an order's people and words", () => {
  it("keep Turkish letters, and a guest has no id", () => {
    const { people, number, adminUrl } = order("guest-processing");
    expect(people.customer).toMatchObject({ id: null });
    expect(order("variation-line").people.shipping).toEqual({
      name: "Şükrü Öğüt",
      company: "Iğdır İnşaat A.Ş.",
      line1: "Atatürk Bulvarı No:12/A",
      line2: "Daire 5",
      city: "Çankaya",
      province: "TR06",
      provinceCode: "TR06",
      zip: "06420",
      country: "TR",
      phone: "0 (312) 000 00 00",
    });
    expect(number).toBe("#56");
    expect(adminUrl).toBe(`${site}/wp-admin/admin.php?page=wc-orders&action=edit&id=56`);
  });

  it("are absent, not empty, where a counter sale has nobody", () => {
    expect(order("no-billing").people).toEqual({ customer: null, shipping: null, billing: null, remarks: null });
  });

  it("show plain meta as attributes and everything else as unknown", () => {
    const { snapshot, unknown } = reading("metadata");
    expect(snapshot.people.remarks).toEqual({
      note: null,
      attributes: [
        { name: "flag", value: "1" },
        { name: "vat_number", value: "TR1234567890" },
      ],
    });
    expect(unknown).toEqual([
      { path: "meta_data._gift_message", value: '"İyi ki doğdun!"' },
      { path: "line_items.39.meta_data._internal", value: '"hidden"' },
      { path: "line_items.39.meta_data.options", value: '{"a":1,"b":["x","y"]}' },
    ]);
    expect(snapshot.lines[0]?.options).toEqual([{ name: "Engraving", value: "Sevgiyle — Ayşe" }]);
  });

  it("show a field that no WooCommerce knows", () => {
    const { unknown } = altered("guest-processing", { loyalty: { points: 5 } });
    expect(unknown).toContainEqual({ path: "loyalty", value: '{"points":5}' });
  });

  it("name a variation apart from its product", () => {
    expect(
      order("variation-line").lines.map((l) => [l.title, l.variantTitle, l.sku, l.productId, l.variantId]),
    ).toEqual([
      ["Tişört", "Kırmızı, M", "TSH-RED-M", "43", "45"],
      ["Tişört", "S", "TSH-ANY-S", "43", "49"],
      ["Parent-managed stock poster", "A3", "POSTER-A3", "50", "51"],
    ]);
  });

  it("survive a deleted product, a line without SKU and an encoded name", () => {
    expect(order("deleted-product").lines[0]).toMatchObject({
      title: "Will be deleted",
      sku: null,
      productId: null,
      variantId: null,
    });
    expect(order("multi-line").lines.filter((l) => l.sku === null)).toHaveLength(1);
    const lines = linesOf("guest-processing");
    const { snapshot } = altered("guest-processing", {
      line_items: lines.map((l) => ({ ...l, name: "Kahve &amp; Çay &#8211; 1" })),
    });
    expect(snapshot.lines[0]?.title).toBe("Kahve & Çay – 1");
  });
});

describe("real life", () => {
  it("keeps ids beyond 2^53 exact", () => {
    const text = recorded("orders/guest-processing.json").text.replace(/"id": 56,/, '"id": 92233720368547758079,');
    expect(readOrder({ value: readJson(text)?.value, text }, null, site).snapshot.id).toBe("92233720368547758079");
  });

  it("reads lists that PHP wrote as objects, and totals that a plugin made numbers", () => {
    const line_items = linesOf("guest-processing");
    const { snapshot } = altered("guest-processing", {
      line_items: { "1": line_items[0] },
      total: 22.66,
      meta_data: null,
    });
    expect([snapshot.lines.length, minor(snapshot.totals.total.stated)]).toEqual([1, 2266]);
  });

  it.each<[Record<string, unknown>, string, string]>([
    [{ total: "12,50 €" }, "woocommerce.amount-unreadable", "total"],
    [{ currency: "euros" }, "woocommerce.currency-unknown", "euros"],
    [{ date_created_gmt: "0000-00-00T00:00:00" }, "woocommerce.date-unreadable", "date_created_gmt"],
    [{ line_items: "none" }, "woocommerce.order-unreadable", "line_items"],
  ])("names what it cannot understand: %o", (change, code, param) => {
    let caught: unknown;
    try {
      altered("guest-processing", change);
    } catch (error) {
      caught = error;
    }
    if (!(caught instanceof Unmappable)) throw new Error(`Expected an Unmappable, got ${String(caught)}`);
    expect(caught.code).toBe(code);
    expect(Object.values(caught.params)).toContain(param);
  });
});
