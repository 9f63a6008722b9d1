import { neededScopes } from "#connectors/shopify/whoami.ts";

/** The shops of the demo's merchant, by plain http: a browser would not trust a certificate of their own. Addresses stay the same from start to start, since Tek keeps them. */
export const shopify = {
  shop: "demo.myshopify.com",
  name: "Işıl Seramik",
  currency: "TRY",
  timezone: "Europe/Istanbul",
  apiKey: "tek-demo-api-key",
  apiSecret: "tek-demo-api-secret",
} as const;

/** The same shop with Tek in it: a real one grants what shopify.app.toml asks for, and nothing more. */
export const shopifyWithTek = { ...shopify, scopes: neededScopes } as const;

export const wooShops = [
  {
    name: "Işıl Seramik Toptan",
    currency: "TRY",
    timezone: "Europe/Istanbul",
    country: "TR",
    key: "ck_demo0000000000000000000000000000000000tr",
    secret: "cs_demo0000000000000000000000000000000000tr",
  },
  {
    name: "Işıl Keramik Berlin",
    currency: "EUR",
    timezone: "Europe/Berlin",
    country: "DE",
    key: "ck_demo0000000000000000000000000000000000de",
    secret: "cs_demo0000000000000000000000000000000000de",
  },
] as const;

export interface Ports {
  readonly tek: number;
  /** Where shops hand keys over, by https. */
  readonly callback: number;
  readonly shopify: number;
  readonly woo: readonly [number, number];
}

/** From a base port upwards, so that a second demo can run beside the first. */
export const portsFrom = (base: number): Ports => ({
  tek: base,
  callback: base + 1,
  shopify: base + 10,
  woo: [base + 21, base + 22],
});

export const addresses = (ports: Ports) => ({
  tek: `http://127.0.0.1:${ports.tek}`,
  shopify: `http://127.0.0.1:${ports.shopify}`,
  woo: ports.woo.map((port) => `http://127.0.0.1:${port}`),
});
