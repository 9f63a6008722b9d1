import { seeded } from "./random.ts";

interface Living {
  act(act: { action: "random" }): unknown;
}

/** Customers and shopkeepers at work: something happens in one of the shops every few seconds. */
export function keepLiving(shops: readonly Living[]): void {
  const chance = seeded(7);
  const next = () => {
    const shop = shops[Math.floor(chance() * shops.length)];
    try {
      shop?.act({ action: "random" });
    } catch (error) {
      // A shop may refuse what chance thought of (nothing left to refund); anything else is a fault of the stand-in.
      if (!(error instanceof Error) || !/refused/i.test(error.name)) throw error;
    }
    setTimeout(next, 2000 + chance() * 6000).unref();
  };
  setTimeout(next, 5000).unref();
}
