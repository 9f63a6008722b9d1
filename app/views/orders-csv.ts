import { stringify } from "csv-stringify/sync";
import type { Instant } from "#app/domain/instant.ts";
import { decimalFromMoney } from "#app/domain/money.ts";
import { isWithheld, type OrderLine, type OrderSnapshot, type Shown } from "#app/domain/orders/snapshot.ts";
import type { ExportedOrder } from "./exported-order.ts";

/** Excel takes a file without this mark for its own code page and breaks Turkish letters. */
export const byteOrderMark = "\uFEFF";

/** A cell that is ours (a number, a date, a word of ours), or text that somebody else wrote. */
type Cell = number | string | { readonly foreign: string | null | undefined };

/** The columns' names as one line of CSV. */
export function csvHeader(): string {
  return stringify([[...orderColumns.map(([name]) => name), ...lineColumns.map(([name]) => name)]], layout);
}

/**
 * One order as lines of CSV (RFC 4180): a line for each order line, the order's columns repeated; one line when it has none.
 * `line_number` 1 marks the line to add up when summing order totals. Amounts are decimals in `currency`, times are ISO 8601 in UTC.
 */
export function csvRows(order: ExportedOrder): string {
  const own = orderColumns.map(([, cell]) => textOf(cell(order)));
  const lines = order.lines.length > 0 ? order.lines : [null];
  const rows = lines.map((line, index) => [...own, ...lineColumns.map(([, cell]) => textOf(cell(line, index + 1)))]);
  return stringify(rows, layout);
}

/** With this delimiter csv-stringify leaves a lone CR or LF unquoted, and readers take it for the end of the record. */
const layout = { record_delimiter: "windows", quoted_match: /[\r\n]/ } as const;

/**
 * Text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection"), also behind leading spaces and
 * in full-width letters. Numbers are made here, so a negative one stays a number.
 */
export function guardFormula(text: string): string {
  return /^ *[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? `'${text}` : text;
}

function textOf(cell: Cell): string {
  return typeof cell === "object" ? guardFormula(cell.foreign ?? "") : String(cell);
}

const foreign = (text: string | null | undefined): Cell => ({ foreign: text });
const moment = (at: Instant | null): Cell => (at === null ? "" : new Date(at).toISOString());
const known = <T extends object>(value: Shown<T>): Partial<T> => (value === null || isWithheld(value) ? {} : value);

const orderColumns: readonly (readonly [string, (order: ExportedOrder) => Cell])[] = [
  ["shop", (o) => foreign(o.shop.name)],
  ["platform", (o) => o.shop.platform],
  ["order_id", (o) => foreign(o.id)],
  ["number", (o) => foreign(o.number)],
  ["placed_at", (o) => moment(o.placedAt)],
  ["updated_at", (o) => moment(o.updatedAt)],
  ["cancelled_at", (o) => moment(o.cancelledAt)],
  ["status", (o) => foreign(o.status)],
  ["state", (o) => o.state],
  ["presence", (o) => o.presence],
  ["test", (o) => String(o.test)],
  ["payment", (o) => o.payment.state],
  ["payment_method", (o) => o.payment.method],
  ["payment_title", (o) => foreign(o.payment.title)],
  ["fulfillment", (o) => o.fulfillment],
  ["currency", (o) => foreign(o.currency.shop)],
  ["subtotal", (o) => decimalFromMoney(o.totals.subtotal.shop)],
  ["discount", (o) => decimalFromMoney(o.totals.discount.shop)],
  ["shipping", (o) => decimalFromMoney(o.totals.shipping.shop)],
  ["fees", (o) => decimalFromMoney(o.totals.fees.shop)],
  ["tax", (o) => decimalFromMoney(o.totals.tax.shop)],
  ["total", (o) => decimalFromMoney(o.totals.total.stated.shop)],
  ["paid", (o) => decimalFromMoney(o.totals.paid.shop)],
  ["refunded", (o) => decimalFromMoney(o.totals.refunded.shop)],
  ["outstanding", (o) => decimalFromMoney(o.totals.outstanding.shop)],
  ["presentment_currency", (o) => foreign(o.currency.presentment)],
  ["presentment_total", (o) => decimalFromMoney(o.totals.total.stated.presentment)],
  ["customer_name", (o) => foreign(known(o.people.customer).name)],
  ["customer_email", (o) => foreign(known(o.people.customer).email)],
  ["customer_phone", (o) => foreign(known(o.people.customer).phone)],
  ["shipping_name", (o) => foreign(known(o.people.shipping).name)],
  ["shipping_company", (o) => foreign(known(o.people.shipping).company)],
  ["shipping_line1", (o) => foreign(known(o.people.shipping).line1)],
  ["shipping_line2", (o) => foreign(known(o.people.shipping).line2)],
  ["shipping_zip", (o) => foreign(known(o.people.shipping).zip)],
  ["shipping_city", (o) => foreign(known(o.people.shipping).city)],
  ["shipping_province", (o) => foreign(known(o.people.shipping).province)],
  ["shipping_country", (o) => foreign(known(o.people.shipping).country)],
  ["shipping_phone", (o) => foreign(known(o.people.shipping).phone)],
  ["note", (o) => foreign(known(o.people.remarks).note)],
  /** Which of customer, shipping, billing and remarks the platform did not show us: their empty cells mean "not known". */
  ["withheld", (o) => withheldOf(o)],
  ["tags", (o) => foreign(o.tags.join(", "))],
  ["own_tags", (o) => foreign(o.ownTags.join(", "))],
  ["tracking", (o) => foreign(trackingOf(o))],
];

const lineColumns: readonly (readonly [string, (line: OrderLine | null, position: number) => Cell])[] = [
  ["line_number", (_, position) => position],
  ["line_sku", (l) => foreign(l?.sku)],
  ["line_title", (l) => foreign(l?.title)],
  ["line_variant", (l) => foreign(l?.variantTitle)],
  ["line_quantity", (l) => l?.quantity ?? ""],
  ["line_current_quantity", (l) => l?.currentQuantity ?? ""],
  ["line_unit_price", (l) => (l ? decimalFromMoney(l.unitPrice.shop) : "")],
  ["line_discount", (l) => (l ? decimalFromMoney(l.discount.shop) : "")],
  ["line_total", (l) => (l ? decimalFromMoney(l.total.shop) : "")],
];

function withheldOf({ people }: OrderSnapshot): string {
  return Object.entries(people)
    .flatMap(([role, value]) => (isWithheld(value) ? [role] : []))
    .join(" ");
}

function trackingOf({ fulfillments }: OrderSnapshot): string {
  return fulfillments
    .flatMap(({ tracking }) => tracking.flatMap(({ number }) => (number === null ? [] : [number])))
    .join(" ");
}
