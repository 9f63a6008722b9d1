import { z } from "zod";
import type { Customer, Note } from "./entities.ts";
import { symbolOf } from "./money.ts";
import { readBody } from "./order-input.ts";
import { needOrder } from "./orders.ts";
import { customerJson } from "./product-json.ts";
import { page } from "./query.ts";
import { RestError } from "./reply.ts";
import type { Route } from "./router.ts";
import { addNote, dates, type Shop } from "./shop.ts";
import { offsetOf } from "./site-time.ts";
import { taxRates } from "./taxes.ts";

const noteSchema = z.looseObject({ note: z.string(), customer_note: z.boolean().optional() });

/** Everything but orders, goods and webhooks. */
export const storeRoutes: readonly Route[] = [
  { path: "", open: true, on: { read: (shop) => ({ status: 200, body: siteIndex(shop) }) } },
  { path: "/wc/v3/system_status", on: { read: (shop) => ({ status: 200, body: systemStatus(shop) }) } },
  { path: "/wc/v3/settings/general", on: { read: (shop) => ({ status: 200, body: generalSettings(shop) }) } },
  { path: "/wc/v3/taxes", on: { read: () => ({ status: 200, body: taxesJson() }) } },
  {
    path: "/wc/v3/orders/:id/notes",
    on: {
      read: (shop, { ids, params }) => {
        needOrder(shop, ids[0]);
        const type = params.oneOf("type", ["any", "customer", "internal"], "any");
        const mine = [...shop.state.notes.values()].filter(
          (note) => note.orderId === ids[0] && (type === "any" || note.forCustomer === (type === "customer")),
        );
        return {
          status: 200,
          body: mine.sort((a, b) => b.createdAt - a.createdAt || a.id - b.id).map((n) => noteJson(shop, n)),
        };
      },
      write: (shop, { ids, body }) => {
        const order = needOrder(shop, ids[0]);
        const sent = readBody(noteSchema, body);
        const note = needNote(shop, order.id, addNote(shop, order, sent.note, sent.customer_note));
        const location = `${shop.origin}/wp-json/wc/v3/orders/${order.id}/notes/${note.id}`;
        return { status: 201, body: noteJson(shop, note), headers: { Location: location } };
      },
    },
  },
  {
    path: "/wc/v3/orders/:id/notes/:id",
    on: {
      read: (shop, { ids }) => ({ status: 200, body: noteJson(shop, needNote(shop, ids[0], ids[1])) }),
      remove: (shop, { ids }) => {
        const body = noteJson(shop, needNote(shop, ids[0], ids[1]));
        shop.state.drop("note", ids[1]);
        return { status: 200, body };
      },
    },
  },
  {
    path: "/wc/v3/customers",
    on: {
      read: (shop, { params }) => {
        const email = params.text("email");
        const items = [...shop.state.customers.values()].filter((c) => email === undefined || c.email === email);
        return page(shop, params, {
          items,
          path: "/wc/v3/customers",
          forgetsBeyond: false,
          render: (customer) => customerJson(shop, customer),
        });
      },
    },
  },
  {
    path: "/wc/v3/customers/:id",
    on: { read: (shop, { ids }) => ({ status: 200, body: customerJson(shop, needCustomer(shop, ids[0])) }) },
  },
];

function noteJson(shop: Shop, note: Note): Record<string, unknown> {
  const order = `${shop.origin}/wp-json/wc/v3/orders/${note.orderId}`;
  return {
    id: note.id,
    author: note.author,
    ...dates(shop, "date_created", note.createdAt),
    note: note.note,
    customer_note: note.forCustomer,
    _links: {
      self: [{ href: `${order}/notes/${note.id}`, targetHints: { allow: ["GET", "DELETE"] } }],
      collection: [{ href: `${order}/notes` }],
      up: [{ href: order }],
    },
  };
}

function needNote(shop: Shop, orderId: number, id: number): Note {
  needOrder(shop, orderId);
  const note = shop.state.notes.get(id);
  if (note?.orderId === orderId) return note;
  throw new RestError(404, "woocommerce_rest_invalid_id", "Invalid resource ID.");
}

