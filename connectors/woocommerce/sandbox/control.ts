import { z } from "zod";
import {
  changeFaults,
  type FaultChange,
  faultChangeSchema,
  type SandboxFaults,
} from "../../contract/sandbox/faults.ts";
import { ActRefused } from "./act-refused.ts";
import { type Act, type Acted, act, actSchema } from "./acts.ts";
import { layCatalog } from "./catalog.ts";
import type { Mail } from "./entities.ts";
import { keyJson, type Permissions, permitKey, revokeEveryKey, revokeKey } from "./keys.ts";
import { orderJson, refundJson } from "./order-json.ts";
import { updateOrder } from "./orders.ts";
import { findGood, placeOrder } from "./place.ts";
import { productJson, variationJson } from "./product-json.ts";
import { updateProduct } from "./products.ts";
import { randomAct } from "./random-act.ts";
import type { Shop } from "./shop.ts";
import { type Site, siteSchema } from "./site.ts";
import { setStock } from "./stock.ts";
import { webhookJson } from "./webhooks.ts";

type Json = Record<string, unknown>;

/** The whole truth of a stand-in shop, for an oracle: raw API shapes, trashed orders too. */
export interface Truth {
  readonly shop: { readonly name: string; readonly currency: string; readonly timezone: string };
  readonly orders: readonly Json[];
  readonly refunds: Readonly<Record<string, readonly Json[]>>;
  /** Ids of orders that were deleted for good. */
  readonly deleted: readonly number[];
  readonly products: readonly Json[];
  readonly webhooks: readonly Json[];
  /** Without their secrets. */
  readonly keys: readonly Json[];
  readonly site: Site;
  /** What it mailed, oldest first: to whom, which of WooCommerce's mails, about which order, when (epoch milliseconds). */
  readonly mails: readonly Mail[];
  readonly faults: SandboxFaults;
}

/** What drives the stand-in besides its API; each call is in the journal when it returns. */
export interface Control {
  act(input: Act): Acted;
  truth(): Truth;
  setFaults(change: FaultChange): SandboxFaults;
  setSite(change: Partial<Site>): Site;
  revokeKey(id: number): boolean;
  revokeEveryKey(): boolean;
  permitKey(id: number, permissions: Permissions): boolean;
  /** Changes a good by hand: its name, or how many there are. Throws `ActRefused` for one that is not sold here. */
  changeGood(change: GoodChange): { readonly product: number };
  lay(o: { orders: number; days: number }): { laid: number };
}

const goodSchema = z.object({
  sku: z.string().optional(),
  product: z.int().optional(),
  name: z.string().min(1).optional(),
  stock: z.int().optional(),
});
export type GoodChange = z.infer<typeof goodSchema>;

const dayMs = 86_400_000;
const clockSchema = z.object({
  advanceMs: z
    .number()
    .min(0)
    .max(400 * dayMs),
});
const revokeSchema = z.union([z.strictObject({ key_id: z.int() }), z.strictObject({ every: z.literal(true) })]);
const permitSchema = z.object({ key_id: z.int(), permissions: z.enum(["read", "write", "read_write"]) });
const laySchema = z.object({ orders: z.int().min(0).max(200_000), days: z.number().positive().max(3650) });

export function createControl(shop: Shop): Control {
  const saved = <T>(work: () => T): T => {
    try {
      return work();
    } finally {
      shop.state.commit();
    }
  };
  return {
    act: (input) => saved(() => (input.action === "random" ? randomAct(shop) : act(shop, input))),
    truth: () => truthOf(shop),
    setFaults: (change) =>
      saved(() => {
        shop.state.setFaults(changeFaults(shop.state.faults, change));
        return shop.state.faults;
      }),
    setSite: (change) =>
      saved(() => {
        shop.state.setSite(siteSchema.parse({ ...shop.state.site, ...change }));
        return shop.state.site;
      }),
    revokeKey: (id) => saved(() => revokeKey(shop.state, id)),
    revokeEveryKey: () => saved(() => revokeEveryKey(shop.state)),
    permitKey: (id, permissions) => saved(() => permitKey(shop.state, id, permissions)),
    changeGood: (change) => saved(() => changeGood(shop, change)),
    lay: (o) => saved(() => layHistory(shop, laySchema.parse(o))),
  };
}

function changeGood(shop: Shop, { name, stock, ...which }: GoodChange): { readonly product: number } {
  const good = findGood(shop, which);
  const counted = stock === undefined ? {} : { manage_stock: true, stock_quantity: stock };
  return { product: updateProduct(shop, good, { ...(name === undefined ? {} : { name }), ...counted }).id };
}

