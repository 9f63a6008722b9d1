import { z } from "zod";
import { Fault } from "../contract/fault.ts";
import { AccountError, type Io } from "../contract/port.ts";
import { accountForm, siteOf, type WooAccount } from "./account.ts";
import { createClient } from "./client.ts";
import { readIndex } from "./whoami.ts";

/** What the shop is told of us, and gives back. */
export interface ApprovalTold {
  readonly token: string;
  readonly returnUrl: string;
  readonly callbackUrl: string;
}

const appName = "Tek";
const byQueryRoute = [
  ["wc-auth-version", "1"],
  ["wc-auth-route", "authorize"],
] as const;

/** What the shop posts, recorded (`wc-auth-callback.body`). */
const handOverSchema = z.object({
  user_id: z.union([z.string(), z.number()]).transform(String),
  consumer_key: z.string(),
  consumer_secret: z.string(),
  key_permissions: z.string(),
});

/**
 * Checks the address and that a WooCommerce answers there, without a key; then says where its owner approves us: WooCommerce's own
 * page `/wc-auth/v1/authorize` (measured: it insists on an https callback). Throws `AccountError` and `Fault`.
 */
export async function prepareApproval(
  input: unknown,
  io: Io,
): Promise<{ readonly address: string; readonly page: (told: ApprovalTold) => string }> {
  const site = siteOf(input);
  const client = createClient({ ...site, key: "", secret: "" }, io);
  await readIndex(client);
  const byQuery = client.byQuery();
  const page = ({ token, returnUrl, callbackUrl }: ApprovalTold) => {
    const url = new URL(`${site.url}/${byQuery ? "" : "wc-auth/v1/authorize"}`);
    const asked = { app_name: appName, scope: "read_write", user_id: token };
    const query = new URLSearchParams({ ...asked, return_url: returnUrl, callback_url: callbackUrl });
    // By source: what the pretty address is made into.
    if (byQuery) for (const [name, value] of byQueryRoute) query.set(name, value);
    url.search = String(query);
    return url.href;
  };
  return { address: site.url, page };
}

/** The account in what a shop posted. Throws `Fault` for what is no hand-over of a key that may read and write, or another's. */
export function approvedAccount(address: string, token: string, body: string): WooAccount {
  const read = handOverSchema.safeParse(jsonOf(body));
  if (!read.success) throw new Fault("unreadable", { code: "woocommerce.approval-malformed" });
  const { user_id, consumer_key: key, consumer_secret: secret, key_permissions: permissions } = read.data;
  if (user_id !== token) throw new Fault("rejected", { code: "woocommerce.approval-foreign" });
  if (permissions !== "read_write")
    throw new Fault("forbidden", {
      code: "woocommerce.key-read-only",
      params: { permissions: permissions.slice(0, 20) },
    });
  try {
    return accountForm.parse({ url: address, key, secret, allowHttp: address.startsWith("http:") });
  } catch (error) {
    if (error instanceof AccountError) throw new Fault("unreadable", { code: "woocommerce.approval-malformed" });
    throw error;
  }
}

/** What WooCommerce adds to the return address (recorded): `success=0|1` and the `user_id` that it was told. */
export function approvalAnswered(
  query: URLSearchParams,
): { readonly token: string; readonly approved: boolean } | null {
  const token = query.get("user_id");
  return token ? { token, approved: query.get("success") === "1" } : null;
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
