import type { World } from "../../contract/sandbox/world.ts";
import type { Order } from "./order-entities.ts";
import { gmtText, siteText } from "./site-time.ts";
import type { State } from "./state.ts";

/** What every rule of the stand-in works on. */
export interface Shop {
  readonly origin: string;
  readonly name: string;
  readonly currency: string;
  readonly timezone: string;
  readonly country: string;
  readonly pricesIncludeTax: boolean;
  readonly world: World;
  readonly state: State;
  /** Epoch milliseconds on a whole second: WordPress knows no finer time. Backdated while history is laid. */
  now(): number;
  /** What time the shop believes it is, in epoch milliseconds: the world's, and how far its clock is off. */
  clock(): number;
  /** Runs `work` as if it were `at`; nothing that it does rings a webhook. */
  backdated<T>(at: number, work: () => T): T;
  /** Whether things happen now; false while history is laid. */
  live(): boolean;
  /** Rings the webhooks of a topic, unless history is being laid. */
  emit(topic: string, id: number): void;
}

/** Both forms of an instant under the names WooCommerce gives them. */
export function dates(shop: Shop, name: string, at: number | null): Record<string, string | null> {
  return {
    [name]: at === null ? null : siteText(at, shop.timezone),
    [`${name}_gmt`]: at === null ? null : gmtText(at),
  };
}

/** A random word of WordPress' password alphabet. */
export function randomWord(shop: Shop, length: number): string {
  const letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  return Array.from({ length }, () => letters[Math.floor(shop.world.chance() * letters.length)]).join("");
}

/** Adds a line to an order's own notes. It moves no date and rings nothing (measured). */
export function addNote(shop: Shop, order: Order, note: string, forCustomer = false, author = "WooCommerce"): number {
  const id = shop.state.next("comment");
  shop.state.put({ note: { id, orderId: order.id, createdAt: shop.now(), author, note, forCustomer } });
  return id;
}
