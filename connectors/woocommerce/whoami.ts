import { z } from "zod";
import { toExternalId } from "../../app/domain/ids.ts";
import { isCurrency } from "../../app/domain/money.ts";
import { Fault } from "../contract/fault.ts";
import type { Identity } from "../contract/port.ts";
import type { WooClient } from "./client.ts";
import { plainText } from "./plain-text.ts";

const indexSchema = z.object({
  name: z.string().nullish(),
  url: z.string(),
  home: z.string(),
  timezone_string: z.string().nullish(),
  namespaces: z.array(z.string()),
});
const settingsSchema = z.array(z.object({ id: z.string(), value: z.unknown().optional() }));

/**
 * Who answers at the account's address. A site is known by its own home address without scheme and trailing slash, so that http and
 * https, or an address with `/wp-admin`, are one shop.
 */
export async function whoami(client: WooClient, believed?: readonly string[]): Promise<Identity> {
  const index = await readIndex(client);
  const settings = await client.read("settings/general", {}, 1);
  const currency = settingsSchema
    .safeParse(settings.body.value)
    .data?.find(({ id }) => id === "woocommerce_currency")?.value;
  if (typeof currency !== "string" || !isCurrency(currency))
    throw new Fault("unreadable", { code: "woocommerce.currency-unknown", body: settings.body.text });
  const externalId = siteId(index.home);
  return {
    externalId: toExternalId(externalId),
    name: plainText(index.name ?? "").trim() || externalId,
    currency,
    timezone: isZone(index.timezone_string) ? index.timezone_string : null,
    adminUrl: `${index.url.replace(/\/+$/, "")}/wp-admin/`,
    missingScopes: believed ?? ((await mayWrite(client)) ? [] : ["write"]),
  };
}

/** What anybody may know of the site. Throws `Fault` where no WordPress with WooCommerce's API answers. */
export async function readIndex(client: WooClient): Promise<z.infer<typeof indexSchema>> {
  const { body } = await client.index();
  const index = indexSchema.safeParse(body.value).data;
  if (!index) throw new Fault("unreadable", { code: "woocommerce.index-unreadable", body: body.text });
  if (!index.namespaces.includes("wc/v3")) throw new Fault("unreachable", { code: "woocommerce.no-plugin" });
  return index;
}

/**
 * Asks for a change of a webhook that cannot exist. A key that may only read is refused before the site looks for it (measured: 401); what
 * another gets (400, "ID is invalid") is read in WooCommerce's source. It stands as a failed request in the site's log, where security
 * plugins count those: so it is asked when a shop is linked, and when something was refused.
 */
async function mayWrite(client: WooClient): Promise<boolean> {
  try {
    await client.write("put", "webhooks/0", {});
    return true;
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    if (error.kind === "forbidden") return false;
    if (error.kind === "rejected" || error.kind === "missing") return true;
    // Cut off on the way, this write cannot have changed anything.
    if (error.kind === "unsure") throw new Fault("unreachable", error.facts);
    throw error;
  }
}

function siteId(home: string): string {
  const url = URL.parse(home);
  if (!url)
    throw new Fault("unreadable", { code: "woocommerce.index-unreadable", params: { home: home.slice(0, 200) } });
  return `${url.host}${url.pathname}`.replace(/\/+$/, "").slice(0, 255);
}

/** WordPress may be set to a bare offset, which its index shows as an empty text or "+03:00". */
function isZone(text: string | null | undefined): text is string {
  if (!text || /^[+-]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
