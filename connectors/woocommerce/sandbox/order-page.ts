import { amount, fineAmount, symbolOf } from "./money.ts";
import type { Address, Order } from "./order-entities.ts";
import { productOf } from "./order-json.ts";
import { refundedOf, statusNames } from "./order-status.ts";
import { button, esc, frame, wpText } from "./page-frame.ts";
import type { Shop } from "./shop.ts";
import { siteText } from "./site-time.ts";
import { taxSum } from "./taxes.ts";
import { totalsOf } from "./totals.ts";

/** The page of one order with everything that can be done to it; 404 where it is gone. */
export function orderPage(shop: Shop, id: number): Response {
  const order = shop.state.orders.get(id);
  if (!order) return new Response(`There is no order ${id} in this shop (any more).`, { status: 404 });
  const body = `<p><a href="/">← All orders</a></p>
<h1>Order #${order.id} <span class="status ${esc(order.status)}">${esc(statusNames(shop)[order.status] ?? "Trash")}</span></h1>
${acts(shop, order)}<div class="card scroll">${linesTable(shop, order)}</div>
<div class="cols"><div class="card"><h2>Billing</h2>${addressText(order.billing)}</div><div class="card"><h2>Shipping</h2>${addressText(order.shipping)}</div>
<div class="card"><h2>Payment</h2>${esc(order.paymentTitle || "—")}<br>${esc(order.transactionId)}<br><small>${times(shop, order)}</small>
${order.customerNote ? `<h2>Customer's note</h2>${esc(order.customerNote).replaceAll("\n", "<br>")}` : ""}</div></div>
<div class="cols">${editForms(shop, order)}</div>${refundsTable(shop, order)}${notesList(shop, order)}`;
  return frame(shop, `Order #${order.id}`, body);
}

function acts(shop: Shop, order: Order): string {
  const act = (label: string, action: string, more: object = {}, kind = "") =>
    button(label, "act", { action, order: order.id, ...more }, kind);
  const rest =
    order.status === "trash"
      ? [act("Restore", "untrash")]
      : [
          act("Pay", "pay"),
          act("Complete", "complete"),
          act("Hold", "hold"),
          act("Cancel", "cancel", {}, "bad"),
          act("Refund one unit, restock", "refund", { restock: true }),
          act("Refund one unit, no restock", "refund", { restock: false }),
          act("Refund all", "refund", { full: true }),
          act("Delete the last refund", "delete-refund", {}, "bad"),
          ...Object.entries(shop.state.site.statuses).map(([status, name]) => act(name, "status", { status })),
          act("Leave a note", "note"),
          act("Save unchanged", "touch"),
          act("Trash", "trash", {}, "bad"),
        ];
  return `<div class="card row">${rest.join("")}${act("Delete for good", "delete", {}, "bad")}</div>`;
}

function linesTable(shop: Shop, order: Order): string {
  const sign = esc(symbolOf(order.currency).text);
  const row = (name: string, quantity: string, net: string, tax: string) =>
    `<tr><td>${name}</td><td class="n">${quantity}</td><td class="n">${net}</td><td class="n">${tax}</td></tr>`;
  const goods = order.lines.map((line) => {
    const product = productOf(shop, line);
    const file = product?.imageFile;
    const picture = file ? `<img alt="" src="/wp-content/uploads/${encodeURIComponent(file)}.svg">` : "";
    const name = `${picture}${wpText(line.name)} <small>${esc(product?.sku ?? "(deleted)")} · line ${line.id}</small>`;
    return row(name, String(line.quantity), fineAmount(line.total), amount(taxSum(line.taxes)));
  });
  const others = [...order.shippingLines.map((line) => ({ ...line, name: line.title })), ...order.feeLines].map(
    (line) => row(esc(line.name), "", fineAmount(line.total), amount(taxSum(line.taxes))),
  );
  const used = order.couponLines.map((line) =>
    row(`Coupon ${esc(line.code)}`, "", `−${fineAmount(line.discount)}`, ""),
  );
  const totals = totalsOf(order);
  const back = refundedOf(shop, order);
  return `<table><thead><tr><th>Item</th><th class="n">Quantity</th><th class="n">Net</th><th class="n">Tax</th></tr></thead>
<tbody>${[...goods, ...others, ...used].join("")}</tbody>
<tfoot>${row("<strong>Total</strong>", "", `<strong>${amount(totals.total)} ${sign}</strong>`, amount(totals.tax))}
${back > 0 ? row("Refunded", "", `−${amount(back)} ${sign}`, "") : ""}</tfoot></table>`;
}

