import { expect, test } from "vitest";
import { toInstant } from "#app/domain/instant.ts";
import { eventCodes } from "#app/domain/orders/event.ts";
import type { TimelineEntry } from "#app/views/order-page.ts";
import { formatFor } from "../i18n/format.ts";
import { wordsFor } from "../i18n/words.ts";
import { addressLines, type Wording, wordingOf } from "./timeline-words.ts";

const at = toInstant(Date.UTC(2026, 10, 23, 13, 45));
const later = toInstant(Date.UTC(2026, 10, 24, 9, 0));

type Code = TimelineEntry["code"];
type Told = Partial<Pick<TimelineEntry, "params" | "was" | "became">>;

function worded(code: Code, told: Told = {}, locale: "en" | "tr" = "en"): Wording {
  const cause = { by: "command-line" } as const;
  const entry = { number: 1, at, code, params: {}, was: null, became: null, cause, ...told };
  return wordingOf(entry, { ...wordsFor(locale), format: formatFor(locale) }, "UTC");
}

/** An entry as a line: shop's words in quotes, `x →` for a value that became nothing. */
function line(code: Code, told: Told = {}, locale: "en" | "tr" = "en"): string {
  const { what, which, was, became, ends, quoted } = worded(code, told, locale);
  const value = (text: string) => (quoted ? `“${text}”` : text);
  const change = [
    was === null ? "" : value(was),
    was === null || ends ? "" : "→",
    became === null ? "" : value(became),
  ];
  return [what, which, ...change].filter(Boolean).join(" | ").replaceAll("\u00a0", " ");
}

const euros = (minor: number) => ({ shop: { minor, currency: "EUR" }, presentment: { minor, currency: "EUR" } });
const person = (name: string) => ({ person: { id: null, name, email: null, phone: null } });
const mug = { title: "Kupa", sku: "K1" };
const parcel = { units: 1, state: "sent" };
const transaction = { kind: "sale", status: "success", gateway: "iyzico" };

