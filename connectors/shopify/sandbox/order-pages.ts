import {
  type FaultControl,
  faultControls,
  faultText,
  noFaults,
  type SandboxFaults,
} from "../../contract/sandbox/faults.ts";
import { html, type Markup } from "./html.ts";
import { moneyText } from "./money.ts";
import type { ShopifySandboxOptions } from "./options.ts";
import type { StoredOrder } from "./order-model.ts";
import type { Store } from "./state.ts";
import { countsOf, financialStatusOf, fulfillmentStatusOf, totalsOf } from "./totals.ts";

const perPage = 50;

/** The list of orders, newest first, with what makes the shop live and suffer. */
export function orderListPage(
  options: ShopifySandboxOptions,
  { store, faults }: { readonly store: Store; faults(): SandboxFaults },
  asked: number,
): Markup {
  const orders = [...store.all("order")].sort((a, b) => b.createdAt - a.createdAt || Number(b.id) - Number(a.id));
  const pages = Math.max(1, Math.ceil(orders.length / perPage));
  const number = Math.min(pages, Math.max(1, Math.trunc(asked) || 1));
  const shown = orders.slice((number - 1) * perPage, number * perPage);
  return html`<main><div class="page"><h1>Orders (${orders.length})</h1>
<div class="buttons">${actButton("Place an order", { action: "place" }, "primary")}${actButton("Something happens", { action: "random" })}${actButton("Twenty things happen", { action: "random" }, "", 20)}
${postButton("Lay 100 orders over 60 days", "lay", { orders: 100, days: 60 })}${postButton("Clock + 1 hour", "clock", { advanceMs: 3_600_000 })}${postButton("Clock + 1 day", "clock", { advanceMs: 86_400_000 })}${networkButton(faults())}${actButton("Revoke the token", { action: "revoke" })}</div>
<div class="card"><table><thead><tr><th>Order</th><th>Date</th><th>Customer</th><th class="number">Total</th><th>Payment</th><th>Fulfillment</th></tr></thead><tbody>
${shown.map((order) => listRow(options, order))}</tbody></table></div>
<div class="buttons">${number > 1 ? html`<a class="button" href="?page=${number - 1}">Newer</a>` : html``}${number < pages ? html`<a class="button" href="?page=${number + 1}">Older</a>` : html``}</div>
<div class="card"><h2>Faults</h2><div class="buttons">${postButton("No faults", "faults", noFaults)}</div><div class="faults">${faultControls.filter(({ name }) => name !== "noiseBeforeJson").map((one) => faultSlider(one, faults()[one.name]))}</div></div>
</div></main>`;
}

/** While it is broken no request is answered and no webhook leaves. */
function networkButton({ timeoutBefore }: SandboxFaults): Markup {
  return timeoutBefore === 1
    ? postButton("Mend the network", "faults", { timeoutBefore: 0, webhookDropped: 0 })
    : postButton("Break the network", "faults", { timeoutBefore: 1, webhookDropped: 1 });
}

function listRow(options: ShopifySandboxOptions, order: StoredOrder): Markup {
  const totals = totalsOf(order);
  return html`<tr><td><a href="/admin/orders/${order.id}">${order.name}</a></td><td>${dateOf(options, order.createdAt)}</td><td>${nameOf(order)}</td>
<td class="number">${moneyText(totals.currentTotal.shop, order.currency)} ${order.currency}</td><td>${badge(financialStatusOf(order, totals))}</td><td>${badge(order.cancelledAt === null ? fulfillmentStatusOf(order) : "CANCELLED")}</td></tr>`;
}

