import { z } from "zod";
import { type Instant, toInstant } from "../../app/domain/instant.ts";
import { AccountError, type AccountForm } from "../contract/port.ts";

/** The app as Shopify knows it; one for the whole installation. */
export interface ShopifyApp {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** While a secret is being rotated, what the old one signed is still good. */
  readonly previousApiSecret?: string;
  /** Where the app is reached: "https://tek.example.com". */
  readonly appUrl: string;
  /** Origin of a stand-in's admin; Shopify's own where it is left out. */
  readonly standIn?: string;
}

/** One shop's offline access. A token without `expiresAt` never expires (a merchant's own custom app). */
export interface ShopifyAccount {
  /** "demo.myshopify.com" */
  readonly shop: string;
  readonly accessToken: string;
  readonly expiresAt: Instant | null;
  readonly refreshToken: string | null;
  readonly refreshExpiresAt: Instant | null;
  readonly scopes: readonly string[];
}

/** The shop's permanent host in lower case; null for anything else. Stricter than the library, which also takes Shopify's own domains. */
export function shopHost(text: string): string | null {
  const host = text.toLowerCase();
  return host.length <= 255 && /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/.test(host) ? host : null;
}

/** "demo" of "demo.myshopify.com": how the admin's addresses name the shop. */
export const shopHandle = (shop: string): string => shop.slice(0, shop.indexOf("."));

const instant = z.number().transform((ms, context): Instant => {
  try {
    return toInstant(ms);
  } catch {
    context.addIssue({ code: "custom" });
    return z.NEVER;
  }
});
const token = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]+$/);

/** The shop's host out of what people paste; null for what is none. */
const pastedHost = (text: string) =>
  shopHost(
    text
      .trim()
      .replace(/^https?:\/\//i, "")
      .replace(/\/+$/, ""),
  );

/** The host of the shop that a person typed. Throws `AccountError`. */
export function typedShop(text: string): string {
  const host = pastedHost(text);
  if (host === null) throw new AccountError("shop", text.trim() === "" ? "account.missing" : "shopify.no-shop-address");
  return host;
}

/**
 * A page of the app inside the shop's admin (shopify.dev "Deep linking": admin.shopify.com/store/…/apps/<client id>/<path>); a shop that has
 * not installed it is asked to first. `path` begins with a slash.
 */
export function adminPage({ apiKey, standIn }: ShopifyApp, shop: string, path: string): string {
  return standIn
    ? `${standIn}/admin/apps/tek${path}`
    : `https://admin.shopify.com/store/${shopHandle(shop)}/apps/${apiKey}${path}`;
}

const account = z.object({
  shop: z.string().transform((text, context) => {
    const host = pastedHost(text);
    if (host !== null) return host;
    context.addIssue({ code: "custom" });
    return z.NEVER;
  }),
  accessToken: token,
  expiresAt: instant.nullish().transform((at) => at ?? null),
  refreshToken: token.nullish().transform((text) => text ?? null),
  refreshExpiresAt: instant.nullish().transform((at) => at ?? null),
  scopes: z.array(z.string()).default([]),
});

export const accountForm: AccountForm<ShopifyAccount> = {
  fields: [
    { name: "shop", secret: false },
    { name: "accessToken", secret: true },
    { name: "expiresAt", secret: false, optional: true },
    { name: "refreshToken", secret: true, optional: true },
    { name: "refreshExpiresAt", secret: false, optional: true },
    { name: "scopes", secret: false, optional: true },
  ],
  parse(input) {
    const parsed = account.safeParse(input);
    if (parsed.success) return parsed.data;
    const field = String(parsed.error.issues[0]?.path[0] ?? "shop");
    const missing = typeof input !== "object" || input === null || !(field in input);
    throw new AccountError(
      field,
      missing ? "account.missing" : field === "shop" ? "shopify.no-shop-address" : "shopify.token-malformed",
    );
  },
  secrets: ({ accessToken, refreshToken }) => [accessToken, ...(refreshToken === null ? [] : [refreshToken])],
};