function needCustomer(shop: Shop, id: number): Customer {
  const customer = shop.state.customers.get(id);
  if (customer) return customer;
  throw new RestError(404, "woocommerce_rest_invalid_id", "Invalid resource ID.");
}

function siteIndex(shop: Shop): Record<string, unknown> {
  return {
    name: shop.name,
    description: "",
    url: shop.origin,
    home: shop.origin,
    gmt_offset: offsetOf(shop.timezone, shop.now()) / 3_600_000,
    timezone_string: shop.timezone,
    namespaces: ["oembed/1.0", "wc/v3", "wc/v1", "wc/store", "wc/store/v1", "wc/v2", "wp/v2"].filter(
      (name) => shop.state.site.woocommerce || !name.startsWith("wc/"),
    ),
    authentication: [],
  };
}

function systemStatus(shop: Shop): Record<string, unknown> {
  return {
    environment: {
      home_url: shop.origin,
      site_url: shop.origin,
      version: "11.0.1",
      wp_version: "7.0.4",
      wp_multisite: false,
      wp_memory_limit: 536870912,
      wp_debug_mode: false,
      wp_cron: true,
      language: "en_US",
      external_object_cache: null,
      php_version: "8.2.36",
      max_upload_size: 2097152,
      mysql_version_string: "10.11.19-MariaDB-0+deb12u1",
      default_timezone: "UTC",
      fsockopen_or_curl_enabled: true,
    },
    settings: {
      api_enabled: false,
      force_ssl: false,
      currency: shop.currency,
      currency_symbol: symbolOf(shop.currency).entity,
      currency_position: "left",
      thousand_separator: ",",
      decimal_separator: ".",
      number_of_decimals: 2,
      geolocation_enabled: false,
      taxonomies: { external: "external", grouped: "grouped", simple: "simple", variable: "variable" },
      woocommerce_com_connected: "no",
      enforce_approved_download_dirs: true,
      order_datastore: "Automattic\\WooCommerce\\Internal\\DataStores\\Orders\\OrdersTableDataStore",
      HPOS_enabled: true,
      HPOS_sync_enabled: false,
      enabled_features: [
        "analytics",
        "marketplace",
        "order_attribution",
        "site_visibility_badge",
        "custom_order_tables",
      ],
    },
    security: { secure_connection: shop.origin.startsWith("https:"), hide_errors: true },
  };
}

function generalSettings(shop: Shop): Record<string, unknown>[] {
  const row = (name: string, label: string, type: string, fallback: string, value: string) => ({
    id: `woocommerce_${name}`,
    label,
    type,
    default: fallback,
    value,
  });
  return [
    row("store_address", "Address line 1", "text", "", "İstiklal Cad. 12"),
    row("store_city", "City", "text", "", "İstanbul"),
    row("default_country", "Country / State", "select", "US:CA", shop.country),
    row("calc_taxes", "Enable taxes", "checkbox", "no", "yes"),
    row("enable_coupons", "Enable coupons", "checkbox", "yes", "yes"),
    row("currency", "Currency", "select", "USD", shop.currency),
    row("currency_pos", "Currency position", "select", "left", "left"),
    row("price_thousand_sep", "Thousand separator", "text", ",", ","),
    row("price_decimal_sep", "Decimal separator", "text", ".", "."),
    row("price_num_decimals", "Number of decimals", "number", "2", "2"),
  ];
}

function taxesJson(): Record<string, unknown>[] {
  return taxRates.map((rate) => ({
    id: rate.id,
    country: rate.country,
    state: rate.state,
    postcode: "",
    city: "",
    rate: (rate.rate / 10_000).toFixed(4),
    name: rate.name,
    priority: 1,
    compound: false,
    shipping: rate.shipping,
    order: 0,
    class: rate.taxClass || "standard",
    postcodes: [],
    cities: [],
  }));
}
