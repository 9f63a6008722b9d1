import type { Product } from "./entities.ts";
import { amount, fineAmount, symbolOf } from "./money.ts";
import type { FeeLine, LineTax, Meta, Order, ProductLine, Refund, ShippingLine, TaxLine } from "./order-entities.ts";
import { pictureAddress } from "./product-json.ts";
import { dates, type Shop } from "./shop.ts";
import { rateCode, taxSum } from "./taxes.ts";
import { totalsOf } from "./totals.ts";

type Json = Record<string, unknown>;

const itemAllow = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** An order exactly as `/wc/v3/orders/<id>` shows it (recorded on WooCommerce 11.0.1). */
export function orderJson(shop: Shop, order: Order): Json {
  const totals = totalsOf(order);
  const created = dates(shop, "date_created", order.createdAt);
  const modified = dates(shop, "date_modified", order.modifiedAt);
  const completed = dates(shop, "date_completed", order.completedAt);
  const paid = dates(shop, "date_paid", order.paidAt);
  const { email: _email, ...shipping } = order.shipping;
  return {
    id: order.id,
    parent_id: 0,
    status: order.status,
    currency: order.currency,
    version: "11.0.1",
    prices_include_tax: order.pricesIncludeTax,
    date_created: created.date_created,
    date_modified: modified.date_modified,
    discount_total: amount(totals.discount),
    discount_tax: amount(totals.discountTax),
    shipping_total: amount(totals.shipping),
    shipping_tax: amount(totals.shippingTax),
    cart_tax: amount(totals.cartTax),
    total: amount(totals.total),
    total_tax: amount(totals.tax),
    customer_id: order.customerId,
    order_key: order.key,
    billing: order.billing,
    shipping,
    payment_method: order.paymentMethod,
    payment_method_title: order.paymentTitle,
    transaction_id: order.transactionId,
    customer_ip_address: order.customerIp,
    customer_user_agent: order.customerAgent,
    created_via: order.createdVia,
    customer_note: order.customerNote,
    date_completed: completed.date_completed,
    date_paid: paid.date_paid,
    cart_hash: order.cartHash,
    number: String(order.id),
    meta_data: metaJson(order.meta),
    line_items: order.lines.map((line) => lineJson(shop, line)),
    tax_lines: order.taxLines.map((line) => taxLineJson(shop, line)),
    shipping_lines: order.shippingLines.map(shippingLineJson),
    fee_lines: order.feeLines.map(feeLineJson),
    coupon_lines: order.couponLines.map((line) => ({
      id: line.id,
      code: line.code,
      discount: String(Number(fineAmount(line.discount))),
      discount_tax: String(Number(amount(line.discountTax))),
      meta_data: itemMetaJson(line.meta),
      discount_type: line.type,
      nominal_amount: line.nominal,
      free_shipping: false,
    })),
    refunds: refundsJson(shop, order),
    payment_url: `${shop.origin}/checkout/order-pay/${order.id}/?pay_for_order=true&key=${order.key}`,
    is_editable: ["pending", "on-hold", "auto-draft"].includes(order.status),
    needs_payment: ["pending", "failed"].includes(order.status) && totals.total > 0,
    needs_processing: needsProcessing(shop, order),
    date_created_gmt: created.date_created_gmt,
    date_modified_gmt: modified.date_modified_gmt,
    date_completed_gmt: completed.date_completed_gmt,
    date_paid_gmt: paid.date_paid_gmt,
    currency_symbol: symbolOf(order.currency).text,
    _links: orderLinks(shop, order),
  };
}

/** Whether a payment leaves the order to be packed: every line but goods that are both virtual and downloadable asks for it. */
export function needsProcessing(shop: Shop, order: Order): boolean {
  return order.lines.some((line) => {
    const product = productOf(shop, line);
    return !(product?.virtual && product.downloadable);
  });
}

/** The good of a line: its variation, else its product; undefined once it was deleted. */
export function productOf(shop: Shop, line: Pick<ProductLine, "productId" | "variationId">): Product | undefined {
  return shop.state.products.get(line.variationId || line.productId);
}

/** A refund as `/orders/<id>/refunds` shows it; `/refunds` adds `parent_id`. */
export function refundJson(shop: Shop, refund: Refund, withParent = false): Json {
  const collection = `${shop.origin}/wp-json/wc/v3/orders/${refund.orderId}/refunds`;
  return {
    id: refund.id,
    ...(withParent ? { parent_id: refund.orderId } : {}),
    ...dates(shop, "date_created", refund.createdAt),
    amount: refund.unpriced ? "" : amount(refund.amount),
    reason: refund.reason,
    refunded_by: 1,
    refunded_payment: refund.paidBack,
    meta_data: metaJson(refund.meta),
    line_items: refund.lines.map((line) => lineJson(shop, line)),
    shipping_lines: refund.shippingLines.map(shippingLineJson),
    tax_lines: refund.taxLines.map((line) => taxLineJson(shop, line)),
    fee_lines: refund.feeLines.map(feeLineJson),
    _links: {
      self: [{ href: `${collection}/${refund.id}`, targetHints: { allow: ["GET", "DELETE"] } }],
      collection: [{ href: collection }],
      up: [{ href: `${shop.origin}/wp-json/wc/v3/orders/${refund.orderId}` }],
    },
  };
}

