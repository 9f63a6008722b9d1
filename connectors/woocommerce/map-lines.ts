import { toExternalId } from "../../app/domain/ids.ts";
import type { Attribute, Coupon, Fee, OrderLine, ShippingLine, Tax } from "../../app/domain/orders/snapshot.ts";
import type { MoneyReader } from "./map-money.ts";
import { minusAmount, perUnit, plusAmount } from "./map-money.ts";
import type { Line, Meta, WooOrder } from "./order-schema.ts";
import { plainText, said, withoutTags } from "./plain-text.ts";

type TaxShares = Line["taxes"];

/** The order's taxes, and the share of one part of it under the same names. */
export interface Taxes {
  readonly all: readonly Tax[];
  of(shares: TaxShares, path: string): Tax[];
}

export function mapTaxes(order: WooOrder, money: MoneyReader): Taxes {
  const named = order.tax_lines.map((line) => ({
    rateId: line.rate_id,
    title: said(line.label) ?? said(line.rate_code) ?? "",
    rate: /^\d+(\.\d+)?$/.test(line.rate_percent) ? line.rate_percent : null,
    amount: plusAmount(money.read(line.tax_total, "tax_lines"), money.read(line.shipping_tax_total, "tax_lines")),
  }));
  return {
    all: named.map(({ title, rate, amount }) => ({ title, rate, amount })),
    of: (shares, path) =>
      shares.flatMap(({ id, total }) => {
        const amount = money.read(total, path);
        if (amount.shop.minor === 0) return [];
        const known = named.find(({ rateId }) => rateId === id);
        return [{ title: known?.title ?? "", rate: known?.rate ?? null, amount }];
      }),
  };
}

export interface LineContext {
  readonly money: MoneyReader;
  readonly taxes: Taxes;
  /** Units that refunds took back, by line id. */
  readonly refunded: ReadonlyMap<string, number>;
  readonly requiresShipping: boolean;
}

export function mapLine(line: Line, { money, taxes, refunded, requiresShipping }: LineContext): OrderLine {
  const path = `line_items.${line.id}`;
  const total = money.shown(line.total, line.total_tax, path);
  const before = line.subtotal === "" ? total : money.shown(line.subtotal, line.subtotal_tax, path);
  const name = plainText(line.name);
  const parent = said(line.parent_name);
  const options = optionsOf(line.meta_data);
  return {
    id: toExternalId(line.id),
    productId: idOrNull(line.product_id),
    variantId: idOrNull(line.variation_id),
    sku: said(line.sku),
    title: parent ?? name,
    variantTitle: parent === null ? null : variantTitle(name, parent, options),
    options,
    picture: /^https?:\/\//.test(line.image) ? line.image : null,
    quantity: line.quantity,
    currentQuantity: Math.max(0, line.quantity - (refunded.get(line.id) ?? 0)),
    unitPrice: perUnit(before, line.quantity),
    discount: minusAmount(before, total),
    total,
    taxes: taxes.of(line.taxes, path),
    requiresShipping,
  };
}

export function mapShipping(order: WooOrder, money: MoneyReader, taxes: Taxes): ShippingLine[] {
  return order.shipping_lines.map((line) => ({
    id: toExternalId(line.id),
    title: plainText(line.method_title),
    code: said(line.method_id),
    total: money.shown(line.total, line.total_tax, `shipping_lines.${line.id}`),
    taxes: taxes.of(line.taxes, `shipping_lines.${line.id}`),
  }));
}

export function mapFees(order: WooOrder, money: MoneyReader, taxes: Taxes): Fee[] {
  return order.fee_lines.map((line) => ({
    id: toExternalId(line.id),
    title: plainText(line.name),
    total: money.shown(line.total, line.total_tax, `fee_lines.${line.id}`),
    taxes: taxes.of(line.taxes, `fee_lines.${line.id}`),
  }));
}

export function mapCoupons(order: WooOrder, money: MoneyReader): Coupon[] {
  return order.coupon_lines.map(({ code, discount, discount_tax }) => ({
    code: plainText(code),
    amount: discount === "" ? null : money.shown(discount, discount_tax, "coupon_lines"),
  }));
}

const isPlain = (value: unknown): value is string | number | boolean =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean";

/** What the customer chose: meta without a leading underscore whose shown value is plain. */
export function isOption(meta: Meta): boolean {
  return !meta.key.startsWith("_") && isPlain(meta.display_value ?? meta.value);
}

function optionsOf(metas: readonly Meta[]): Attribute[] {
  return metas.filter(isOption).map((meta) => ({
    name: withoutTags(meta.display_key || meta.key),
    value: withoutTags(String(meta.display_value ?? meta.value)),
  }));
}

/** WooCommerce names a variation "Parent - Red, M"; another name form leaves the options to say it. */
function variantTitle(name: string, parent: string, options: readonly Attribute[]): string | null {
  if (name.startsWith(`${parent} - `)) return name.slice(parent.length + 3);
  return options.length ? options.map(({ value }) => value).join(", ") : null;
}

/** 0 stands for "none": a simple product's variation, a deleted product. */
const idOrNull = (id: string) => (id === "" || id === "0" ? null : toExternalId(id));
