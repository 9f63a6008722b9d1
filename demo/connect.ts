import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { wooShops } from "./shops.ts";

const run = promisify(execFile);

/** The very command that a merchant's operator would type. */
async function tek(environment: NodeJS.ProcessEnv, ...args: string[]): Promise<string> {
  const { stdout } = await run(process.execPath, ["app/cli/main.ts", ...args], { env: environment });
  return stdout;
}

/** Installs Tek in the Shopify stand-in and links the WooCommerce shops, where that has not been done before. */
export async function connectShops({
  at,
  environment,
}: {
  readonly at: { readonly tek: string; readonly shopify: string; readonly woo: readonly string[] };
  readonly environment: NodeJS.ProcessEnv;
}): Promise<void> {
  await openInAdmin(at);
  const { shops: known } = z
    .object({ shops: z.array(z.object({ platform: z.string(), adminUrl: z.string() })) })
    .parse(JSON.parse(await tek(environment, "shops", "list", "--json")));
  for (const [i, shop] of wooShops.entries()) {
    const url = at.woo[i] ?? "";
    if (known.some((one) => one.adminUrl.startsWith(url))) continue;
    const http = url.startsWith("http:") ? ["--allow-http"] : [];
    await tek(
      environment,
      "shops",
      "connect",
      "woocommerce",
      "--url",
      url,
      "--key",
      shop.key,
      "--secret",
      shop.secret,
      "--no-wait",
      ...http,
    );
  }
}

/** What a browser does when a merchant opens the app for the first time: this is where Shopify installs it. */
async function openInAdmin({ tek: app, shopify }: { readonly tek: string; readonly shopify: string }): Promise<void> {
  const token = await (await fetch(`${shopify}/admin/session-token`)).text();
  const answer = await fetch(`${app}/orders?embedded=1&shop=demo.myshopify.com&id_token=${encodeURIComponent(token)}`);
  if (!answer.ok) throw new Error(`Tek refused to be installed: ${answer.status}`);
}

export async function ownerLink(environment: NodeJS.ProcessEnv): Promise<string> {
  return (await tek(environment, "owner-link")).trim();
}