/** Newest second first; within a second the order of the database (measured). */
function refundsJson(shop: Shop, order: Order): Json[] {
  return shop.state
    .refundsOf(order.id)
    .sort((a, b) => b.createdAt - a.createdAt || a.id - b.id)
    .map((refund) => {
      const tax = refund.taxLines.reduce((all, line) => all + line.total + line.shipping, 0);
      return {
        id: refund.id,
        reason: refund.reason,
        total: `-${refund.unpriced ? "" : amount(refund.amount)}`,
        total_tax: amount(tax),
      };
    });
}

function lineJson(shop: Shop, line: ProductLine): Json {
  const product = productOf(shop, line);
  const parent = product?.type === "variation" ? shop.state.products.get(product.parentId) : undefined;
  const known = product !== undefined;
  return {
    id: line.id,
    name: line.name,
    product_id: known ? line.productId : 0,
    variation_id: known ? line.variationId : 0,
    quantity: line.quantity,
    tax_class: line.taxClass,
    subtotal: fineAmount(line.subtotal),
    subtotal_tax: amount(taxSum(line.taxes, "subtotal")),
    total: fineAmount(line.total),
    total_tax: amount(taxSum(line.taxes)),
    taxes: taxesJson(line.taxes),
    meta_data: itemMetaJson(line.meta),
    sku: known ? product.sku : null,
    global_unique_id: known ? product.gtin : null,
    price: line.quantity === 0 ? 0 : line.total / 1_000_000 / line.quantity + 0,
    image: imageJson(shop, product),
    parent_name: parent ? parent.name : null,
  };
}

/** The id is a string for a simple product, a number for a variation, and "" or 0 without a picture (recorded). */
function imageJson(shop: Shop, product: Product | undefined): Json {
  if (!product) return { id: 0, src: "" };
  const variation = product.type === "variation";
  if (!product.imageFile) return { id: variation ? 0 : "", src: "" };
  return { id: variation ? product.imageId : String(product.imageId), src: pictureAddress(shop, product) };
}

function taxesJson(taxes: readonly LineTax[]): Json[] {
  return taxes.map((tax) => ({
    id: tax.rate,
    total: amount(tax.total),
    subtotal: tax.subtotal === null ? "" : amount(tax.subtotal),
  }));
}

function shippingLineJson(line: ShippingLine): Json {
  return {
    id: line.id,
    method_title: line.title,
    method_id: line.method,
    instance_id: line.instance,
    total: fineAmount(line.total),
    total_tax: amount(taxSum(line.taxes)),
    taxes: taxesJson(line.taxes),
    tax_status: "taxable",
    meta_data: itemMetaJson(line.meta),
  };
}

function feeLineJson(line: FeeLine): Json {
  return {
    id: line.id,
    name: line.name,
    tax_class: line.taxClass,
    tax_status: line.taxStatus,
    amount: "",
    total: fineAmount(line.total),
    total_tax: amount(taxSum(line.taxes)),
    taxes: taxesJson(line.taxes),
    meta_data: itemMetaJson(line.meta),
  };
}

function taxLineJson(shop: Shop, line: TaxLine): Json {
  const rate = shop.state.rates.get(line.rate);
  return {
    id: line.id,
    rate_code: rate ? rateCode(rate) : "",
    rate_id: line.rate,
    label: rate?.name ?? "",
    compound: false,
    tax_total: amount(line.total),
    shipping_tax_total: amount(line.shipping),
    rate_percent: (rate?.rate ?? 0) / 10_000,
    meta_data: [],
  };
}

function metaJson(meta: readonly Meta[]): Json[] {
  return [...meta]
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.id - b.id))
    .map(({ id, key, value }) => ({ id, key, value }));
}

function itemMetaJson(meta: readonly Meta[]): Json[] {
  return [...meta]
    .sort((a, b) => a.id - b.id)
    .map(({ id, key, value, displayKey, displayValue }) => ({
      id,
      key,
      value,
      display_key: displayKey ?? key,
      display_value: displayValue ?? value,
    }));
}

function orderLinks(shop: Shop, order: Order): Json {
  const collection = `${shop.origin}/wp-json/wc/v3/orders`;
  const self = `${collection}/${order.id}`;
  return {
    self: [{ href: self, targetHints: { allow: itemAllow } }],
    collection: [{ href: collection }],
    email_templates: [{ embeddable: true, href: `${self}/actions/email_templates` }],
    ...(order.customerId ? { customer: [{ href: `${shop.origin}/wp-json/wc/v3/customers/${order.customerId}` }] } : {}),
  };
}
