import { variants } from "./catalogue.ts";
import { goodOf } from "./goods.ts";
import { html, type Markup } from "./html.ts";
import type { ShopifySandboxOptions } from "./options.ts";
import { actButton, dateOf } from "./order-pages.ts";
import { levelOf, locationsOf } from "./shelves.ts";
import type { Store } from "./state.ts";

/** What stands where, and buttons that move it. */
export function stockPage(store: Store): Markup {
  const locations = locationsOf(store);
  const rows = variants.flatMap((variant) =>
    locations.map(({ id, name }) => {
      const level = levelOf(store, variant.inventoryItemId, id);
      const count = (of: "available" | "committed" | "on_hand") => level?.quantities[of].quantity ?? "";
      const stock = (label: string, more: object) =>
        actButton(label, { action: "stock", sku: variant.sku, location: id, ...more });
      return html`<tr><td><img src="/cdn/${encodeURIComponent(variant.sku)}.svg" alt="">${goodOf(store, variant.product).title} ${variant.title === "Default Title" ? "" : variant.title}</td><td>${variant.sku}</td><td>${name}</td>
<td class="number">${count("available")}</td><td class="number">${count("committed")}</td><td class="number">${count("on_hand")}</td><td>${stock("+ 10", { delta: 10 })} ${stock("Sold out", { available: 0 })}</td></tr>`;
    }),
  );
  return html`<main><div class="page"><h1>Stock</h1>
<div class="card"><table><thead><tr><th>Item</th><th>SKU</th><th>Location</th><th class="number">Available</th><th class="number">Committed</th><th class="number">On hand</th><th></th></tr></thead><tbody>${rows}</tbody></table></div></div></main>`;
}

const mostShown = 200;

/** The newest mails that customers would have got. */
export function mailsPage(options: ShopifySandboxOptions, store: Store): Markup {
  const mails = [...store.all("mail")].reverse();
  return html`<main><div class="page"><h1>Mails to customers (${mails.length})</h1>
<div class="card"><table><thead><tr><th>Date</th><th>To</th><th>Subject</th><th>Kind</th></tr></thead><tbody>
${mails
  .slice(0, mostShown)
  .map(
    (one) =>
      html`<tr><td>${dateOf(options, one.at)}</td><td>${one.to}</td><td><a href="/admin/orders/${one.orderId}">${one.subject}</a></td><td>${one.kind}</td></tr>`,
  )}</tbody></table></div></div></main>`;
}
