import { html, type Markup } from "./html.ts";
import type { Standing, StoredDelivery } from "./model.ts";
import { defaultScopes, type ShopifySandboxOptions, wholeHistory } from "./options.ts";
import { actButton, badge, dateOf, postButton } from "./order-pages.ts";
import { redactAfterMs } from "./shop-acts.ts";
import type { Store } from "./state.ts";

/** What the admin shows where the app would be, while it is not installed. */
export function installPage({ name }: ShopifySandboxOptions, asked: readonly string[]): Markup {
  return html`<main><div class="page"><h1>Install Tek</h1>
<div class="card"><p>Tek is not installed in ${name}. Installed, it may:</p><ul class="scopes">${asked.map((scope) => html`<li>${scope}</li>`)}</ul></div>
<div class="buttons">${actButton("Install", { action: "install" }, "primary")}</div></div></main>`;
}

const standingWords: Readonly<Record<Standing, string>> = {
  open: "The shop is open.",
  frozen: "The shop is frozen: its fee was not paid. Apps are answered 402.",
  locked: "The shop is locked: it is under review. Apps are answered 423.",
  closed: "The shop was closed. It has no apps, and they are answered 404.",
};

export function notOpenPage(standing: Standing): Markup {
  return html`<main><div class="page"><h1>There are no apps here now</h1><div class="card"><p>${standingWords[standing]}</p></div>
<div class="buttons"><a class="button" href="/admin/settings">Settings</a></div></div></main>`;
}

/** The shop, the app and what it may see: everything that a merchant does to an app without talking to it. */
export function settingsPage(
  options: ShopifySandboxOptions,
  { store, asked }: { readonly store: Store; readonly asked: readonly string[] },
): Markup {
  const { standing, installed } = store.house();
  return html`<main><div class="page"><h1>Settings</h1>${shopCard(options, store, standing)}${appCard(options, store)}${installed ? scopesCard(options, asked) : html``}</div></main>`;
}

function shopCard({ name, shop }: ShopifySandboxOptions, store: Store, standing: Standing): Markup {
  const turn = (label: string, to: Standing) =>
    to === standing ? html`` : actButton(label, { action: "standing", standing: to });
  const field = (label: string, part: string, value: string) =>
    html`<form data-act-form="${JSON.stringify({ action: "rename" })}"><label>${label}<input name="${part}" value="${value}" required></label><button>Rename</button></form>`;
  return html`<div class="card"><h2>Shop ${badge(standing)}</h2><p>${standingWords[standing]}</p>
<div class="buttons">${turn(standing === "closed" ? "Open again" : "Unfreeze", "open")}${standing === "open" ? html`${turn("Freeze", "frozen")}${turn("Lock", "locked")}${turn("Close the shop", "closed")}` : html``}</div>
<div class="fields">${field("Name", "name", name)}${store.house().host === null ? field("Address, once", "host", shop) : html`<p>Its address is ${shop}.</p>`}</div></div>`;
}

function appCard(options: ShopifySandboxOptions, store: Store): Markup {
  const { installed, standing } = store.house();
  const waiting = [...store.all("delivery")].filter((one) => one.topic === "shop/redact");
  return html`<div class="card"><h2>Tek ${badge(installed ? "installed" : "not installed")}</h2>
<div class="buttons">${installed ? actButton("Uninstall Tek", { action: "uninstall" }, "danger") : standing === "open" ? actButton("Install Tek", { action: "install" }, "primary") : html``}${waiting.length > 0 ? postButton("Clock + 48 hours", "clock", { advanceMs: redactAfterMs }) : html``}</div>
${waiting.map((one) => redactNote(options, one))}</div>`;
}

function redactNote(options: ShopifySandboxOptions, { dueAt }: StoredDelivery): Markup {
  return html`<p>On ${dateOf(options, dueAt)} Tek is asked to forget the shop (shop/redact), 48 hours after it was uninstalled.</p>`;
}

function scopesCard({ scopes = defaultScopes }: ShopifySandboxOptions, asked: readonly string[]): Markup {
  const rows = [...new Set([...asked, wholeHistory, ...scopes])].map((scope) => {
    const granted = scopes.includes(scope);
    const note = scope === wholeHistory ? "orders older than 60 days" : "";
    return html`<tr><td>${scope}</td><td>${note}</td><td>${badge(granted ? "granted" : "not granted")}</td><td>${actButton(granted ? "Take away" : "Grant", { action: "scope", scope, granted: !granted })}</td></tr>`;
  });
  return html`<div class="card"><h2>What Tek may see and do</h2><table><thead><tr><th>Scope</th><th></th><th></th><th></th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

const mostShown = 200;

/** Everybody who ordered, and what they may ask of the apps that saw them. */
export function customersPage(store: Store): Markup {
  const counts = new Map<string, number>();
  for (const { customerId } of store.all("order"))
    if (customerId !== null) counts.set(customerId, (counts.get(customerId) ?? 0) + 1);
  const customers = [...store.all("customer")].filter(({ id }) => counts.has(id));
  const ask = (label: string, asks: "data" | "erasure", customer: string) =>
    actButton(label, { action: "privacy", asks, customer });
  return html`<main><div class="page"><h1>Customers (${customers.length})</h1>
<p>What is asked here goes to every installed app at once; Shopify itself waits some days with an erasure. The shop's own record stays, so that one sees whether an app takes it back.</p>
<div class="card"><table><thead><tr><th>Customer</th><th>E-mail</th><th class="number">Orders</th><th></th></tr></thead><tbody>
${customers
  .slice(0, mostShown)
  .map(
    ({ id, first, last, email }) =>
      html`<tr data-customer="${id}"><td>${first} ${last}</td><td>${email}</td><td class="number">${counts.get(id)}</td><td>${ask("Request their data", "data", id)} ${ask("Erase their data", "erasure", id)}</td></tr>`,
  )}</tbody></table></div></div></main>`;
}