/** One of every event, with what it says in Turkish. */
const said: Readonly<Record<Code, readonly [told: Told, text: string]>> = {
  "order.found": [{ params: { number: "#7" }, became: euros(500) }, "Sipariş ilk kez okundu | #7 | 5,00 €"],
  "order.status": [{ was: "on-hold", became: "processing" }, "Mağaza durumu | “on-hold” | → | “processing”"],
  "order.state": [{ was: "on-hold", became: "open" }, "Durum | Askıda | → | Açık"],
  "order.number": [{ was: "#7", became: "#8" }, "Sipariş no | #7 | → | #8"],
  "order.placed-at": [{ was: at, became: later }, "Sipariş tarihi | 23 Kas 2026 13:45 | → | 24 Kas 2026 09:00"],
  "order.cancelled": [{ became: at }, "Sipariş iptal edildi | 23 Kas 2026 13:45"],
  "order.reopened": [{ was: at }, "İptal geri alındı | 23 Kas 2026 13:45"],
  "order.source": [{ was: "web", became: "pos" }, "Siparişin geldiği yer | “web” | → | “pos”"],
  "order.currency": [{ was: "TRY", became: "EUR" }, "Müşterinin gördüğü para birimi | TRY | → | EUR"],
  "order.test": [{ was: false, became: true }, "Deneme siparişi | Hayır | → | Evet"],
  "order.closed": [{ was: at }, "Mağazada kapatıldı | 23 Kas 2026 13:45 | →"],
  "order.completed": [{ became: at }, "Mağazada tamamlandı | 23 Kas 2026 13:45"],
  "order.customer": [{ was: person("Max"), became: { person: "erased" } }, "Müşteri | Max | → | silindi"],
  "order.shipping-address": [{ was: person("Max"), became: person("Ayşe") }, "Teslimat adresi | Max | → | Ayşe"],
  "order.billing-address": [{ was: person("Max") }, "Fatura adresi | Max | →"],
  "order.remarks": [{ became: { person: { note: "Acele", attributes: [] } } }, "Notlar | Acele"],
  "order.tags": [{ was: ["a"], became: [] }, "Etiketler | a | → | boş"],
  "order.own-tags": [{ was: ["a"], became: ["a", "b"] }, "Tek etiketleri | a | → | a, b"],
  "line.added": [{ params: mug, became: 2 }, "Ürün eklendi | Kupa · 2 adet"],
  "line.removed": [{ params: mug, was: 2 }, "Ürün çıkarıldı | Kupa · 2 adet"],
  "line.quantity": [{ params: mug, was: 2, became: 1200 }, "Adet | Kupa | 2 | → | 1.200"],
  "line.changed": [
    { params: { ...mug, field: "unit-price" }, was: euros(5), became: euros(6) },
    "Ürün değişti | Kupa · birim fiyat | 0,05 € | → | 0,06 €",
  ],
  "charge.added": [
    { params: { kind: "fee", title: "Paket" }, became: euros(5) },
    "Kalem eklendi | Ek ücret · Paket | 0,05 €",
  ],
  "charge.removed": [
    { params: { kind: "tax", title: "KDV" }, was: euros(5) },
    "Kalem çıkarıldı | KDV (vergi) · KDV | 0,05 €",
  ],
  "charge.changed": [
    { params: { kind: "coupon", title: "AZ" }, was: euros(5), became: euros(6) },
    "Kalem değişti | Kupon · AZ | 0,05 € | → | 0,06 €",
  ],
  "total.changed": [
    { params: { part: "paid" }, was: euros(5), became: euros(6) },
    "Tutar değişti | Ödenen | 0,05 € | → | 0,06 €",
  ],
  "total.discrepancy": [
    { was: euros(5), became: euros(6) },
    "Mağazanın kendi kalemlerinin toplamı | 0,05 € | → | 0,06 €",
  ],
  "payment.state": [{ was: "unpaid", became: "partly-paid" }, "Ödeme | Ödenmedi | → | Kısmen ödendi"],
  "payment.method": [{ was: "card", became: "iyzico" }, "Ödeme yöntemi | Kart | → | iyzico"],
  "payment.added": [{ params: transaction, became: euros(5) }, "Ödeme işlemi | Ödeme · Gerçekleşti · iyzico | 0,05 €"],
  "payment.changed": [
    { params: transaction, was: "pending", became: "success" },
    "Ödeme işlemi değişti | Ödeme · iyzico | Bekliyor | → | Gerçekleşti",
  ],
  "fulfillment.state": [{ was: "unfulfilled", became: "fulfilled" }, "Gönderim | Gönderilmedi | → | Gönderildi"],
  "fulfillment.added": [{ params: parcel, became: [] }, "Koli eklendi | 1 adet · Kargoya verildi"],
  "fulfillment.changed": [{ params: parcel, was: "sent" }, "Koli kaldırıldı | 1 adet · Kargoya verildi"],
  "fulfillment.tracking": [{ params: parcel, was: [], became: ["YK1", "YK2"] }, "Takip no | 1 adet | YK1, YK2"],
  "fulfillment.delivered": [
    { params: { ...parcel, by: "carrier-delivered" }, became: at },
    "Koli teslim edildi | kargo firması teslim edildiğini bildiriyor · 1 adet | 23 Kas 2026 13:45",
  ],
  "refund.added": [{ params: { units: 0 }, became: euros(5) }, "Para iadesi | 0,05 €"],
  "refund.removed": [{ params: { units: 1 }, was: euros(5) }, "Para iadesi kaldırıldı | 1 adet | 0,05 €"],
  "refund.changed": [{ params: { units: 1 }, was: euros(5), became: euros(5) }, "Para iadesi değişti | 1 adet"],
  "order.missing": [
    { was: "processing" },
    "Mağazada görünmüyor. Silinmiş sayılmadan önce Tek yeniden sorar | Mağaza durumu: “processing”",
  ],
  "order.hidden": [{ was: "processing" }, "Mağazada artık görünmüyor | Mağaza durumu: “processing”"],
  "order.deleted": [{ was: "REFUNDED/FULFILLED" }, "Mağazada silindi | Mağaza durumu: “REFUNDED/FULFILLED”"],
  "order.shown-again": [{ was: "hidden", became: "shown" }, "Mağazada yeniden görünüyor | Mağaza gizledi"],
  "order.erased": [{}, "Müşterinin isteğiyle kişisel bilgileri silindi"],
  "order.behind": [
    { was: later, became: at },
    "Mağaza daha eski bir hâl gösterdi; bizdeki korundu | 24 Kas 2026 09:00 | → | 23 Kas 2026 13:45",
  ],
  "order.set-back": [
    { was: later, became: at },
    "Mağaza eski hâlde ısrar etti; o alındı | 24 Kas 2026 09:00 | → | 23 Kas 2026 13:45",
  ],
  "shop.connected": [{}, "Mağaza bağlandı"],
  "shop.not-linked": [{}, "Bir mağaza bağlanamadı"],
  "shop.paused": [{}, "Mağaza duraklatıldı"],
  "shop.disconnected": [{}, "Mağazanın bağlantısı kesildi"],
  "shop.orders-deleted": [{ params: { orders: 2 } }, "Mağazanın siparişleri silindi"],
  "shop.resumed": [{}, "Mağaza yeniden başladı"],
  "shop.import-progress": [{}, "İçe aktarma sürüyor"],
  "shop.import-finished": [{}, "İçe aktarma bitti"],
  "order.quarantined": [{}, "Okunamadı; ayrıldı"],
  "order.released": [{}, "Yeniden okunabildi"],
};

