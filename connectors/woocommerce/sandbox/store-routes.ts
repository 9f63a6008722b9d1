import { symbolOf } from "./money.ts";
import type { Route } from "./router.ts";
import type { Shop } from "./shop.ts";
import { offsetOf } from "./site-time.ts";

/** What is the shop's as a whole: its index, status and settings. */
export const storeRoutes: readonly Route[] = [
  { path: "", open: true, on: { read: (shop) => ({ status: 200, body: siteIndex(shop) }) } },
  { path: "/wc/v3/system_status", on: { read: (shop) => ({ status: 200, body: systemStatus(shop) }) } },
  { path: "/wc/v3/settings/general", on: { read: (shop) => ({ status: 200, body: generalSettings(shop) }) } },
];

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
  const [country, state] = shop.country === "TR" ? ["TR", ":TR34"] : [shop.country, ""];
  return [
    row("store_address", "Address line 1", "text", "", "İstiklal Cad. 12"),
    row("store_address_2", "Address line 2", "text", "", ""),
    row("store_city", "City", "text", "", "İstanbul"),
    row("default_country", "Country / State", "select", "US:CA", `${country}${state}`),
    row("store_postcode", "Postcode / ZIP", "text", "", "34430"),
    row("allowed_countries", "Selling location(s)", "select", "all", "all"),
    row("all_except_countries", "Sell to all countries, except for&hellip;", "multiselect", "", ""),
    row("specific_allowed_countries", "Sell to specific countries", "multiselect", "", ""),
    row("ship_to_countries", "Shipping location(s)", "select", "", ""),
    row("specific_ship_to_countries", "Ship to specific countries", "multiselect", "", ""),
    row("default_customer_address", "Default customer location", "select", "base", "base"),
    row("address_autocomplete_enabled", "", "checkbox", "no", "no"),
    row("calc_taxes", "Enable taxes", "checkbox", "no", "yes"),
    row("enable_coupons", "Enable coupons", "checkbox", "yes", "yes"),
    row("calc_discounts_sequentially", "", "checkbox", "no", "no"),
    row("currency", "Currency", "select", "USD", shop.currency),
    row("currency_pos", "Currency position", "select", "left", "left"),
    row("price_thousand_sep", "Thousand separator", "text", ",", ","),
    row("price_decimal_sep", "Decimal separator", "text", ".", "."),
    row("price_num_decimals", "Number of decimals", "number", "2", "2"),
  ];
}
