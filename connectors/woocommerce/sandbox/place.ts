import { people } from "../../contract/sandbox/cast.ts";
import { ActRefused } from "./act-refused.ts";
import { addressOf } from "./catalog.ts";
import type { Product } from "./entities.ts";
import type { Address, Order } from "./order-entities.ts";
import type { OrderInput } from "./order-input.ts";
import { createOrder } from "./orders.ts";
import { priceOf, shownStock } from "./product-json.ts";
import { randomWord, type Shop } from "./shop.ts";

/** What a placed order may be told; the cast and chance decide the rest. */
export interface PlaceInput {
  /** An index into the cast's people, or an email of one of them. */
  readonly person?: number | string | undefined;
  /** By SKU or product id. */
  readonly lines?:
    | readonly { sku?: string | undefined; product?: number | undefined; quantity?: number | undefined }[]
    | undefined;
  readonly currency?: string | undefined;
  readonly payment?: string | undefined;
  readonly status?: string | undefined;
  readonly note?: string | undefined;
  readonly coupon?: string | undefined;
  readonly guest?: boolean | undefined;
}

const methods = [
  { id: "iyzico", title: "Kredi / banka kartı (iyzico)", weight: 6 },
  { id: "bacs", title: "Havale / EFT", weight: 2 },
  { id: "cod", title: "Kapıda ödeme", weight: 2 },
] as const;

const notes = [
  "Lütfen kapıyı çalmayın — bebek uyuyor 👶\nİkinci satır.",
  "Zile basmayın",
  "Hediye paketi olsun, fiş koymayın.",
  "Komşuya bırakabilirsiniz (Daire 7).",
];

/** Places an order as a shopper at the checkout would, and takes it to where its payment leads. */
export function placeOrder(shop: Shop, o: PlaceInput): Order {
  const roll = () => shop.world.chance();
  const person = personIndex(o.person) ?? Math.floor(roll() * people.length);
  const address = addressOf(person);
  const payment =
    methods.find(({ id }) => id === o.payment) ??
    (o.payment ? { id: o.payment, title: o.payment } : pickMethod(roll()));
  const customer = o.guest
    ? undefined
    : [...shop.state.customers.values()].find(({ email }) => email === address.email);
  const lines =
    o.lines?.map((line) => ({ product: findGood(shop, line), quantity: line.quantity ?? 1 })) ?? randomLines(shop);
  const subtotal = lines.reduce((all, { product, quantity }) => all + (priceOf(shop, product) ?? 0) * quantity, 0);
  const virtual = lines.every(({ product }) => product.virtual);
  const paid = payment.id !== "bacs" && payment.id !== "cod";
  const input: OrderInput = {
    status:
      o.status ??
      (payment.id === "bacs"
        ? "on-hold"
        : payment.id === "cod"
          ? "processing"
          : roll() < 0.07
            ? "failed"
            : "processing"),
    currency: o.currency ?? shop.currency,
    customer_id: customer?.id ?? 0,
    billing: address,
    shipping: virtual ? {} : shippingOf(address, roll()),
    payment_method: payment.id,
    payment_method_title: payment.title,
    created_via: "store-api",
    customer_note: o.note ?? (roll() < 0.2 ? (notes[Math.floor(roll() * notes.length)] ?? "") : ""),
    line_items: lines.map(({ product, quantity }) => ({
      product_id: product.id,
      quantity,
      ...(roll() < 0.12
        ? {
            meta_data: [
              { key: "Kişiye özel yazı", value: "Sevgiyle — Ayşe" },
              { key: "options", value: { renk: "altın", satırlar: ["x", "y"] } },
            ],
          }
        : {}),
    })),
    shipping_lines: virtual
      ? []
      : [
          {
            method_id: subtotal > 150_000 ? "free_shipping" : "flat_rate",
            method_title: subtotal > 150_000 ? "Ücretsiz kargo" : "Standart kargo",
            instance_id: "1",
            total: subtotal > 150_000 ? "0.00" : "59.90",
          },
        ],
    fee_lines: [
      ...(payment.id === "cod"
        ? [{ name: "Kapıda ödeme bedeli", total: "20.00", tax_status: "taxable" as const }]
        : []),
      ...(roll() < 0.06 ? [{ name: "Elden indirim", total: "-15.00", tax_status: "none" as const }] : []),
    ],
    coupon_lines: o.coupon ? [{ code: o.coupon }] : roll() < 0.15 ? [{ code: couponCode(shop, roll()) }] : [],
    meta_data: checkoutMeta(roll, shop.now()),
  };
  if (paid && input.status !== "failed" && input.status !== "pending")
    input.transaction_id = `pay_${randomWord(shop, 10)}`;
  return createOrder(shop, input);
}