/** One order: its lines and sums, and a button for everything that can happen to it. */
export function orderPage(options: ShopifySandboxOptions, order: StoredOrder): Markup {
  const totals = totalsOf(order);
  const money = (minor: number) => `${moneyText(minor, order.currency)} ${order.currency}`;
  const act = (label: string, action: string, more: object = {}) =>
    actButton(label, { action, order: order.id, ...more });
  const address = order.shipping;
  return html`<main><div class="page"><h1>${order.name} ${badge(financialStatusOf(order, totals))} ${badge(order.cancelledAt === null ? fulfillmentStatusOf(order) : "CANCELLED")}</h1>
<p>${dateOf(options, order.createdAt)} · updated ${dateOf(options, order.updatedAt)}</p>
<div class="buttons">${act("Pay", "pay")}${act("Fulfill", "fulfill")}${act("Fulfill one unit", "fulfill", { partial: true })}${act("Deliver", "deliver")}${act("Refund all", "refund")}${act("Refund one, no restock", "refund", { partial: true, restock: false })}
${act("Add a line", "edit", { change: "add" })}${act("Change a quantity", "edit", { change: "quantity" })}${act("Remove a line", "edit", { change: "remove" })}${act("New address", "address")}${act("Note", "note")}${act("Tag", "tag")}${act("Ask for a return", "return")}${act("Approve the return", "settleReturn", { change: "approve" })}${act("Decline the return", "settleReturn", { change: "decline" })}${act("Close the return", "settleReturn", { change: "close" })}${act("Reopen the return", "settleReturn", { change: "reopen" })}${act("Cancel the return", "settleReturn", { change: "cancel" })}${act("Hold", "hold")}${act("Release", "release")}${act("Cancel", "cancel")}${act("Close", "close")}${act("Delete", "delete")}</div>
<div class="card"><table><thead><tr><th>Item</th><th>SKU</th><th class="number">Ordered</th><th class="number">Current</th><th class="number">Unsent</th><th class="number">Unit price</th></tr></thead><tbody>
${order.lines.map((line) => {
  const counts = countsOf(order, line);
  return html`<tr><td><img src="/cdn/${encodeURIComponent(line.sku)}.svg" alt="">${line.title} ${line.variantTitle}</td><td>${line.sku}</td><td class="number">${line.quantity}</td><td class="number">${counts.current}</td><td class="number">${counts.unsent}</td><td class="number">${money(line.unit.shop)}</td></tr>`;
})}</tbody></table></div>
<div class="card"><dl><dt>Subtotal</dt><dd>${money(totals.currentSubtotal.shop)}</dd><dt>Shipping</dt><dd>${money(totals.currentShipping.shop)}</dd><dt>Tax${order.taxesIncluded ? " (included)" : ""}</dt><dd>${money(totals.currentTax.shop)}</dd><dt>Total</dt><dd>${money(totals.currentTotal.shop)}</dd><dt>Received</dt><dd>${money(totals.received.shop)}</dd><dt>Refunded</dt><dd>${money(totals.refunded.shop)}</dd><dt>Outstanding</dt><dd>${money(totals.outstanding.shop)}</dd></dl></div>
<div class="card"><dl><dt>Customer</dt><dd>${nameOf(order)} ${order.email}</dd><dt>Ships to</dt><dd>${address ? `${address.line1}, ${address.zip} ${address.city}, ${address.country}` : "nobody"}</dd><dt>Note</dt><dd>${order.note}</dd><dt>Tags</dt><dd>${order.tags.join(", ")}</dd>
${order.fulfillments.map((one) => html`<dt>${one.name}</dt><dd>${one.displayStatus} ${one.tracking?.company} ${one.tracking?.number}</dd>`)}
${order.returns.map((one) => html`<dt>${one.name}</dt><dd>return ${one.status.toLowerCase()}, ${one.lines.reduce((sum, { quantity }) => sum + quantity, 0)} units</dd>`)}
${order.holds.map((one) => html`<dt>On hold</dt><dd>${one.reason.toLowerCase().replaceAll("_", " ")} ${one.notes}</dd>`)}</dl></div>
</div></main>`;
}

export function actButton(label: string, act: object, className = "", times = 1): Markup {
  return html`<button type="button" class="${className}" data-act="${JSON.stringify(act)}" data-times="${times}">${label}</button>`;
}

export function postButton(label: string, path: string, body: object): Markup {
  return html`<button type="button" data-post="${path}" data-body="${JSON.stringify(body)}">${label}</button>`;
}

function faultSlider({ name, label, min, max, step }: FaultControl, value: number): Markup {
  return html`<label><span>${label}</span><input type="range" min="${min}" max="${max}" step="${step}" value="${value}" data-fault="${name}"><output>${faultText(name, value)}</output></label>`;
}

export function badge(status: string): Markup {
  return html`<span class="badge">${status.toLowerCase().replaceAll("_", " ")}</span>`;
}

function nameOf(order: StoredOrder): string {
  return order.billing ? `${order.billing.first} ${order.billing.last}` : "No customer";
}

export function dateOf(options: ShopifySandboxOptions, at: number): string {
  return new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: options.timezone,
  }).format(new Date(at));
}
