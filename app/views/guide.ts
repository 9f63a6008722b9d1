import type { ShopCard, ShopsPageView } from "./shops-page.ts";

export type StepState = "done" | "under-way" | "held" | "to-do";

/** How far the first-run guide has come. Each is read off what is stored, never off what somebody clicked. */
export interface GuideSteps {
  readonly found: StepState;
  /** "held": a shop is paused before its first import ended. */
  readonly orders: StepState;
  readonly second: StepState;
  /** The last step; a merchant with one shop is done without a second. */
  readonly ready: StepState;
}

type Facts = Pick<ShopCard, "state" | "import">;

/** The shops that the guide speaks of. */
export const connectedShops = <Shop extends Pick<ShopCard, "state">>(shops: readonly Shop[]): readonly Shop[] =>
  shops.filter(({ state }) => state !== "disconnected");

export function guideSteps(shops: readonly Facts[]): GuideSteps {
  const connected = connectedShops(shops);
  const found = connected.length > 0 ? "done" : "to-do";
  const orders = ordersStep(connected);
  return {
    found,
    orders,
    second: connected.length > 1 ? "done" : "to-do",
    ready: orders === "done" ? "done" : "to-do",
  };
}

function ordersStep(connected: readonly Facts[]): StepState {
  const open = connected.filter((shop) => shop.import.state !== "done");
  if (connected.length === 0) return "to-do";
  if (open.some(({ state }) => state === "paused")) return "held";
  return open.length > 0 ? "under-way" : "done";
}

/** Whether the guide greets whoever opens Tek: nobody closed it, and something is left to do. */
export function guideGreets({
  shops,
  guideClosedAt,
}: Pick<ShopsPageView, "guideClosedAt"> & { readonly shops: readonly Facts[] }): boolean {
  return guideClosedAt === null && Object.values(guideSteps(shops)).some((state) => state !== "done");
}
