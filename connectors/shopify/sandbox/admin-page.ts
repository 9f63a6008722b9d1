import { createHmac } from "node:crypto";
import type { SandboxFaults } from "../../contract/sandbox/faults.ts";
import { adminScript, adminStyle } from "./app-bridge.ts";
import type { Desk } from "./desk.ts";
import { html, type Markup, page } from "./html.ts";
import type { ShopifySandboxOptions } from "./options.ts";
import { orderListPage, orderPage } from "./order-pages.ts";
import { customersPage, installPage, notOpenPage, settingsPage } from "./settings-pages.ts";
import { mailsPage, stockPage } from "./shop-pages.ts";
import type { Store } from "./state.ts";

export interface AdminParts {
  readonly store: Store;
  readonly desk: Desk;
  /** The scopes that the app asks for when it is installed. */
  readonly asked: readonly string[];
  faults(): SandboxFaults;
  sessionToken(): string;
}

type Locale = "en" | "tr";
const sections = ["orders", "customers", "stock", "mails", "settings"] as const;
const wordsOf: Readonly<Record<Locale, Readonly<Record<(typeof sections)[number] | "apps" | "menu", string>>>> = {
  en: {
    orders: "Orders",
    customers: "Customers",
    stock: "Stock",
    mails: "Mails",
    settings: "Settings",
    apps: "Apps",
    menu: "Menu",
  },
  tr: {
    orders: "Siparişler",
    customers: "Müşteriler",
    stock: "Stok",
    mails: "E-postalar",
    settings: "Ayarlar",
    apps: "Uygulamalar",
    menu: "Menü",
  },
};
const home = "/admin/apps/tek";

/** Answers the pages of the shop's admin: the frame around the app, and its own orders. */
export function answerAdmin(options: ShopifySandboxOptions, parts: AdminParts, request: Request): Response {
  const url = new URL(request.url);
  const path = url.pathname;
  if (path === "/admin/assets/admin.js") return asset(adminScript, "text/javascript");
  if (path === "/admin/assets/admin.css") return asset(adminStyle, "text/css");
  const locale = localeOf(url, request.headers.get("cookie"));
  const answer = answerPage(options, parts, url, locale);
  if (url.searchParams.has("locale")) answer.headers.set("set-cookie", `admin_locale=${locale}; Path=/; SameSite=Lax`);
  return answer;
}

function answerPage(options: ShopifySandboxOptions, parts: AdminParts, url: URL, locale: Locale): Response {
  const path = url.pathname.replace(/\/$/, "");
  const around = (body: Markup, title: string) => page(layout(options, locale, url, title, body));
  if (path === "" || path === "/admin" || path === home || path.startsWith(`${home}/`))
    return around(appPage(options, parts, url, locale), "Tek");
  if (path === "/admin/orders")
    return around(orderListPage(options, parts, Number(url.searchParams.get("page") ?? 1)), "Orders");
  if (path === "/admin/stock") return around(stockPage(parts.store), "Stock");
  if (path === "/admin/mails") return around(mailsPage(options, parts.store), "Mails");
  if (path === "/admin/customers") return around(customersPage(parts.store), "Customers");
  if (path === "/admin/settings") return around(settingsPage(options, parts), "Settings");
  const order = path.startsWith("/admin/orders/") ? parts.desk.find(path.slice("/admin/orders/".length)) : undefined;
  if (order) return around(orderPage(options, order), order.name);
  return page(
    layout(
      options,
      locale,
      url,
      "Not found",
      html`<main><div class="page"><h1>There is nothing here</h1><p><a href="/admin/orders">Orders</a></p></div></main>`,
    ),
    404,
  );
}

/** The app in its frame; or what the admin shows in its place while it is not installed, or the shop is not open. */
function appPage(options: ShopifySandboxOptions, parts: AdminParts, url: URL, locale: Locale): Markup {
  const { installed, standing } = parts.store.house();
  if (standing !== "open") return notOpenPage(standing);
  return installed ? frame(options, parts, url, locale) : installPage(options, parts.asked);
}

function frame(options: ShopifySandboxOptions, parts: AdminParts, url: URL, locale: Locale): Markup {
  return html`<main class="framed">
    <div id="app-bar"><span id="title">Tek</span><span id="title-actions"></span></div>
    <div id="save-bar" hidden><span>${locale === "tr" ? "Kaydedilmemiş değişiklikler" : "Unsaved changes"}</span><span id="save-actions"></span></div>
    <iframe title="Tek" src="${frameAddress(options, parts, url, locale)}" allow="clipboard-write"></iframe>
  </main>`;
}

/** The first address of the frame, with what the real admin adds to it. */
function frameAddress(options: ShopifySandboxOptions, parts: AdminParts, url: URL, locale: Locale): string {
  const deep = url.pathname.startsWith(home) ? url.pathname.slice(home.length) : "";
  const address = new URL(options.appUrl.replace(/\/$/, "") + (deep || "/"));
  for (const [name, value] of url.searchParams) if (name !== "locale") address.searchParams.append(name, value);
  const name = options.shop.replace(/\.myshopify\.com$/, "");
  const added: Readonly<Record<string, string>> = {
    embedded: "1",
    host: Buffer.from(`admin.shopify.com/store/${name}`).toString("base64url"),
    id_token: parts.sessionToken(),
    locale,
    shop: options.shop,
    timestamp: String(Math.floor(options.world.now() / 1000)),
  };
  for (const [key, value] of Object.entries(added)) address.searchParams.set(key, value);
  const signed = [...address.searchParams]
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join("&");
  address.searchParams.set("hmac", createHmac("sha256", options.apiSecret).update(signed).digest("hex"));
  return address.href;
}

function layout(options: ShopifySandboxOptions, locale: Locale, url: URL, title: string, body: Markup): Markup {
  const at = (path: string) => url.pathname.startsWith(path);
  const words = wordsOf[locale];
  const current = (yes: boolean) => (yes ? html` aria-current="page"` : html``);
  const language = (code: Locale, label: string) =>
    html`<a href="?locale=${code}" hreflang="${code}"${current(code === locale)}>${label}</a>`;
  return html`<html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${options.name}</title><link rel="stylesheet" href="/admin/assets/admin.css"><link rel="icon" href="data:,"><script>window.heardEarly = []; window.onmessage = (event) => window.heardEarly.push(event);</script></head>
<body><div id="progress" hidden></div>
<header><button id="menu" type="button" aria-label="${words.menu}">☰</button><strong>${options.name}</strong><span>${options.shop}</span><nav aria-label="Language">${language("en", "English")}${language("tr", "Türkçe")}</nav></header>
<aside>${sections.map((name) => html`<a href="/admin/${name}"${current(at(`/admin/${name}`))}>${words[name]}</a>`)}<h2>${words.apps}</h2><a href="${home}"${current(!sections.some((name) => at(`/admin/${name}`)))}>Tek</a><div id="app-nav"></div></aside>
${body}<div id="toasts"></div><script type="module" src="/admin/assets/admin.js"></script></body></html>`;
}

function localeOf(url: URL, cookie: string | null): Locale {
  const asked = url.searchParams.get("locale") ?? /admin_locale=(\w+)/.exec(cookie ?? "")?.[1];
  return asked === "tr" ? "tr" : "en";
}

function asset(body: string, type: string): Response {
  return new Response(body, { headers: { "content-type": `${type}; charset=utf-8`, "cache-control": "no-store" } });
}
