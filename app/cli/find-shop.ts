import type { ShopCard } from "#app/views/shops-page.ts";
import { CommandFailure } from "./command.ts";

/** Finds the shop that a person means: by its id, its address, or its name, upper and lower case alike. */
export function findShop(shops: readonly ShopCard[], meant: string): ShopCard {
  const text = fold(meant);
  const exact = shops.find((shop) => shop.id === text);
  if (exact) return exact;
  const named = shops.filter((shop) => fold(shop.name) === text || hostOf(shop.adminUrl) === hostOf(text));
  const [first, second] = named;
  if (first && !second) return first;
  const known = (first ? named : shops).map((shop) => `  ${shop.id}  ${shop.name}  ${shop.adminUrl}`).join("\n");
  if (first) throw new CommandFailure(2, `"${meant}" is more than one shop. Name one by its id:\n${known}`);
  throw new CommandFailure(
    3,
    known
      ? `There is no shop "${meant}". There are:\n${known}`
      : "No shop is connected yet: see `tek shops connect --help`.",
  );
}

const fold = (text: string) => text.trim().toLowerCase();

/** "https://shop.example/wp-admin" and "shop.example" name one shop; Shopify's admin has the shop's name in its path. */
function hostOf(address: string): string {
  const url = URL.parse(address.includes("://") ? address : `https://${address}`);
  if (!url) return address;
  const store = url.hostname === "admin.shopify.com" && /^\/store\/([a-z0-9-]+)/.exec(url.pathname)?.[1];
  return store ? `${store}.myshopify.com` : url.host;
}