function editForms(shop: Shop, order: Order): string {
  const form = (title: string, inner: string, o: { wrap?: string; base?: object } = {}) =>
    `<form class="card" data-send="/_sandbox/act" ${o.wrap ? `data-wrap="${o.wrap}"` : ""} data-body="${esc(JSON.stringify({ action: "edit", order: order.id, ...o.base }))}"><h2>${title}</h2>${inner}<button class="main">Save</button></form>`;
  const goods = [...shop.state.products.values()].filter(({ type, sku }) => type !== "variable" && sku);
  const first = order.lines[0];
  return [
    first
      ? form(
          "Change a quantity",
          `<label>Quantity of the first line <input type="number" name="quantity" min="1" max="99" value="${first.quantity}"></label>`,
          { base: { line: first.id } },
        )
      : "",
    form(
      "Add a line",
      `<label>Good <select name="sku">${goods.map(({ sku }) => `<option>${esc(sku)}</option>`).join("")}</select></label><label>Quantity <input type="number" name="quantity" min="1" value="1"></label>`,
      { wrap: "add" },
    ),
    form(
      "Ship elsewhere",
      `<label>Street <input type="text" name="address_1" value="${esc(order.shipping.address_1)}"></label>`,
      {
        wrap: "address",
      },
    ),
    form("Customer's note", `<label>Text <input type="text" name="note" value="${esc(order.customerNote)}"></label>`),
    form(
      "Add a fee",
      `<label>Name <input type="text" name="name" value="Hediye paketi"></label><label>Amount <input type="text" name="total" value="25.00"></label>`,
      { wrap: "fee" },
    ),
    form(
      "Add a coupon",
      `<label>Code <select name="coupon">${[...shop.state.coupons.values()].map(({ code }) => `<option>${code}</option>`).join("")}</select></label>`,
    ),
  ].join("");
}

function refundsTable(shop: Shop, order: Order): string {
  const refunds = shop.state.refundsOf(order.id);
  if (refunds.length === 0) return "";
  const rows = refunds.map(
    (refund) =>
      `<tr><td>#${refund.id}</td><td>${esc(siteText(refund.createdAt, shop.timezone).replace("T", " "))}</td><td>${esc(refund.reason || "—")}</td><td class="n">−${amount(refund.amount)}</td></tr>`,
  );
  return `<div class="card scroll"><h2>Refunds</h2><table><tbody>${rows.join("")}</tbody></table></div>`;
}

function notesList(shop: Shop, order: Order): string {
  const notes = [...shop.state.notes.values()].filter(({ orderId }) => orderId === order.id).reverse();
  const items = notes.map(
    (note) =>
      `<li>${wpText(note.note)} <small>${esc(siteText(note.createdAt, shop.timezone).replace("T", " "))}</small></li>`,
  );
  return `<div class="card"><h2>Notes</h2><ul>${items.join("") || "<li>None.</li>"}</ul></div>`;
}

function addressText(address: Address): string {
  const { first_name, last_name, company, address_1, address_2, postcode, city, country, email, phone } = address;
  const lines = [
    `${first_name} ${last_name}`,
    company,
    address_1,
    address_2,
    `${postcode} ${city} ${country}`,
    email,
    phone,
  ];
  return (
    lines
      .filter((line) => line.trim())
      .map(esc)
      .join("<br>") || "—"
  );
}

function times(shop: Shop, order: Order): string {
  const told = [
    ["placed", order.createdAt],
    ["paid", order.paidAt],
    ["completed", order.completedAt],
    ["modified", order.modifiedAt],
  ] as const;
  return told
    .flatMap(([name, at]) => (at === null ? [] : [`${name} ${siteText(at, shop.timezone).replace("T", " ")}`]))
    .join("<br>");
}
