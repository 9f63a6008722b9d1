import { people } from "../../contract/sandbox/cast.ts";
import { faultControls, faultText, noFaults } from "../../contract/sandbox/faults.ts";
import type { Key, Product } from "./entities.ts";
import { liveKeys } from "./keys.ts";
import { amount, symbolOf } from "./money.ts";
import type { Order } from "./order-entities.ts";
import { orderPage } from "./order-page.ts";
import { refundedOf, statusNames } from "./order-status.ts";
import { button, esc, frame, wpText } from "./page-frame.ts";
import { fullName, priceOf, shownStock } from "./product-json.ts";
import type { Shop } from "./shop.ts";
import { siteText } from "./site-time.ts";
import { totalsOf } from "./totals.ts";
import { noCurrency, unreadableOrders } from "./unreadable.ts";

const hour = 3_600_000;
const shown = 50;

/** The shop's human side: its front page with the newest orders, and each order's own page at WordPress' addresses. */
export function answerPage(shop: Shop, url: URL): Response {
  const order = orderOf(url);
  if (order !== null) return orderPage(shop, order);
  if (url.pathname === "/") return frame(shop, "Orders", front(shop));
  return new Response("This stand-in has nothing here. Its orders are at /", { status: 404 });
}

/** `post.php?post=<id>&action=edit` and `admin.php?page=wc-orders&action=edit&id=<id>`; null for other addresses. */
function orderOf(url: URL): number | null {
  const { pathname, searchParams } = url;
  if (pathname === "/wp-admin/post.php") return Number(searchParams.get("post"));
  if (pathname === "/wp-admin/admin.php" && searchParams.get("page") === "wc-orders")
    return Number(searchParams.get("id"));
  return null;
}

function front(shop: Shop): string {
  const orders = [...shop.state.orders.values()].sort((a, b) => b.createdAt - a.createdAt || b.id - a.id);
  const clock = `${siteText(shop.clock(), shop.timezone).replace("T", " ")}`;
  return `<h1>Orders <small>${orders.length} in all</small></h1>
<div class="card row">${button("Place an order", "act", { action: "place" }, "main")}${button("Something random", "act", { action: "random" })}
${button("Lay goods and 60 days of history", "lay", { orders: 240, days: 60 })}
<small>Shop time ${esc(clock)}</small>${
    shop.world.advance
      ? button("Advance 1 hour", "clock", { advanceMs: hour }) +
        button("Advance 1 day", "clock", { advanceMs: 24 * hour })
      : "<small>(this world's clock runs by itself)</small>"
  }</div>
${troubles(shop)}
<div class="card scroll"><table><thead><tr><th>Order</th><th>Placed</th><th>Status</th><th>Payment</th><th class="n">Total</th><th>Do</th></tr></thead>
<tbody>${orders
    .slice(0, shown)
    .map((order) => orderRow(shop, order))
    .join("")}</tbody></table>
${orders.length > shown ? `<p><small>The newest ${shown} are shown.</small></p>` : ""}</div>
<div class="cols">${placeForm(shop)}${faultForm(shop)}</div>${mailsTable(shop)}${goodsTable(shop)}${hooksTable(shop)}${keysTable(shop)}`;
}

function orderRow(shop: Shop, order: Order): string {
  const act = (label: string, action: string, more: object = {}, kind = "") =>
    button(label, "act", { action, order: order.id, ...more }, kind);
  const is = (...statuses: string[]) => statuses.includes(order.status);
  const buttons = is("trash")
    ? [act("Restore", "untrash"), act("Delete for good", "delete", {}, "bad")]
    : [
        is("pending", "on-hold", "failed") ? act("Pay", "pay") : "",
        is("processing", "on-hold") ? act("Complete", "complete") : "",
        is("pending", "processing") ? act("Hold", "hold") : "",
        is("processing", "completed", "on-hold") ? act("Refund one unit", "refund") : "",
        is("pending", "processing", "on-hold", "failed") ? act("Cancel", "cancel", {}, "bad") : "",
        act("Trash", "trash", {}, "bad"),
      ];
  const name = `${order.billing.first_name} ${order.billing.last_name}`;
  const refunded = refundedOf(shop, order);
  return `<tr><td><a href="/wp-admin/admin.php?page=wc-orders&amp;action=edit&amp;id=${order.id}">#${order.id} ${esc(name)}</a></td>
<td>${esc(siteText(order.createdAt, shop.timezone).replace("T", " "))}</td>
<td><span class="status ${esc(order.status)}">${esc(statusNames(shop)[order.status] ?? "Trash")}</span></td><td>${esc(order.paymentTitle)}</td>
<td class="n">${amount(totalsOf(order).total)} ${esc(symbolOf(order.currency).text)}${refunded ? `<br><small>−${amount(refunded)}</small>` : ""}</td>
<td><div class="row">${buttons.join("")}</div></td></tr>`;
}

function placeForm(shop: Shop): string {
  const goods = [...shop.state.products.values()].filter(({ type, sku }) => type !== "variable" && sku);
  const option = (value: string, label: string) => `<option value="${esc(value)}">${esc(label)}</option>`;
  const select = (name: string, label: string, options: string[]) =>
    `<label>${label} <select name="${name}"><option value="">by chance</option>${options.join("")}</select></label>`;
  return `<form class="card" data-send="/_sandbox/act" data-body="${esc(JSON.stringify({ action: "place" }))}"><h2>Place an order</h2>
${select(
  "person",
  "Person",
  people.map((p) => option(p.email, `${p.first} ${p.last}`)),
)}
${select(
  "sku",
  "Good",
  goods.map((p) => option(p.sku, `${p.sku} (${p.name.replaceAll("&amp;", "&")})`)),
)}
<label>Quantity <input name="quantity" type="number" min="1" max="99" value="1"></label>
${select("payment", "Payment", [option("iyzico", "Card (iyzico)"), option("bacs", "Bank transfer"), option("cod", "Cash on delivery")])}
${select(
  "coupon",
  "Coupon",
  [...shop.state.coupons.values()].map(({ code }) => option(code, code)),
)}
<button class="main">Place</button></form>`;
}

