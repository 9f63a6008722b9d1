import type { Entry, ShellConfig } from "#app/load-context.ts";

/**
 * Security headers of every answer that people's browsers get. Framing: embedded pages by their own shop's admin only (Shopify's
 * documentation, "Set up iframe protection"), all others by nobody.
 */
export function secure(headers: Headers, entry: Entry, config: ShellConfig): void {
  headers.set("Content-Security-Policy", policy(entry, config));
  headers.set("X-Content-Type-Options", "nosniff");
  headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
  headers.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "private, no-store");
  headers.append("Vary", "Accept-Language, Cookie, Authorization");
}

function policy(entry: Entry, config: ShellConfig): string {
  const shop = framedBy(entry);
  const ancestors = shop
    ? [`https://${shop}`, "https://admin.shopify.com", ...config.frameAncestors].join(" ")
    : "'none'";
  const scripts = shop ? ` ${new URL(config.appBridgeUrl).origin}` : "";
  return [
    `frame-ancestors ${ancestors}`,
    `script-src 'self' 'unsafe-inline'${scripts}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ].join("; ");
}

/** The shop whose admin may frame the page; a host that is none never reaches a header. */
export function framedBy(entry: Entry): string | null {
  const shop = shopOf(entry);
  return shop && /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/i.test(shop) ? shop : null;
}

function shopOf(entry: Entry): string | null {
  switch (entry.kind) {
    case "bounce":
      return entry.shop;
    case "awaited":
      return entry.guest.shop;
    case "caller":
      return entry.shell.shop;
    default:
      return null;
  }
}