/** Answers `/_sandbox/…`: JSON in, JSON out, no keys asked, no faults. */
export async function answerControl(shop: Shop, control: Control, request: Request, path: string): Promise<Response> {
  try {
    if (path === "state" && request.method === "GET") return Response.json(control.truth());
    if (path === "faults" && request.method === "GET") return Response.json(shop.state.faults);
    if (request.method !== "POST")
      return Response.json({ error: "POST here, or GET /_sandbox/state or /_sandbox/faults" }, { status: 405 });
    const text = await request.text();
    const body: unknown = text.trim() ? JSON.parse(text) : {};
    if (path === "act") return Response.json(control.act(actSchema.parse(body)));
    if (path === "faults") return Response.json(control.setFaults(faultChangeSchema.parse(body)));
    if (path === "site") return Response.json(control.setSite(siteSchema.partial().strict().parse(body)));
    if (path === "revoke") {
      const which = revokeSchema.parse(body);
      return Response.json({ revoked: "every" in which ? control.revokeEveryKey() : control.revokeKey(which.key_id) });
    }
    if (path === "good") return Response.json(control.changeGood(goodSchema.parse(body)));
    if (path === "permit") {
      const { key_id, permissions } = permitSchema.parse(body);
      return Response.json({ permitted: control.permitKey(key_id, permissions) });
    }
    if (path === "lay") return Response.json(control.lay(laySchema.parse(body)));
    if (path === "clock") {
      const { advanceMs } = clockSchema.parse(body);
      if (!shop.world.advance) return Response.json({ error: "this world's clock cannot be moved" }, { status: 409 });
      await shop.world.advance(advanceMs);
      return Response.json({ now: shop.world.now() });
    }
    return Response.json(
      { error: `nothing is at /_sandbox/${path}: act, good, state, faults, site, revoke, permit, clock, lay` },
      { status: 404 },
    );
  } catch (error) {
    if (error instanceof z.ZodError) return Response.json({ error: z.prettifyError(error) }, { status: 400 });
    if (error instanceof SyntaxError)
      return Response.json({ error: `the body is no JSON: ${error.message}` }, { status: 400 });
    if (error instanceof ActRefused) return Response.json({ done: false, error: error.message }, { status: 409 });
    throw error;
  }
}

function truthOf(shop: Shop): Truth {
  const { state } = shop;
  const orders = [...state.orders.values()];
  return {
    shop: { name: shop.name, currency: shop.currency, timezone: shop.timezone },
    orders: orders.map((order) => orderJson(shop, order)),
    refunds: Object.fromEntries(
      orders.flatMap(({ id }) => {
        const mine = state.refundsOf(id);
        return mine.length ? [[String(id), mine.map((refund) => refundJson(shop, refund))]] : [];
      }),
    ),
    deleted: [...state.deletedOrders],
    products: [...state.products.values()].map((product) =>
      product.type === "variation" ? variationJson(shop, product) : productJson(shop, product),
    ),
    webhooks: [...state.webhooks.values()].map((hook) => ({
      ...webhookJson(shop, hook),
      failure_count: hook.failureCount,
    })),
    keys: [...state.keys.values()].map(keyJson),
    site: state.site,
    mails: [...state.mails.values()],
    faults: state.faults,
  };
}

/** Lays `orders` orders evenly over the last `days`, most of them long finished, and the goods before them. */
function layHistory(shop: Shop, { orders, days }: { orders: number; days: number }): { laid: number } {
  const start = shop.now() - Math.round(days * dayMs);
  shop.backdated(start - dayMs, () => layCatalog(shop));
  const step = (shop.now() - start) / Math.max(1, orders);
  for (let i = 0; i < orders; i++) {
    const at = Math.floor(start + step * (i + shop.world.chance() * 0.9));
    const order = shop.backdated(at, () => placeOrder(shop, {}));
    ripen(shop, order.id, at);
    if (i % 20 === 19) shop.backdated(at, () => refill(shop));
  }
  shop.backdated(shop.now(), () => refill(shop));
  return { laid: orders };
}

/** A new delivery of goods: history sold what the shelf had. */
function refill(shop: Shop): void {
  for (const product of shop.state.products.values())
    if (product.manageStock && (product.stock ?? 0) < 15)
      setStock(shop, product, 15 + Math.floor(shop.world.chance() * 60));
}

/** Takes a past order as far as its age lets it come. */
function ripen(shop: Shop, id: number, placedAt: number): void {
  const later = (days: number) => Math.min(shop.now() - 1000, placedAt + Math.floor(days * dayMs));
  const age = (shop.now() - placedAt) / dayMs;
  const status = shop.state.orders.get(id)?.status;
  if (status === "on-hold" && age > 1 && shop.world.chance() < 0.85)
    shop.backdated(later(1), () => updateOrder(shop, id, { set_paid: true }));
  if (age < 3 || shop.state.orders.get(id)?.status !== "processing") return;
  if (shop.world.chance() < 0.9) shop.backdated(later(2.5), () => updateOrder(shop, id, { status: "completed" }));
  if (age > 8 && shop.world.chance() < 0.08)
    shop.backdated(later(7), () => act(shop, { action: "refund", order: id, full: shop.world.chance() < 0.5 }));
}