function faultForm(shop: Shop): string {
  const { faults } = shop.state;
  const rows = faultControls.map(({ name, label, min, max, step }) => {
    const value = faults[name];
    return `<label>${esc(label)}: <output>${faultText(name, value)}</output><input type="range" name="${name}" min="${min}" max="${max}" step="${step}" value="${value}"></label>`;
  });
  return `<form class="card" data-send="/_sandbox/faults"><h2>Faults</h2><div class="row">${button("No faults", "faults", noFaults)}</div>${rows.join("")}<button class="main">Set</button></form>`;
}

/** What goes wrong by one press: the network, the keys that there are now, an order that nobody can read. */
function troubles(shop: Shop): string {
  const network =
    shop.state.faults.timeoutBefore === 1
      ? button("Mend the network", "faults", { timeoutBefore: 0, webhookDropped: 0 }, "main")
      : button("Break the network", "faults", { timeoutBefore: 1, webhookDropped: 1 }, "bad");
  const keys =
    liveKeys(shop.state).length > 0
      ? button("Revoke all keys", "revoke", { every: true }, "bad")
      : "<small>All keys are revoked: approve the app anew.</small>";
  const mend = unreadableOrders(shop).length > 0 ? button("Mend unreadable orders", "act", { action: "mend" }) : "";
  const spoil = button("An unreadable order", "act", { action: "place", currency: noCurrency }, "bad");
  return `<div class="card row">${network}${keys}${spoil}${mend}</div>`;
}

function mailsTable(shop: Shop): string {
  const newest = [...shop.state.mails.values()].slice(-shown).reverse();
  const rows = newest.map(
    ({ at, title, to, orderId }) =>
      `<tr><td>${esc(siteText(at, shop.timezone).replace("T", " "))}</td><td>${esc(title)}</td><td>${esc(to)}</td><td><a href="/wp-admin/admin.php?page=wc-orders&amp;action=edit&amp;id=${orderId}">#${orderId}</a></td></tr>`,
  );
  return `<div class="card scroll"><h2>Mails <small>${shop.state.mails.size} in all</small></h2><table><thead><tr><th>Sent</th><th>Mail</th><th>To</th><th>Order</th></tr></thead><tbody>${rows.join("") || '<tr><td colspan="4">None yet.</td></tr>'}</tbody></table></div>`;
}

function goodsTable(shop: Shop): string {
  const goods = [...shop.state.products.values()].filter(({ type }) => type !== "variable");
  const rows = goods.map((product) => {
    const parent = shop.state.products.get(product.parentId);
    const { manage, owner } = shownStock(shop, product);
    const picture = product.imageFile
      ? `<img alt="" src="/wp-content/uploads/${encodeURIComponent(product.imageFile)}.svg">`
      : "";
    return `<tr><td>${picture}${wpText(fullName(parent, product))}</td><td>${esc(product.sku || "—")}</td>
<td class="n">${amount(priceOf(shop, product) ?? 0)}</td><td class="n">${manage === false ? "not counted" : owner.stock}${manage === "parent" ? " (shared)" : ""}</td>
<td>${manage === "parent" ? "" : stockForm(product, owner.stock ?? 0)}</td></tr>`;
  });
  return `<div class="card scroll"><h2>Goods</h2><table><thead><tr><th>Name</th><th>SKU</th><th class="n">Price</th><th class="n">Stock</th><th>Count anew</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function stockForm({ id, name }: Product, stock: number): string {
  const body = esc(JSON.stringify({ product: id }));
  return `<form class="row" data-send="/_sandbox/good" data-body="${body}"><input class="count" name="stock" type="number" value="${stock}" required aria-label="How many of ${esc(name)} there are"><button>Set</button></form>`;
}

function hooksTable(shop: Shop): string {
  const rows = [...shop.state.webhooks.values()].map(
    (hook) =>
      `<tr><td>${hook.id}</td><td>${esc(hook.topic)}</td><td>${esc(hook.deliveryUrl)}</td><td>${esc(hook.status)}</td><td class="n">${hook.failureCount}</td></tr>`,
  );
  return `<div class="card scroll"><h2>Webhooks</h2><table><thead><tr><th>Id</th><th>Topic</th><th>Goes to</th><th>Status</th><th class="n">Failures</th></tr></thead><tbody>${rows.join("") || '<tr><td colspan="5">None yet.</td></tr>'}</tbody></table></div>`;
}

function keysTable(shop: Shop): string {
  const rows = [...shop.state.keys.values()].map(
    (key) =>
      `<tr><td>${key.id}</td><td>${esc(key.description)}</td><td>…${esc(key.key.slice(-7))}</td><td>${esc(key.permissions)}</td>
<td><div class="row">${key.revoked ? "Revoked" : keyButtons(key)}</div></td></tr>`,
  );
  return `<div class="card scroll"><h2>API keys</h2><table><thead><tr><th>Id</th><th>For</th><th>Ends in</th><th>Permissions</th><th>Do</th></tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function keyButtons({ id, permissions }: Key): string {
  const other = permissions === "read_write" ? "read" : "read_write";
  const label = other === "read" ? "Let it only read" : "Let it write";
  return `${button(label, "permit", { key_id: id, permissions: other })}${button("Revoke", "revoke", { key_id: id }, "bad")}`;
}