test.each(eventCodes)("%s is told in words, without a bare code", (code) => {
  const [told, text] = said[code];
  expect(line(code, told, "tr")).toBe(text);
  expect(worded(code, told, "en").what).not.toBe(code);
});

test.each([
  ["open", "Being prepared"],
  ["sent", "Sent"],
  ["delivered", "Delivered"],
  ["cancelled", "Cancelled"],
  ["failed", "Failed"],
])("a parcel that is %s says so as its badge does", (state, word) => {
  const params = { units: 1, state };
  expect(line("fulfillment.added", { params, became: ["YK1"] })).toBe(`Parcel added | 1 unit · ${word} | YK1`);
  expect(line("fulfillment.changed", { params, was: state })).toBe(`Parcel removed | 1 unit · ${word}`);
  expect(line("fulfillment.changed", { params, was: "SUCCESS", became: "ERROR" })).toBe(
    `Parcel changed | 1 unit · ${word} | “SUCCESS” | → | “ERROR”`,
  );
  expect(line("fulfillment.changed", { params, was: "SUCCESS", became: "SUCCESS" })).toBe(
    `Parcel changed | 1 unit · ${word}`,
  );
});

test("a payment transaction that is gone says so with its amount alone", () => {
  expect(line("payment.changed", { params: transaction, was: euros(500) })).toBe(
    "Payment transaction removed | Payment · iyzico | €5.00",
  );
});

test("a value that was empty is left out, one that became empty is said", () => {
  expect(line("order.tags", { was: [], became: ["a", "b"] })).toBe("Tags | a, b");
  const sku = { ...mug, field: "sku" };
  expect(line("line.changed", { params: sku, was: "", became: "K1" })).toBe("Item changed | Kupa · SKU | K1");
  expect(line("line.changed", { params: sku, was: "K1", became: "" })).toBe(
    "Item changed | Kupa · SKU | K1 | → | empty",
  );
});

test("a withheld person is not shown", () => {
  const customer = { person: { id: null, name: "Max", email: "m@example.com", phone: null } };
  expect(line("order.customer", { was: customer, became: { person: { withheld: "masked" } } })).toBe(
    "Customer | Max, m@example.com | → | Not shown",
  );
});

test("an address is written as on a parcel, without empty lines", () => {
  const address = {
    name: "Max Weber",
    company: "",
    line1: "Torstr. 1",
    line2: null,
    city: "Berlin",
    province: null,
    provinceCode: null,
    zip: "10119",
    country: "DE",
    phone: null,
  };
  expect(addressLines(address, formatFor("en"))).toEqual(["Max Weber", "Torstr. 1", "10119 Berlin", "Germany"]);
  expect(addressLines({ ...address, country: "Almanya" }, formatFor("tr")).at(-1)).toBe("Almanya");
});

test("a Turkish province has its name, unless the city has it already", () => {
  const blank = { name: null, company: null, line1: null, line2: null, zip: null, phone: null, province: null };
  const region = (city: string, provinceCode: string) =>
    addressLines({ ...blank, city, provinceCode, country: "TR" }, formatFor("tr")).at(-1);
  expect(region("Kadıköy", "TR34")).toBe("İstanbul, Türkiye");
  expect(region("Düzce", "TR-81")).toBe("Türkiye");
  expect(region("ANTALYA", "TR07")).toBe("Türkiye");
  expect(region("Bitlis", "TR82")).toBe("TR82, Türkiye");
});
