import { z } from "zod";
import { AccountError, type AccountForm } from "../contract/port.ts";

/** A WooCommerce site and one of its REST API keys (WooCommerce → Settings → Advanced → REST API). */
export interface WooAccount {
  /** The site's address without a trailing slash; keeps the sub-folder of an install that lives in one. */
  readonly url: string;
  readonly key: string;
  readonly secret: string;
  /** Keys may travel over plain http: signed with OAuth 1.0a, but readable orders. For a shop on this machine only. */
  readonly allowHttp: boolean;
}

const siteSchema = z.object({
  url: z.string(),
  allowHttp: z
    .union([z.boolean(), z.stringbool()])
    .optional()
    .transform((value) => value ?? false),
});
const inputSchema = siteSchema.extend({ key: z.string(), secret: z.string() });

/** The site alone, before there is a key. Throws `AccountError`. */
export function siteOf(input: unknown): Pick<WooAccount, "url" | "allowHttp"> {
  const parsed = siteSchema.safeParse(input);
  if (!parsed.success) throw new AccountError("url", "account.missing");
  const { url, allowHttp } = parsed.data;
  return { url: siteAddress(url.trim(), allowHttp), allowHttp };
}

export const accountForm: AccountForm<WooAccount> = {
  fields: [
    { name: "url", secret: false },
    { name: "key", secret: true },
    { name: "secret", secret: true },
    { name: "allowHttp", secret: false, optional: true },
  ],
  parse(input) {
    const parsed = inputSchema.safeParse(input);
    if (!parsed.success) throw new AccountError(String(parsed.error.issues[0]?.path[0] ?? "url"), "account.missing");
    const { url, key, secret, allowHttp } = parsed.data;
    return {
      url: siteAddress(url.trim(), allowHttp),
      key: keyOf("key", "ck_", key.trim()),
      secret: keyOf("secret", "cs_", secret.trim()),
      allowHttp,
    };
  },
  secrets: ({ key, secret }) => [key, secret],
};

function siteAddress(text: string, allowHttp: boolean): string {
  if (text === "") throw new AccountError("url", "account.missing");
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (!url || (url.protocol !== "https:" && url.protocol !== "http:") || !url.hostname)
    throw new AccountError("url", "woocommerce.url-invalid", { url: text.slice(0, 200) });
  if (url.username || url.password) throw new AccountError("url", "woocommerce.url-with-password");
  if (url.protocol === "http:" && !allowHttp)
    throw new AccountError("url", "woocommerce.http-needs-consent", { option: "--allow-http" });
  const folder = url.pathname.replace(/\/(wp-admin|wp-json|wp-login\.php|index\.php)(\/.*)?$/i, "").replace(/\/+$/, "");
  return `${url.protocol}//${url.host}${folder}`;
}

function keyOf(field: "key" | "secret", prefix: string, text: string): string {
  if (text === "") throw new AccountError(field, "account.missing");
  // The two are pasted into each other's field so often that it gets its own words.
  const other = prefix === "ck_" ? "cs_" : "ck_";
  if (text.startsWith(other)) throw new AccountError(field, "woocommerce.keys-swapped", { expected: prefix });
  if (!text.startsWith(prefix) || !/^[\w]{8,200}$/.test(text))
    throw new AccountError(field, "woocommerce.key-invalid", { expected: prefix });
  return text;
}