/** The good behind a SKU or id. Throws with what to do when there is none. */
export function findGood(shop: Shop, line: { sku?: string | undefined; product?: number | undefined }): Product {
  const all = [...shop.state.products.values()];
  const found = line.product ? shop.state.products.get(line.product) : all.find((p) => p.sku === line.sku && line.sku);
  if (found && found.type !== "variable") return found;
  throw new ActRefused(
    `no good ${line.sku ?? line.product} can be bought here: name the SKU of a simple product or a variation`,
  );
}

function personIndex(person: number | string | undefined): number | undefined {
  if (typeof person === "number") return Math.abs(person) % people.length;
  const at = people.findIndex(({ email }) => email === person);
  return at < 0 ? undefined : at;
}

function pickMethod(roll: number) {
  const total = methods.reduce((all, { weight }) => all + weight, 0);
  let left = roll * total;
  for (const method of methods) {
    left -= method.weight;
    if (left < 0) return method;
  }
  return methods[0];
}

function randomLines(shop: Shop): { product: Product; quantity: number }[] {
  const goods = [...shop.state.products.values()].filter(
    (p) => p.type !== "variable" && p.status === "publish" && (priceOf(shop, p) ?? 0) > 0,
  );
  if (goods.length === 0) throw new ActRefused("the shop has no goods: lay some first (POST /_sandbox/lay)");
  const stocked = goods.filter((p) => shownStock(shop, p).owner.stockStatus !== "outofstock");
  // A shop that is sold out keeps selling: two shoppers may buy the last piece, and the API lets anybody oversell.
  const offered = stocked.length >= 3 ? stocked : goods;
  const many = 1 + Math.floor(shop.world.chance() ** 2 * 4);
  const picked = new Map<number, { product: Product; quantity: number }>();
  for (let i = 0; i < many; i++) {
    const product = offered[Math.floor(shop.world.chance() * offered.length)];
    if (product) picked.set(product.id, { product, quantity: 1 + Math.floor(shop.world.chance() ** 3 * 4) });
  }
  return [...picked.values()];
}

/** Now and then a parcel goes to somebody else than the one who pays. */
function shippingOf(address: Address, roll: number) {
  if (roll >= 0.1) return address;
  return {
    ...address,
    first_name: "Ayşe",
    last_name: "Günışığı",
    address_1: "Packstation 123",
    address_2: "Postnummer 456",
  };
}

/** What plugins leave in an order: text, lists and objects. */
function checkoutMeta(roll: () => number, now: number): NonNullable<OrderInput["meta_data"]> {
  const meta: NonNullable<OrderInput["meta_data"]> = [{ key: "is_vat_exempt", value: "no" }];
  if (roll() < 0.2) meta.push({ key: "_gift_message", value: "İyi ki doğdun!" });
  if (roll() < 0.15) meta.push({ key: "vat_number", value: "TR1234567890" });
  if (roll() < 0.1)
    meta.push({
      key: "_wc_shipment_tracking_items",
      value: [{ tracking_provider: "Yurtiçi", tracking_number: "YK123", date_shipped: String(now / 1000) }],
    });
  return meta;
}

/** The code of one of the shop's coupons. */
export function couponCode(shop: Shop, roll: number): string | undefined {
  const all = [...shop.state.coupons.values()];
  return all[Math.floor(roll * all.length)]?.code;
}
