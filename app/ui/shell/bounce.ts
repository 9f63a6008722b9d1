import type { ShellConfig } from "#app/load-context.ts";
import type { ShownLocale } from "../i18n/locale.ts";
import { wordsFor } from "../i18n/words.ts";

/** Whether this address already came back from a bounce: a second one would go on for ever. */
export const hasBounced = (address: URL): boolean => address.searchParams.has("bounced");

/**
 * A page that loads App Bridge, asks it for a session token and comes again with it in the address, as a first document from the
 * admin does (Shopify's documentation, "Session tokens": a document request carries none by itself).
 */
export function bouncePage(config: ShellConfig, locale: ShownLocale): string {
  const { t } = wordsFor(locale);
  return `<!doctype html><html lang="${locale === "tr" ? "tr" : "en"}"><head><meta charset="utf-8"><title>${escapeHtml(t("app.name"))}</title>
<meta name="shopify-api-key" content="${escapeHtml(config.apiKey ?? "")}"><script src="${escapeHtml(config.appBridgeUrl)}"></script></head>
<body><p role="status">${escapeHtml(t("bounce.text"))}</p><script>
window.shopify.idToken().then((token) => {
  const address = new URL(location.href);
  address.searchParams.set("id_token", token);
  address.searchParams.set("bounced", "1");
  location.replace(address);
});
</script></body></html>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (c) => entities[c] ?? c);
